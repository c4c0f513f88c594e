"""What is so in the press? Reads for pages, lessons and the player."""

from collections.abc import Collection as Several
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from cms.captions import Cue, cues_of
from cms.models import Media, MediaConsent, StoryPage
from cms.models.showing import state_of
from cms.permissions import own_collections, own_homes
from cms.rules import missing_words
from cms.words import MediaState, Trouble
from ledger import clock
from people.models import Agency


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
    streams: str = ""


def media_by_uuid(uuids: Several[UUID]) -> dict[UUID, Media]:
    """Media by their uuids, with their words and sizes: four queries for any number."""
    found = Media.objects.filter(uuid__in=uuids).prefetch_related("captions", "transcripts", "streams")
    return {media.uuid: media for media in found}


def playable(media: Media, language: str = "") -> Playable:
    """A medium for the player; its words in a language, or in the one spoken."""
    # Hers first, then the language spoken: the first captions are the ones a player switches on.
    captions, transcripts = (
        sorted(words, key=lambda one: (one.language != language, one.language != media.language))
        for words in (media.captions.all(), media.transcripts.all())
    )
    readable = (language, media.language)
    caption = next((one for one in captions if one.language in readable), None)
    transcript = next((one for one in transcripts if one.language in readable), None)
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
        streams=media.streams_url,
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


@dataclass(frozen=True)
class Waiting:
    """Something of an agency that nobody sees yet, and what it lacks."""

    kind: str
    pk: int
    title: str
    sentence: str


def what_waits(agencies: list[Agency]) -> list[Waiting]:
    """Films and stories that cannot be shown yet, with what each lacks. The same queries for any number."""
    return [*_waiting_media(agencies), *_waiting_stories(agencies)]


def _waiting_media(agencies: list[Agency]) -> Iterator[Waiting]:
    hers = Media.objects.filter(collection__in=own_collections(agencies)).order_by("title")
    for media, sentences in lacking(hers):
        for sentence in sentences:
            yield Waiting("media", media.pk, media.title, sentence)


def lacking(several: QuerySet[Media]) -> Iterator[tuple[Media, list[str]]]:
    """Each film or recording with what keeps it from being shown, in sentences; none when nothing does."""
    found = several.select_related("work").prefetch_related("captions", "transcripts")
    for media in found.annotate(consented=_consented(media=OuterRef("pk"))):
        if media.status == MediaState.FAILED:
            yield media, [trouble_with(media)]
            continue
        sentences = missing_words(state_of(media))
        if media.shows_people and not media.consented:
            sentences.append(str(_("No consent of the people shown is in force.")))
        yield media, sentences


def trouble_with(media: Media) -> str:
    """Why it cannot be shown, in a sentence."""
    work = getattr(media, "work", None)
    return str(Trouble(work.trouble if work and work.trouble else Trouble.NOT_A_FILM).label)


def _waiting_stories(agencies: list[Agency]) -> Iterator[Waiting]:
    stories = StoryPage.objects.filter(shows_people=True).annotate(
        consented=_consented(page_key=OuterRef("translation_key"))
    )
    for home in own_homes(agencies):
        for story in stories.descendant_of(home).filter(consented=False).order_by("title"):
            title = story.get_admin_display_title()
            yield Waiting("page", story.pk, title, _("No consent of the people shown is in force."))


def _consented(**about: OuterRef) -> Exists:
    """A consent in force today. (One of several people who took it back is found when the page itself is asked.)"""
    return Exists(MediaConsent.objects.filter(**about).in_force(clock.today("UTC")))
