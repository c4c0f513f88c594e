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


@dataclass(frozen=True)
class Rung:
    """One size of a film: the short side of its picture, and the most bits a second."""

    lines: int
    bits: int


RUNGS = (Rung(240, 400_000), Rung(480, 1_200_000), Rung(720, 2_500_000))
# From here on a film is also made in several sizes: ten minutes, or 100 MB.
LONG_SECONDS, LARGE_BYTES = 600, 100 * 1000**2


def is_long(seconds: float, size: int) -> bool:
    return seconds > LONG_SECONDS or size > LARGE_BYTES


def rungs_for(width: int, height: int) -> tuple[Rung, ...]:
    """The sizes a film is made in, smallest first: never larger than it is."""
    side = min(width, height) // 2 * 2
    smaller = tuple(rung for rung in RUNGS if rung.lines < side)
    if side >= RUNGS[-1].lines:
        return RUNGS
    above = next(rung for rung in RUNGS if rung.lines >= side)
    return (*smaller, Rung(side, above.bits))
