"""Drafts: what she types is kept as she types it, and gone once it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from ledger import clock
from ledger.refusals import Refused
from people.models import Draft, Person
from people.models.draft import KEPT_FOR

Typed = Mapping[str, list[str]]

LARGEST = 200_000  # characters of one form
MOST_FIELDS = 400
MOST = 200  # drafts of one person
LONGEST_ADDRESS = 400
# How long a sent page is remembered: its last echo comes within seconds.
REMEMBERED = timedelta(days=1)


@dataclass(frozen=True)
class GrownFrom:
    """The draft that stood in a form when its page was opened, as it was then."""

    draft: UUID
    seq: int


@transaction.atomic
def keep_draft(
    *, actor: Person, form: str, hand: UUID, seq: int, typed: Typed, grown_from: GrownFrom | None = None
) -> None:
    """Keep what stands in a form on one page. Said twice is said once; what is older than the page's newest word is old news.

    What the page had grown from is taken over, unless it was written on meanwhile: then both stay.
    """
    _refuse_too_much(form, typed)
    mine = Draft.objects.filter(person=actor, form=form, hand=hand)
    newer = {"seq": seq, "typed": _words(typed), "changed_at": clock.now()}
    if mine.filter(seq__lt=seq, sent_at=None).update(**newer):
        return
    if not mine.exists():
        _refuse_too_many(actor)
        _kept, made = Draft.objects.get_or_create(person=actor, form=form, hand=hand, defaults=newer)
        if not made:  # the same page twice in one moment
            mine.filter(seq__lt=seq, sent_at=None).update(**newer)
    _take_over(actor, form, grown_from)


@transaction.atomic
def keep_unsent(*, actor: Person, form: str, hand: UUID, typed: Typed, grown_from: GrownFrom | None = None) -> None:
    """She sent a form and it could not be taken (she was signed out): it is the last word of its page, and a draft again."""
    _refuse_too_much(form, typed)
    mine = Draft.objects.filter(person=actor, form=form, hand=hand)
    again = {"seq": F("seq") + 1, "typed": _words(typed), "changed_at": clock.now(), "sent_at": None}
    if not mine.update(**again):
        keep_draft(actor=actor, form=form, hand=hand, seq=1, typed=typed, grown_from=grown_from)
    _take_over(actor, form, grown_from)


@transaction.atomic
def draft_sent(*, actor: Person, form: str, hand: UUID | None, grown_from: GrownFrom | None = None) -> None:
    """The form was sent: no word of its page stays as a draft. What was written on other pages does."""
    if hand:
        now = clock.now()
        sent = {"typed": {}, "sent_at": now, "changed_at": now}
        kept = Draft.objects.filter(person=actor, form=form, hand=hand)
        if not kept.update(**sent):
            Draft.objects.get_or_create(person=actor, form=form, hand=hand, defaults={"seq": 0, **sent})
    _take_over(actor, form, grown_from)


def drop_draft(*, actor: Person, draft: Draft) -> None:
    """She does not want it any more. Dropping it twice is dropping it once."""
    Draft.objects.of(actor).filter(pk=draft.pk).delete()


def tidy_drafts() -> int:
    """Throw away what nobody went on with for a month, and what is left of sent ones."""
    now = clock.now()
    old = Draft.objects.filter(Q(changed_at__lt=now - KEPT_FOR) | Q(sent_at__lt=now - REMEMBERED))
    return old.delete()[0]


def _words(typed: Typed) -> dict[str, list[str]]:
    return dict(typed) if any(map(any, typed.values())) else {}


def _take_over(person: Person, form: str, grown_from: GrownFrom | None) -> None:
    if grown_from:
        Draft.objects.of(person).filter(form=form, uuid=grown_from.draft, seq=grown_from.seq).delete()


def _refuse_too_much(form: str, typed: Typed) -> None:
    long = sum(len(name) + sum(map(len, said)) for name, said in typed.items())
    if len(form) > LONGEST_ADDRESS or len(typed) > MOST_FIELDS or long > LARGEST:
        raise Refused(_("This is more than we can keep as a draft. Your words are still here."), code="too_much")


def _refuse_too_many(person: Person) -> None:
    if Draft.objects.of(person).count() >= MOST:
        raise Refused(
            _("You have begun many things. Send or throw away some of them. Your words are still here."),
            code="too_many_drafts",
        )
