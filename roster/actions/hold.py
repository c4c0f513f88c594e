"""The coordinator's brake: it closes at once, says no reason, and makes nobody ready."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import clock
from ledger.refusals import Refused
from people.locks import lock
from people.models import Agency, Person
from roster.models import Hold
from roster.permissions import require_coordinator


@transaction.atomic
def hold(*, actor: Person, person: Person, agency: Agency, until: date | None = None) -> Hold:
    """From now on she is not offered for a match, until a day or until it is ended."""
    require_coordinator(actor, agency, person)
    today = agency.today()
    if until and until < today:
        raise Refused(_("The last day is already over."), code="hold_in_the_past", field="until")
    lock(person)
    if Hold.objects.on(today).filter(person=person, agency=agency).exists():
        raise Refused(_("She is on hold already. End that hold first."), code="already_on_hold")
    return Hold.objects.create(
        person=person, agency=agency, by=actor, starts_on=today, ends_on=until, created_at=clock.now()
    )


@transaction.atomic
def end_hold(*, actor: Person, hold: Hold) -> Hold:
    """The brake is off. Whether she is available follows from everything else."""
    require_coordinator(actor, hold.agency, hold.person)
    lock(hold.person)
    if hold.lifted_at is None:
        hold.lifted_at, hold.ended_by = clock.now(), actor
        hold.save(update_fields=["lifted_at", "ended_by"])
    return hold
