from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.refusals import Refused
from people.locks import lock
from people.models import Person
from roster.actions.pathway import begin
from roster.actions.reassess import reassess
from roster.models import Pathway, ProgrammeVersion
from roster.permissions import require_coordinator


@transaction.atomic
def follow(*, actor: Person, person: Person, version: ProgrammeVersion) -> Pathway:
    """Move a volunteer to another version or programme of the agency, from today."""
    agency = version.programme.agency
    require_coordinator(actor, agency, person)
    lock(person)
    today = agency.today()
    if version.held_on > today:
        raise Refused(_("This version is not in force yet."), code="version_not_in_force", field="version")
    current = Pathway.objects.filter(person=person, agency=agency, ends_on=None).first()
    if current and current.version_id == version.pk:
        return current
    if current:
        current.ends_on = max(current.starts_on, today - timedelta(days=1))
        current.save(update_fields=["ends_on"])
    followed = begin(person, agency, version, by=actor)
    reassess(person=person, agency=agency)
    return followed
