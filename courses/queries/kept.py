"""What a phone keeps of a module, what of it still stands, and since when its clock runs."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.crypto import salted_hmac

from cms.models import Image, Media, Sound
from cms.words import MediaState
from courses.models import BundleIssued, ModuleCompletionVoided, ModuleRun
from courses.queries.hers import not_shown
from courses.queries.place import Place, places
from courses.rules.document import Document, Step
from courses.shell import shell
from courses.words import PICTURE
from ledger import clock
from ledger.prepared import Prepared, Several
from people.models import Person

MOST = 50  # kept modules that a phone asks about at once
PAGE = 16 * 1024  # bytes of a lesson's page beside its words
GOOD, NEWER, GONE = "good", "newer", "gone"


@dataclass(frozen=True)
class KeptFile:
    """A file that lessons show: its address there, and where a phone gets it by our own hand, in its smallest size.

    Of a film a phone keeps the `film` or, without its picture, the `sound`.
    """

    address: str
    source: str
    size: int
    film: bool = False
    sound: bool = False


@dataclass(frozen=True)
class Sizes:
    """What a module takes of a phone, in bytes: all but its films, their sound alone, and the films in their smallest size."""

    words: int
    sounds: int
    films: int
    has_films: bool

    @property
    def without_films(self) -> int:
        return self.words + self.sounds

    @property
    def all(self) -> int:
        return self.words + self.films


def kept_key(person: Person) -> str:
    """How her phone tells whose it is, without saying who she is."""
    return salted_hmac("courses.kept", str(person.uuid), algorithm="sha256").hexdigest()[:32]


def bundle_of(person: Person, uuid: UUID) -> tuple[BundleIssued, Place] | None:
    """A bundle of hers and her place in it, while both say the same; None for anybody else's and for one that is past."""
    found = _bundles(person, [uuid]).first()
    if found is None:
        return None
    here = places(person, {_pair(found)}).get(_pair(found))
    return (found, here) if here and _standing(found, here) == GOOD else None


def standings(person: Person, asked: Collection[UUID]) -> dict[UUID, tuple[str, tuple[str, ...]]]:
    """What became of bundles: good, newer (there is another edition or language now) or gone; and the files of a good
    one that may still be shown. In a constant number of queries.
    """
    found = {bundle.uuid: bundle for bundle in _bundles(person, list(asked)[:MOST])}
    where = places(person, {_pair(bundle) for bundle in found.values()}) if found else {}
    said = {
        uuid: _standing(bundle, where.get(_pair(bundle))) if (bundle := found.get(uuid)) else GONE for uuid in asked
    }
    good = {uuid: where[_pair(found[uuid])].document for uuid, what in said.items() if what == GOOD}
    files = files_of(good)
    return {uuid: (what, tuple(file.address for file in files.get(uuid, ()))) for uuid, what in said.items()}


def sizes(document: Document, files: Collection[KeptFile]) -> Sizes:
    """Told beforehand: the pages' words are counted roughly, files as they are."""
    films = [file.size for file in files if file.film]
    sounds = sum(file.size for file in files if file.sound)
    pages = sum(PAGE + _letters(step.data for step in lesson.steps) for lesson in document.lessons)
    rest = sum(file.size for file in files if not (file.film or file.sound))
    return Sizes(words=pages + rest + shell()[1], sounds=sounds, films=sum(films), has_films=bool(films))


def files_of(documents: Mapping[UUID, Document]) -> dict[UUID, tuple[KeptFile, ...]]:
    """The pictures, captions, sound and films of several texts. In a constant number of queries."""
    steps = {key: [step for lesson in document.lessons for step in lesson.steps] for key, document in documents.items()}
    everything = list(chain.from_iterable(steps.values()))
    pictures = _pictures({step.data["image"] for step in everything if step.kind == "picture"})
    played = _played({UUID(step.data["media"]) for step in everything if step.plays})
    return {
        key: tuple({file.address: file for step in its for file in _files(step, pictures, played)}.values())
        for key, its in steps.items()
    }


def handed_out(person: Person, modules: Collection[str]) -> dict[UUID, datetime]:
    """Since when she could learn without us, by edition: when it was first handed to a phone of hers in her newest taking of
    the module (what she took along before a completion was taken back says nothing of the next). From our own record.
    """
    return dict(_HANDED_OUT(person.pk, modules))


def _handed_out(person: int, modules: Collection[str]) -> QuerySet[Any, Any]:
    module = OuterRef("edition__module")
    runs = ModuleRun.objects.filter(person=person, module=module).order_by("-cycle")
    taken_back = ModuleCompletionVoided.objects.filter(
        completion__person=person, completion__module=module, recorded_at__gte=OuterRef("recorded_at")
    )
    hers = BundleIssued.objects.filter(
        ~Exists(taken_back),
        enrolment__person=person,
        edition__module__slug__in=modules,
        recorded_at__gte=Subquery(runs.values("started_at")[:1]),
    )
    return hers.order_by().values_list("edition__uuid").annotate(Min("recorded_at"))


_HANDED_OUT = Prepared(_handed_out, int, Several(str, 8))


def _bundles(person: Person, uuids: Collection[UUID]) -> Any:
    hers = BundleIssued.objects.filter(enrolment__person=person, uuid__in=uuids)
    return hers.select_related("enrolment__course", "edition__module")


def _pair(bundle: BundleIssued) -> tuple[str, str]:
    return bundle.enrolment.course.slug, bundle.edition.module.slug


def _standing(bundle: BundleIssued, here: Place | None) -> str:
    if here is None or here.enrolment.pk != bundle.enrolment_id:
        return GONE
    return GOOD if (here.edition_id, here.language) == (bundle.edition_id, bundle.language) else NEWER


def _letters(said: Any) -> int:
    """How many letters there are in a text and all that is in it."""
    if isinstance(said, str):
        return len(said)
    if isinstance(said, Mapping):
        return sum(_letters(value) for value in said.values())
    return 0 if isinstance(said, (int, float, type(None))) else sum(_letters(one) for one in said)


def _pictures(uuids: Collection[str]) -> dict[str, Any]:
    found = Image.objects.filter(uuid__in=uuids).prefetch_renditions(PICTURE) if uuids else ()
    return {str(image.uuid): image.get_rendition(PICTURE) for image in found}


def _played(uuids: Collection[UUID]) -> dict[UUID, Media]:
    """What may be shown today, with its sizes and captions."""
    if not uuids:
        return {}
    hidden = not_shown(clock.today("UTC"), list(uuids)).values("pk")
    ready = Media.objects.filter(uuid__in=uuids, status=MediaState.READY).exclude(pk__in=hidden)
    return {media.uuid: media for media in ready.select_related("sound").prefetch_related("streams", "captions")}


def _files(step: Step, pictures: Mapping[str, Any], played: Mapping[UUID, Media]) -> Iterator[KeptFile]:
    if step.kind == "picture" and (picture := pictures.get(step.data["image"])):
        yield KeptFile(picture.url, f"{picture.url}?here", picture.file.size)
    if step.plays and (media := played.get(UUID(step.data["media"]))):
        for caption in media.captions.all():
            yield KeptFile(caption.url, caption.url, len(caption.vtt.encode()))
        yield _smallest(media, film=step.kind == "video")
        sound: Sound | None = getattr(media, "sound", None)
        if step.kind == "video" and sound:
            yield KeptFile(media.sound_url, f"{media.sound_url}?here", sound.size, sound=True)


def _smallest(media: Media, *, film: bool) -> KeptFile:
    """A film in its smallest size; sound as it is."""
    whole = media.size or media.file.size
    small = min(media.streams.all(), key=lambda stream: stream.size, default=None)
    if small is None or small.size >= whole:
        return KeptFile(media.url, f"{media.url}?here", whole, film)
    return KeptFile(media.url, reverse("cms:stream-parts", args=[media.uuid, small.lines]), small.size, film)
