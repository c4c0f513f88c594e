from datetime import date, time
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ledger.models import Note, SignedFact
from people.models import Agency, Person
from supervision.models.session import Session
from supervision.words import (
    LEDGER_OF,
    CorrectionReason,
    EntryState,
    Format,
    Kind,
    Ledger,
    Mode,
    TakenOutReason,
)


class HoursEntryQuerySet(models.QuerySet["HoursEntry"]):
    def of(self, person: Person) -> "HoursEntryQuerySet":
        return self.filter(person=person)

    def live(self) -> "HoursEntryQuerySet":
        """Neither given back, nor taken out, nor replaced by a signed correction: what a new entry must not overlap."""
        replaced = HoursEntry.objects.filter(supersedes=OuterRef("pk"), signature__isnull=False)
        return self.filter(~Exists(replaced), returned=None, voided=None)

    def current(self) -> "HoursEntryQuerySet":
        """Live, and without a correction under way."""
        correction = HoursEntry.objects.filter(supersedes=OuterRef("pk"), returned=None, voided=None)
        return self.live().filter(~Exists(correction))

    def confirmed(self) -> "HoursEntryQuerySet":
        """What counts."""
        return self.live().filter(signature__isnull=False)

    def waiting(self) -> "HoursEntryQuerySet":
        """Sent, and the supervisor's turn."""
        return self.current().filter(signature=None)

    def with_state(self) -> "HoursEntryQuerySet":
        """Everything `state` looks at, in one query."""
        replaced = HoursEntry.objects.filter(supersedes=OuterRef("pk"), signature__isnull=False)
        return self.select_related(
            "agency", "person__profile", "supervisor__profile", "note", "signature__signer__profile", "returned__note",
            "returned__by__profile", "voided", "acknowledged",
        ).annotate(replaced=Exists(replaced))  # fmt: skip


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
    interpreter = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=60)
    # Keys of the competencies worked on. Never a stage.
    worked_on = models.JSONField(default=list, blank=True)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    # Whom she asks to confirm it.
    supervisor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hours_to_confirm")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on_paper = models.BooleanField(default=False)
    scan = models.FileField(upload_to="scans/%Y/%m/", blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    # Replaced by at most one correction that is not given back or taken out (guarded).
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    correction_reason = models.CharField(max_length=20, choices=CorrectionReason.choices, blank=True)
    client_key = models.UUIDField(unique=True, default=uuid4)
    # Days from the session to the sending, where that is more than the agency's limit. Flagged, never refused.
    late_days = models.PositiveIntegerField(default=0)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note_digest = models.CharField(max_length=64, blank=True)

    objects = HoursEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="hours_minutes_of_a_day", condition=Q(minutes__gte=1, minutes__lte=1440)),
            models.CheckConstraint(
                name="hours_end_after_start",
                condition=Q(starts_at=None, ends_at=None)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="hours_kind_stands_in_its_ledger",
                condition=Q(*[Q(kind=kind, ledger=ledger) for kind, ledger in LEDGER_OF.items()], _connector=Q.OR),
            ),
            models.CheckConstraint(name="hours_not_confirmed_by_herself", condition=~Q(supervisor=F("person"))),
            models.CheckConstraint(name="hours_on_paper_with_scan", condition=Q(on_paper=False) | ~Q(scan="")),
            models.CheckConstraint(
                name="hours_entered_by_herself_or_from_paper",
                condition=Q(entered_by=F("person")) | Q(on_paper=True) | Q(session__isnull=False),
            ),
            models.CheckConstraint(
                name="hours_correction_says_why", condition=Q(supersedes=None) | ~Q(correction_reason="")
            ),
        ]
        indexes = [
            # Read by the overlap guard, the log and the sums.
            models.Index(fields=["person", "agency", "ledger", "held_on"], name="hours_of_person"),
            # Read by the desk: what waits for this supervisor.
            models.Index(fields=["supervisor", "held_on"], name="hours_for_supervisor"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def state(self) -> EntryState:
        """How far it is. `replaced` is annotated by `with_state`."""
        if hasattr(self, "voided"):
            return EntryState.TAKEN_OUT
        if self.replaced:  # type: ignore[attr-defined]
            return EntryState.REPLACED
        if hasattr(self, "signature"):
            return EntryState.CONFIRMED
        return EntryState.RETURNED if hasattr(self, "returned") else EntryState.WAITING

    @property
    def counts(self) -> bool:
        return self.state == EntryState.CONFIRMED

    @property
    def local_start(self) -> time | None:
        """The clock time it began, where it was held."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).time() if self.starts_at else None

    @property
    def local_end(self) -> time | None:
        return self.ends_at.astimezone(ZoneInfo(self.zone)).time() if self.ends_at else None

    @property
    def crosses_a_clock_change(self) -> bool:
        """The clocks were changed during the session; its minutes are those that really passed."""
        if self.starts_at is None or self.ends_at is None:
            return False
        there = ZoneInfo(self.zone)
        return self.starts_at.astimezone(there).utcoffset() != self.ends_at.astimezone(there).utcoffset()

    @property
    def sent_on(self) -> date:
        """The day it was written down, on the agency's calendar."""
        return self.recorded_at.astimezone(ZoneInfo(self.agency.time_zone)).date()


class HoursVoided(SignedFact):
    """An entry, signed or not, no longer counts: taken out by her before signing, by somebody entitled to sign after."""

    chain_of = "entry.person"

    entry = models.OneToOneField(HoursEntry, on_delete=models.PROTECT, related_name="voided")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40, choices=TakenOutReason.choices)

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
