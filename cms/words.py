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
    STORED = "stored", _("stored, being made ready")
    READY = "ready", _("ready")
    FAILED = "failed", _("cannot be shown")


class Trouble(models.TextChoices):
    """Why a film cannot be shown, and what she can do about it."""

    EMPTY = "empty", _("This file is empty. Add it again; it may not have come through whole.")
    NOT_A_FILM = "not-a-film", _("We could not read this file. Save it as MP4 and add it again.")
    CUT_OFF = "cut-off", _("The end of this file is missing. Add it again; it may not have come through whole.")
    TOO_LONG = "too-long", _("This is longer than 4 hours. Cut it into parts and add each of them.")
    TOO_WIDE = "too-wide", _("Its picture is too large (8192 pixels a side at most). Save it smaller and add it again.")
    TOO_MANY = (
        "too-many",
        _("This file holds too many tracks. Save it with one picture and one sound, and add it again."),
    )
    TOO_MUCH = "too-much", _("It took more time or memory than we can give. Save it smaller and add it again.")
    OURS = "ours", _("Something went wrong here, not with your file. You can try again.")


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
    "mov": "video/quicktime",
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
