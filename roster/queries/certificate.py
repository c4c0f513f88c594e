"""The training certificate somebody holds."""

from people.models import Agency, Person
from roster.models import TrainingCertificate


def live_certificate(person: Person, agency: Agency) -> TrainingCertificate | None:
    """The certificate that was granted and not taken back, even if its last day has passed."""
    held = TrainingCertificate.objects.filter(person=person, agency=agency, voided=None)
    return held.select_related("person", "agency").order_by("pk").last()
