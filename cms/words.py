"""What the press calls things."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LIBRARY = "library"

# What a text may contain: what a page needs, and nothing a paste from elsewhere brings along.
LIMITED_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
# … below a heading that the page itself sets.
SECTION_TEXT = ["h3", "h4", "bold", "italic", "ol", "ul", "link"]
PLAIN_TEXT = ["bold", "italic", "ol", "ul", "link"]


class MediaState(models.TextChoices):
    """An upload is shown to nobody before it is whole."""

    PENDING = "pending", _("on its way")
    STORED = "stored", _("stored, being looked at")
    READY = "ready", _("ready")
    UNREADABLE = "unreadable", _("could not be read")


class CaptionKind(models.TextChoices):
    CAPTIONS = "captions", _("captions")
    SUBTITLES = "subtitles", _("subtitles")


class CalloutKind(models.TextChoices):
    NOTE = "note", _("Good to know")
    CARE = "care", _("Take care")
    ASK = "ask", _("You can ask")


class WithdrawnBecause(models.TextChoices):
    ASKED = "asked", _("the person asked us to")
    AGENCY = "agency", _("our own decision")
    MISTAKE = "mistake", _("entered by mistake")


# What a browser may be told a file is. Anything else is a download.
MEDIA_TYPES = {
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
}
PICTURE_TYPES = {
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
}
