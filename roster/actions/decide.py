"""The coordinator's decision, having met her."""

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.actions import record, write_note
from ledger.refusals import Refused, in_words
from people.locks import lock
from people.models import Agency, Person
from roster.models import Decision, DecisionReversed
from roster.permissions import require_coordinator
from roster.words import Outcome, ReversedFor


@transaction.atomic
def decide(*, actor: Person, person: Person, agency: Agency, outcome: Outcome, note: str = "") -> Decision:
    """Ready, or not yet. The note is for coordinators only and can be erased."""
    require_coordinator(actor, agency, person)
    lock(person)
    kept, digest = write_note(note)
    return record(
        Decision(
            person=person,
            agency=agency,
            outcome=outcome,
            decided_by=actor,
            note=kept,
            note_digest=digest,
            held_on=agency.today(),
        )
    )


@transaction.atomic
def reverse_decision(
    *, actor: Person, decision: Decision, reason: ReversedFor = ReversedFor.MISTAKE
) -> DecisionReversed:
    """Take a decision back; the one before it stands again."""
    require_coordinator(actor, decision.agency, decision.person)
    lock(decision.person)
    if DecisionReversed.objects.filter(decision=decision).exists():
        raise Refused(_("This decision was already taken back."), code="already_reversed")
    with in_words({"decision_id": _("This decision was already taken back.")}):
        return record(DecisionReversed(decision=decision, by=actor, reason=reason, held_on=decision.agency.today()))
