"""What a page shows, and what has to be so before anybody may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Collection, ReferenceIndex

from cms.models.consent import MediaConsent
from cms.models.files import Document, Image
from cms.models.media import Media
from cms.rules import MediaState, missing_words

if TYPE_CHECKING:
    from cms.models.agency import PressPage


@dataclass(frozen=True)
class Shown:
    """The files a page shows, by their ids."""

    media: frozenset[int]
    images: frozenset[int]
    documents: frozenset[int]


def shown_by(page: Any) -> Shown:
    """Read from the page as it is in memory, not from what was indexed at its last save."""
    ids: dict[type, set[int]] = {Media: set(), Image: set(), Document: set()}
    kinds = {ContentType.objects.get_for_model(kind).pk: kind for kind in ids}
    for kind_id, object_id, _model_path, _content_path in ReferenceIndex._extract_references_from_object(page):
        if kind_id in kinds:
            ids[kinds[kind_id]].add(int(object_id))
    return Shown(frozenset(ids[Media]), frozenset(ids[Image]), frozenset(ids[Document]))


def why_not_shown(page: "PressPage", day: date) -> list[str]:
    """Sentences that say what is missing before this page may be published; empty when nothing is."""
    shown = shown_by(page)
    media = list(Media.objects.filter(pk__in=shown.media).prefetch_related("captions", "transcripts"))
    missing = [sentence for medium in media for sentence in missing_words(state_of(medium))]
    return [*missing, *of_another_agency(shown, page.collection_names()), *why_hidden(page, day, media)]


def why_hidden(page: "PressPage", day: date, media: Iterable[Media] | None = None) -> list[str]:
    """The part of it that time can change: consents of the people shown."""
    if media is None:
        media = Media.objects.filter(pk__in=shown_by(page).media, shows_people=True)
    ids = [medium.pk for medium in media if medium.shows_people]
    consents = list(MediaConsent.objects.filter(media__in=ids))
    broken = set(MediaConsent.objects.filter(media__in=ids).broken(day).values_list("media_id", flat=True))
    given = {consent.media_id for consent in consents} - broken
    without = [medium for medium in media if medium.shows_people and medium.pk not in given]
    sentences = [
        _("“%(title)s” shows people, and no signed consent of theirs is in force. Keep the consents on its own page.")
        % {"title": medium.title}
        for medium in without
    ]
    if page.shows_people and not _page_has_consent(page, day):
        sentences.append(
            _(
                "This page shows people, and no signed consent of theirs is in force. Save it as a draft, then keep"
                " each consent under “Consents of the people shown” in the menu beside the title."
            )
        )
    return sentences


def _page_has_consent(page: "PressPage", day: date) -> bool:
    given = MediaConsent.objects.filter(page_key=page.translation_key)
    return given.exists() and not given.broken(day).exists()


def state_of(medium: Media) -> MediaState:
    """What there is of it, for the rule."""
    return MediaState(
        title=medium.title,
        video=medium.type == "video",
        ready=medium.ready,
        captioned=bool(medium.captions.all()),
        transcribed=bool(medium.transcripts.all()),
    )


def of_another_agency(shown: Shown, shelves: Iterable[str]) -> list[str]:
    """A page shows its own agency's files and the library's, whatever a form was sent. `shelves`: the names of these."""
    ours = set(Collection.objects.filter(name__in=shelves).values_list("pk", flat=True))
    found = [
        *Media.objects.filter(pk__in=shown.media).exclude(collection__in=ours),
        *Image.objects.filter(pk__in=shown.images).exclude(collection__in=ours),
        *Document.objects.filter(pk__in=shown.documents).exclude(collection__in=ours),
    ]
    if not found:
        return []
    return [_("This page uses a file that belongs to another agency. Choose one of your own.")]
