"""What the public page may say of a certificate: its holder decides, each one by itself."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import clock
from ledger.refusals import Refused
from people.models import Person
from roster.models import CertificateSharing
from roster.queries.paper import Paper


@transaction.atomic
def share_certificate(*, actor: Person, paper: Paper, answers: bool, names_agency: bool) -> CertificateSharing:
    """Let the page answer or not, and name training, role and agency or not."""
    if actor != paper.person:
        raise Refused(_("Only the person whose certificate this is can change that."), code="not_hers")
    which: dict[str, Any] = {"training" if paper.of_training else "course": paper.fact}
    said = {"answers": answers, "names_agency": answers and names_agency, "changed_at": clock.now()}
    sharing, _created = CertificateSharing.objects.update_or_create(**which, defaults=said)
    return sharing
