"""What follows? Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class MediaState:
    """What there is of one medium."""

    title: str
    video: bool
    ready: bool
    captioned: bool
    transcribed: bool


def missing_words(medium: MediaState) -> list[str]:
    """What a video or audio still lacks before a page may show it: a video needs captions, both need a transcript."""
    named = {"title": medium.title}
    missing = []
    if not medium.ready:
        missing.append(_("“%(title)s” is still being looked at. Try again in a minute.") % named)
    if medium.video and not medium.captioned:
        missing.append(_("“%(title)s” has no captions yet. Add them on the video's own page.") % named)
    if not medium.transcribed:
        missing.append(_("“%(title)s” has no transcript yet. Add it on its own page.") % named)
    return missing
