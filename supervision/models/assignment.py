from datetime import date, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ledger import clock
from people.models import Agency, Membership, Person
from people.words import Role
from supervision.words import SUPERVISED_CHOICES, SUPERVISED_KINDS, Kind

# The role that stands behind each kind of assignment.
ROLE_OF = {Kind.PEER_SUPERVISION: Role.SUPERVISOR, Kind.CLINICAL_CONSULTATION: Role.CONSULTANT}


def _supervisor_is_there() -> Case:
    held = Membership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=clock.today("UTC") - timedelta(days=1)), person=OuterRef("supervisor")
    )
    whens = (
        When(Exists(held.filter(role=role)), kind=kind, supervisor__is_active=True, then=True)
        for kind, role in ROLE_OF.items()
    )
    return Case(*whens, default=False)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def on(self, day: date) -> "AssignmentQuerySet":
        """In force on a day (both ends included)."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def during(self, first: date, last: date | None) -> "AssignmentQuerySet":
        """In force on at least one day of a span; `last` None for no end."""
        open_end = self.filter(Q(ends_on=None) | Q(ends_on__gte=first))
        return open_end if last is None else open_end.filter(starts_on__lte=last)

    def with_people(self) -> "AssignmentQuerySet":
        return self.select_related("agency", "supervisor__profile", "volunteer__profile")

    def with_whether_there(self) -> "AssignmentQuerySet":
        """Is each of the two still there? `is_there`: the supervisor has not died, and holds the role of this kind somewhere
        (a day's grace, wherever it is on Earth). `volunteer_until`: the last day the other is a volunteer of the agency
        (the end of all days where none is set; None where she is none).

        Whoever left stays named until the coordinator gives a last day; a right to sign is looked at by itself.
        """
        tomorrow = clock.today("UTC") + timedelta(days=1)
        hers = Membership.objects.filter(
            person=OuterRef("volunteer"),
            agency=OuterRef("agency"),
            role=Role.VOLUNTEER,
            starts_on__lte=tomorrow,
        )
        until = hers.annotate(until=Coalesce("ends_on", Value(date.max))).order_by("-until").values("until")
        return self.annotate(is_there=_supervisor_is_there(), volunteer_until=Subquery(until[:1]))

    def with_volunteers_of(self, day: date) -> "AssignmentQuerySet":
        """Those whose volunteer is one on a day, at the agency of the assignment."""
        held = Membership.objects.on(day).filter(
            person=OuterRef("volunteer"), agency=OuterRef("agency"), role=Role.VOLUNTEER
        )
        return self.filter(Exists(held))

    def with_supervisors_until(self) -> "AssignmentQuerySet":
        """Those whose supervisor has not died. `supervisor_until`: the last day of her role of this kind, wherever she holds
        it (the end of all days where none is set; None where she never held it).
        """
        hers = Membership.objects.filter(person=OuterRef("supervisor"))
        until = hers.annotate(until=Coalesce("ends_on", Value(date.max))).order_by("-until").values("until")
        whens = (When(kind=kind, then=Subquery(until.filter(role=role)[:1])) for kind, role in ROLE_OF.items())
        return self.filter(supervisor__is_active=True).annotate(supervisor_until=Case(*whens))

    def standing_today(self) -> list["Assignment"]:
        """In force today by their own days, and both still in their roles. One query."""
        theirs = self.with_people().with_whether_there()
        return [assignment for assignment in theirs if assignment.in_force() and assignment.stands()]


class Assignment(models.Model):
    """Who supervises or consults with whom, for which agency, from a day to a day. All rights to sign come from here.

    Its terms never change (guarded); it may only be given another end.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assignments")
    supervisor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supervises")
    volunteer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supervised_by")
    kind = models.CharField(_("kind"), max_length=30, choices=SUPERVISED_CHOICES)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    # Stands in while another supervisor is away.
    cover = models.BooleanField(_("stands in"), default=False)
    # Leads a group the volunteer comes to: signs group hours and nothing else.
    groups_only = models.BooleanField(_("for groups only"), default=False)
    guest_of = models.CharField(_("comes from"), max_length=120, blank=True)
    credential = models.CharField(_("credential"), max_length=120, blank=True)
    credential_until = models.DateField(_("credential good until"), null=True, blank=True)
    every_days = models.PositiveSmallIntegerField(_("you two meet every … days"), null=True, blank=True)
    # Both said that they are not family, do not live together, do not depend on each other.
    no_conflict = models.BooleanField(_("no conflict of interest"), default=False)
    assigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="assignment_not_to_oneself", condition=~Q(supervisor=F("volunteer"))),
            # Nobody chooses who signs for her.
            models.CheckConstraint(name="assignment_not_by_the_volunteer", condition=~Q(assigned_by=F("volunteer"))),
            models.CheckConstraint(
                name="assignment_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="assignment_without_conflict", condition=Q(no_conflict=True)),
            models.CheckConstraint(name="assignment_kind_is_known", condition=Q(kind__in=SUPERVISED_KINDS)),
            models.UniqueConstraint(
                fields=["agency", "supervisor", "volunteer", "kind", "starts_on"], name="assignment_once_from_a_day"
            ),
        ]
        indexes = [
            # Read by the desk, and by the guards of signatures and sign-offs.
            models.Index(fields=["supervisor", "volunteer", "agency", "kind"], name="assignment_of_both"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    def in_force(self, day: date | None = None) -> bool:
        day = day or self.agency.today()
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def stands(self, day: date | None = None) -> bool:
        """Are both still in their roles? A role that ends takes what rests on it along. For rows `with_whether_there`."""
        until: date | None = self.volunteer_until  # type: ignore[attr-defined]
        return bool(self.is_there) and until is not None and (day or self.agency.today()) <= until  # type: ignore[attr-defined]

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)
