"""Taking a module along on a phone."""

from django.db import transaction

from courses.actions.sitting import begin, hold_place
from courses.models import BundleIssued, Enrolment, Module
from ledger import clock
from ledger.actions import record
from people.models import Person


@transaction.atomic
def keep_module(*, actor: Person, enrolment: Enrolment, module: Module) -> BundleIssued:
    """She keeps a module on her phone. Its clock runs from now, and she has begun it in this edition: whatever is
    released while she is away, what she does on the way counts.
    """
    here = hold_place(actor, enrolment, module)
    run = here.run
    if run is None:
        # She has not been in it yet: where she goes on stays where it was.
        run = begin(actor, here, enrolment.created_at)
    today = clock.today(actor.profile.time_zone)
    same = {"enrolment": enrolment, "edition_id": here.edition_id, "language": here.language, "held_on": today}
    # Said twice in a day is said once: the phone has what it had, and its clock runs since the first time.
    standing = BundleIssued.objects.filter(**same, recorded_at__gte=run.started_at).first()
    return standing or record(BundleIssued(**same))
