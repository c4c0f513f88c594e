"""What is so in the press? Reads for pages, lessons and the player."""

from collections.abc import Collection as Several
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import get_language_info

from cms.captions import Cue, cues_of
from cms.models import Media


@dataclass(frozen=True)
class Track:
    """One language of captions, as the player's `<track>` wants it."""

    src: str
    lang: str
    label: str


@dataclass(frozen=True)
class Playable:
    """Everything a player needs to show one medium with its words."""

    uuid: UUID
    title: str
    kind: str
    src: str
    type: str
    poster: str
    seconds: float
    captions: list[Track] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    transcript: str = ""
    ready: bool = True


def media_by_uuid(uuids: Several[UUID]) -> dict[UUID, Media]:
    """Media by their uuids, with their words: three queries for any number."""
    found = Media.objects.filter(uuid__in=uuids).prefetch_related("captions", "transcripts")
    return {media.uuid: media for media in found}


def playable(media: Media, language: str = "") -> Playable:
    """A medium for the player; its words in a language, or in the one spoken."""
    captions = list(media.captions.all())
    transcripts = list(media.transcripts.all())
    caption = next((c for c in captions if c.language == language), None) or next(
        (c for c in captions if c.language == media.language), None
    )
    transcript = next((t for t in transcripts if t.language == language), None) or next(
        (t for t in transcripts if t.language == media.language), None
    )
    for one in captions:
        one.media = media
    return Playable(
        uuid=media.uuid,
        title=media.title,
        kind=media.type,
        src=media.url,
        type=media.content_type,
        poster=media.poster_url,
        seconds=media.duration,
        captions=[Track(one.url, one.language, language_name(one.language)) for one in captions],
        cues=cues_of(caption.vtt) if caption else [],
        transcript=transcript.text if transcript else "",
        ready=media.ready,
    )


def playables(several: Several[Media], language: str = "") -> list[Playable]:
    """The plural of `playable`, for media whose words are prefetched (`media_by_uuid`)."""
    return [playable(media, language) for media in several]


def language_name(code: str) -> str:
    """A language in its own name."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code
