"""Which version of a programme a volunteer follows."""

from django.db import transaction

from ledger import clock
from people.models import Agency, Person
from roster.models import Pathway, ProgrammeVersion
from roster.queries.programme import default_version


@transaction.atomic
def ensure_pathway(*, person: Person, agency: Agency) -> Pathway | None:
    """She follows the version that was the agency's own when she was first looked at, until she is moved."""
    followed = Pathway.objects.filter(person=person, agency=agency, ends_on=None).first()
    if followed is None and (version := default_version(agency)):
        followed = begin(person, agency, version, by=None)
    return followed


def begin(person: Person, agency: Agency, version: ProgrammeVersion, *, by: Person | None) -> Pathway:
    return Pathway.objects.create(
        person=person, agency=agency, version=version, starts_on=agency.today(), set_by=by, created_at=clock.now()
    )
