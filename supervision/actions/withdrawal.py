"""Taking a sign-off back, with a talk before anything is read."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from ledger import clock
from ledger.actions import record, write_note
from ledger.jobs import enqueue
from ledger.refusals import in_words
from people.actions import notify
from people.leave import on_leave_today
from people.locks import lock
from people.models import Notice, Person
from people.permissions import refuse_unless
from supervision import sentences
from supervision.actions.entry import NOT_SURE, Sure, names_nobody
from supervision.models import Assignment, SignOff, SignOffWithdrawn, SpokenAbout
from supervision.permissions import signoffs_to_keep
from supervision.words import Kind, WithdrawReason

TELL_AFTER = timedelta(days=3)


@transaction.atomic
def withdraw_signoff(
    *, actor: Person, signoff: SignOff, reason: WithdrawReason, note: str = "", sure: Sure = NOT_SURE
) -> SignOffWithdrawn:
    """Take a sign-off back: the assessor, her successor or a coordinator. The roster closes in the same transaction.

    Her own notice says only that her supervisor would like to talk with her, until they have spoken or three days are over.
    """
    refuse_unless(signoffs_to_keep(actor).filter(pk=signoff.pk).exists())
    lock(signoff.person)
    before = SignOffWithdrawn.objects.filter(signoff=signoff).first()
    if before:
        return before
    names_nobody(note, sure, known=[actor, signoff.person, signoff.agency])
    words, digest = write_note(note)
    with in_words(sentences.SIGNOFF):
        withdrawal = record(
            SignOffWithdrawn(
                signoff=signoff, by=actor, reason=reason, tell_from=clock.now() + TELL_AFTER, note=words,
                note_digest=digest, held_on=signoff.agency.today(),
            )
        )  # fmt: skip
    notify(
        person=signoff.person,
        agency=signoff.agency,
        kind="supervision-would-like-to-talk",
        key=f"supervision-would-like-to-talk:{withdrawal.uuid}",
        about={"name": _who_talks(actor, signoff).get_short_name()},
    )
    _tell_later(withdrawal, not_before=withdrawal.tell_from, key=str(withdrawal.uuid))
    return withdrawal


def _tell_later(withdrawal: SignOffWithdrawn, *, not_before: datetime, key: str) -> None:
    enqueue(
        kind="supervision.tell_of_withdrawal",
        key=f"supervision.tell_of_withdrawal:{key}",
        payload={"withdrawal": withdrawal.pk},
        not_before=not_before,
    )


def _who_talks(actor: Person, signoff: SignOff) -> Person:
    """Her supervisor: whoever took it back, if she supervises her today; else somebody who does; else the actor."""
    today = Assignment.objects.filter(
        volunteer=signoff.person, agency=signoff.agency, kind=Kind.PEER_SUPERVISION, groups_only=False
    )
    supervisors = [assignment.supervisor for assignment in today.standing_today()]
    return actor if actor in supervisors or not supervisors else supervisors[0]


@transaction.atomic
def we_have_spoken(*, actor: Person, withdrawal: SignOffWithdrawn) -> SpokenAbout:
    """They have spoken: from now on she may read what happened."""
    signoff = withdrawal.signoff
    refuse_unless(signoffs_to_keep(actor).filter(pk=signoff.pk).exists())
    lock(signoff.person)
    before = SpokenAbout.objects.filter(withdrawal=withdrawal).first()
    if before:
        return before
    spoken = record(SpokenAbout(withdrawal=withdrawal, by=actor, held_on=signoff.agency.today()))
    tell_of_withdrawal(withdrawal=withdrawal)
    return spoken


@transaction.atomic
def tell_of_withdrawal(*, withdrawal: SignOffWithdrawn) -> Notice | None:
    """Tell her what was taken back, once, and not before they have spoken or three days are over.

    While she takes a break it waits, and is looked at again the next day.
    """
    withdrawal = SignOffWithdrawn.objects.select_related("signoff__competency", "spoken").get(pk=withdrawal.pk)
    if not withdrawal.may_be_told:
        return None
    signoff = withdrawal.signoff
    if not hasattr(withdrawal, "spoken") and on_leave_today([(signoff.person_id, signoff.agency_id)]):
        tomorrow = clock.now() + timedelta(days=1)
        _tell_later(withdrawal, not_before=tomorrow, key=f"{withdrawal.uuid}:{tomorrow.date()}")
        return None
    return notify(
        person=withdrawal.signoff.person,
        agency=withdrawal.signoff.agency,
        kind="supervision-signoff-withdrawn",
        key=f"supervision-signoff-withdrawn:{withdrawal.uuid}",
        url=reverse("supervision:competency", args=[withdrawal.signoff.competency.uuid]),
        about={"competency": signoff.competency.said("title", signoff.person.profile.language)},
    )
