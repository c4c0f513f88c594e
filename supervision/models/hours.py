from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger import clock
from ledger.models import Note, SignedFact
from people.models import Agency, Person
from supervision.models.assignment import Assignment
from supervision.models.session import Session
from supervision.words import LEDGER_OF, Format, Kind, Ledger, Mode, ReturnCode


class HoursDraft(models.Model):
    """What she is writing. Nothing counts until she sends it; then it becomes an HoursEntry and the draft is gone."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    typed = models.JSONField(default=dict)  # exactly what the form holds, right or not
    changed_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.uuid)


class HoursEntry(SignedFact):
    """Hours of one person, sent. They count only once signed, at the date of the session.

    `minutes` always; `starts_at` and `ends_at` (instants, UTC) where the clock times are known; `zone` is the IANA zone
    in which `held_on` is the date. A correction is a new entry that supersedes this one once it is signed.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hours")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="hours_entries")
    ledger = models.CharField(max_length=12, choices=Ledger.choices)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    format = models.CharField(max_length=12, choices=Format.choices, default=Format.INDIVIDUAL)
    mode = models.CharField(max_length=12, choices=Mode.choices)
    language = models.CharField(max_length=10, blank=True)
    minutes = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=60)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    # Whom she asks to confirm it.
    supervisor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hours_to_confirm")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on_paper = models.BooleanField(default=False)
    scan = models.FileField(upload_to="scans/%Y/%m/", blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    client_key = models.UUIDField(unique=True, default=uuid4)
    late_days = models.PositiveSmallIntegerField(default=0)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="hours_minutes_of_a_day", condition=Q(minutes__gte=1, minutes__lte=1440)),
            models.CheckConstraint(
                name="hours_end_after_start",
                condition=Q(starts_at=None, ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="hours_kind_stands_in_its_ledger",
                condition=Q(*[Q(kind=kind, ledger=ledger) for kind, ledger in LEDGER_OF.items()], _connector=Q.OR),
            ),
            models.CheckConstraint(name="hours_not_confirmed_by_herself", condition=~Q(supervisor=F("person"))),
            models.CheckConstraint(name="hours_on_paper_with_scan", condition=Q(on_paper=False) | ~Q(scan="")),
        ]
        indexes = [
            # Read by the overlap guard, the log and the sums.
            models.Index(fields=["person", "agency", "ledger", "held_on"], name="hours_of_person"),
            # Read by the desk: what waits for this supervisor.
            models.Index(fields=["supervisor", "held_on"], name="hours_for_supervisor"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class Signature(SignedFact):
    """The supervisor or consultant confirms an entry: the words she signed, and as who."""

    chain_of = "entry.person"

    entry = models.OneToOneField(HoursEntry, on_delete=models.PROTECT, related_name="signature")
    # Repeated from the entry so that constraints and guards can speak about it.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signatures_given")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
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


class HoursVoided(SignedFact):
    """An entry, signed or not, no longer counts: taken back by her before signing, or by its signer after."""

    chain_of = "entry.person"

    entry = models.OneToOneField(HoursEntry, on_delete=models.PROTECT, related_name="voided")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)

    def __str__(self) -> str:
        return str(self.uuid)


class Acknowledged(SignedFact):
    """The volunteer has seen what was entered or signed about her, and agrees or only received it."""

    chain_of = "entry.person"

    entry = models.OneToOneField(HoursEntry, on_delete=models.PROTECT, related_name="acknowledged")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.uuid)
