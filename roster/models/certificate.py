from django.db import models
from django.db.models import Q

from courses.models import Attendance, CourseCompletion
from ledger.models import Fact, SignedFact
from people.models import Agency, AgreementSigned, Person
from roster.models.decision import Decision, EarlierTraining
from roster.models.programme import ProgrammeVersion, Requirement
from roster.rules import SOURCES
from roster.words import VoidReason
from supervision.models import Signature, SignOff


class TrainingCertificate(SignedFact):
    """Formal training is complete: granted by the house itself when every requirement before matching is met."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="training_certificates")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=20, unique=True)
    # The last day everything it rests on is valid, on the agency's calendar.
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        # Read by readiness and the listing.
        indexes = [models.Index(fields=["person", "agency"], name="certificate_of_person")]

    def __str__(self) -> str:
        return self.number


class CertificateEvidence(Fact):
    """One requirement, and one fact that shows it is met."""

    certificate = models.ForeignKey(TrainingCertificate, on_delete=models.PROTECT, related_name="rows")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="+")
    course_completion = models.ForeignKey(CourseCompletion, on_delete=models.PROTECT, null=True, related_name="+")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, null=True, related_name="+")
    agreement_signed = models.ForeignKey(AgreementSigned, on_delete=models.PROTECT, null=True, related_name="+")
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, related_name="+")
    signoff = models.ForeignKey(SignOff, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    earlier_training = models.ForeignKey(EarlierTraining, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_is_exactly_one_fact",
                condition=Q(
                    *[Q(**{f"{name}__isnull": name != source for name in SOURCES}) for source in SOURCES],
                    _connector=Q.OR,
                ),
            ),
            # A fact shows a requirement once, so that minutes are not counted twice.
            *[
                models.UniqueConstraint(
                    fields=["certificate", "requirement", source],
                    condition=Q(**{f"{source}__isnull": False}),
                    name=f"evidence_{source}_once",
                )
                for source in SOURCES
            ],
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def fact(self) -> tuple[str, int]:
        """The kind of the fact that shows the requirement, and its id."""
        return next((source, pk) for source in SOURCES if (pk := getattr(self, f"{source}_id")))


class CertificateVoided(SignedFact):
    """The certificate no longer stands, and why. `fact` names the fact that caused it, if one did."""

    chain_of = "certificate.person"

    certificate = models.OneToOneField(TrainingCertificate, on_delete=models.PROTECT, related_name="voided")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=20, choices=VoidReason.choices)
    fact_kind = models.CharField(max_length=60, blank=True)
    fact_uuid = models.UUIDField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.uuid)
