from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Note, SignedFact
from people.models import Person
from people.words import Role
from supervision.models.assignment import Assignment
from supervision.models.hours import HoursEntry
from supervision.words import ReturnCode


class Signature(SignedFact):
    """The supervisor or consultant confirms an entry: the words she signed, and as who. `held_on` is the day of signing."""

    chain_of = "entry.person"

    entry = models.OneToOneField(HoursEntry, on_delete=models.PROTECT, related_name="signature")
    # Repeated from the entry so that constraints and guards can speak about it.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signatures_given")
    # The assignment in force on the day of signing.
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.SUPERVISOR)
    credential = models.CharField(max_length=120, blank=True)
    attestation = models.TextField()
    attestation_version = models.PositiveSmallIntegerField(default=1)
    # A successor who was not there verifies from records.
    from_records = models.BooleanField(_("verified from records"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="signature_not_by_herself", condition=~Q(signer=F("person"))),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class Returned(SignedFact):
    """The supervisor gave an entry back, with a reason and what to change. It does not count and blocks nothing."""

    chain_of = "entry.person"

    entry = models.OneToOneField(HoursEntry, on_delete=models.PROTECT, related_name="returned")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, choices=ReturnCode.choices)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note_digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return str(self.uuid)
