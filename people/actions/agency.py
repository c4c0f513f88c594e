"""What an agency says about itself."""

from django.db import transaction

from people.models import Agency, Person
from people.permissions import can_set_agency, refuse_unless

# What its admin may set. Slug, parent and everything else is the installation's.
OWN_WORDS = (
    "name",
    "role_word",
    "role_word_plural",
    "time_zone",
    "language",
    "phone",
    "email",
    "hours",
    "crisis_name",
    "crisis_number",
    "late_after_days",
    "translations",
)


@transaction.atomic
def set_agency(*, actor: Person, agency: Agency, **words: object) -> Agency:
    """The admin sets the agency's own words, numbers and hours."""
    refuse_unless(can_set_agency(actor, agency))
    unknown = set(words) - set(OWN_WORDS)
    if unknown:
        raise TypeError(f"Not an agency's own to set: {', '.join(sorted(unknown))}")
    Agency.objects.filter(pk=agency.pk).update(**words)
    return Agency.objects.get(pk=agency.pk)
