"""Who supervises whom, from a day to a day: chosen by a coordinator or admin, covered while somebody is away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.refusals import Refused, in_words
from people.actions import notify
from people.locks import lock
from people.models import Agency, Person
from people.permissions import can_manage_people, has_role, refuse_unless, roles_of
from people.words import Role
from supervision import sentences
from supervision.models import Assignment
from supervision.permissions import ROLE_OF, assignments_today, can_assign, holds_role_for
from supervision.words import Kind

LONGEST_COVER_DAYS = 92


@dataclass(frozen=True)
class Terms:
    """What the two agreed: from when to when, how often they meet, and as whom the supervisor signs."""

    kind: Kind
    starts_on: date
    ends_on: date | None = None
    every_days: int | None = None
    credential: str = ""
    credential_until: date | None = None
    groups_only: bool = False
    no_conflict: bool = False


@transaction.atomic
def assign(*, actor: Person, agency: Agency, supervisor: Person, volunteer: Person, terms: Terms) -> Assignment:
    """From a day on, this supervisor (or consultant, or guest from another agency) is there for this volunteer."""
    if actor == volunteer:
        code = "assignment_not_by_the_volunteer"
        raise Refused(sentences.ASSIGNMENT[code], code=code, field="volunteer")
    refuse_unless(can_assign(actor, agency, volunteer))
    lock(volunteer)
    _may_be_assigned(agency, supervisor, volunteer, terms)
    same = _of_both(agency, supervisor, volunteer, terms)
    if same:
        return same
    with in_words(sentences.ASSIGNMENT):
        assignment = Assignment.objects.create(
            agency=agency, supervisor=supervisor, volunteer=volunteer, kind=terms.kind, starts_on=terms.starts_on,
            ends_on=terms.ends_on, every_days=terms.every_days, credential=terms.credential,
            credential_until=terms.credential_until, groups_only=terms.groups_only, no_conflict=terms.no_conflict,
            guest_of=_comes_from(supervisor, agency, terms.kind), assigned_by=actor,
        )  # fmt: skip
    _tell_assigned(assignment)
    return assignment


def _may_be_assigned(agency: Agency, supervisor: Person, volunteer: Person, terms: Terms) -> None:
    if supervisor == volunteer:
        code = "assignment_not_to_oneself"
        raise Refused(sentences.ASSIGNMENT[code], code=code, field="supervisor")
    if not holds_role_for(supervisor, terms.kind, agency):
        raise Refused(
            _("%(name)s does not hold this role here or at another agency. Invite them for it first.")
            % {"name": supervisor.get_full_name()},
            code="not_a_supervisor",
            field="supervisor",
        )
    if not has_role(volunteer, agency, Role.VOLUNTEER):
        raise Refused(
            _("This person is not a volunteer at your agency today."), code="not_a_volunteer", field="volunteer"
        )
    if not terms.no_conflict:
        code = "assignment_without_conflict"
        raise Refused(sentences.ASSIGNMENT[code], code=code, field="no_conflict")
    if terms.ends_on and terms.ends_on < terms.starts_on:
        code = "assignment_ends_after_it_starts"
        raise Refused(sentences.ASSIGNMENT[code], code=code, field="ends_on")


def _of_both(agency: Agency, supervisor: Person, volunteer: Person, terms: Terms) -> Assignment | None:
    """The same assignment entered a moment ago (a double click) is it; one that overlaps is refused."""
    theirs = Assignment.objects.filter(
        agency=agency,
        supervisor=supervisor,
        volunteer=volunteer,
        kind=terms.kind,
        groups_only=terms.groups_only,
        cover=False,
    ).during(terms.starts_on, terms.ends_on)
    found = theirs.first()
    if found is None or (found.starts_on, found.ends_on) == (terms.starts_on, terms.ends_on):
        return found
    raise Refused(
        _("The two are assigned to each other already, since %(day)s. End that first, or choose other dates.")
        % {"day": found.starts_on.isoformat()},
        code="assigned_already",
        field="supervisor",
    )


def _comes_from(supervisor: Person, agency: Agency, kind: str) -> str:
    """The agency a guest comes from; empty for one of our own."""
    role = ROLE_OF[Kind(kind)]
    if has_role(supervisor, agency, role):
        return ""
    elsewhere = roles_of(supervisor).agencies(role)
    return elsewhere[0].name[:120] if elsewhere else ""


@transaction.atomic
def end_assignment(*, actor: Person, assignment: Assignment, last_day: date) -> Assignment:
    """Give it its last day. What was confirmed stays confirmed."""
    refuse_unless(can_manage_people(actor, assignment.agency) and actor.pk != assignment.volunteer_id)
    lock(assignment.volunteer)
    assignment = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if assignment.ends_on == last_day:
        return assignment
    if last_day < assignment.starts_on:
        code = "assignment_ends_after_it_starts"
        raise Refused(sentences.ASSIGNMENT[code], code=code, field="last_day")
    if assignment.ends_on and last_day > assignment.ends_on:
        raise Refused(
            _("It ends earlier already. To go on, assign the two anew."), code="ended_already", field="last_day"
        )
    assignment.ends_on = last_day
    assignment.save(update_fields=["ends_on"])
    notify(
        person=assignment.volunteer,
        agency=assignment.agency,
        kind="supervision-assignment-ends",
        key=f"supervision-assignment-ends:{assignment.uuid}:{last_day}",
        about={"name": assignment.supervisor.get_short_name(), "day": last_day.isoformat()},
    )
    return assignment


@dataclass(frozen=True)
class Covered:
    """Who is looked after while a supervisor is away, and who could not be (the one who stands in is herself among them)."""

    assignments: tuple[Assignment, ...]
    left: tuple[Person, ...] = ()


@transaction.atomic
def cover(
    *,
    actor: Person,
    agency: Agency,
    absent: Person,
    by: Person,
    kind: Kind,
    starts_on: date,
    ends_on: date,
    no_conflict: bool,
) -> Covered:
    """While a supervisor is away another stands in for all of hers. Asked by herself, or by a coordinator or admin."""
    _may_be_covered(actor, agency, absent, by, kind, starts_on, ends_on)
    if not no_conflict:
        code = "assignment_without_conflict"
        raise Refused(sentences.ASSIGNMENT[code], code=code, field="no_conflict")
    theirs = Assignment.objects.filter(agency=agency, supervisor=absent, kind=kind, groups_only=False)
    during = theirs.during(starts_on, ends_on).with_people().with_whether_there().order_by("volunteer_id")
    hers = [assignment for assignment in during if assignment.stands(max(starts_on, assignment.starts_on))]
    lock(*(assignment.volunteer for assignment in hers))
    stood_in = [_stand_in(actor, assignment, by, starts_on, ends_on) for assignment in hers]
    made = tuple(assignment for assignment in stood_in if assignment)
    left = tuple(assignment.volunteer for assignment, new in zip(hers, stood_in, strict=True) if new is None)
    if not made:
        raise Refused(_("There is nobody to stand in for in that time."), code="nobody_to_cover")
    _tell_cover(made, absent, by)
    return Covered(made, left)


def _may_be_covered(
    actor: Person, agency: Agency, absent: Person, by: Person, kind: Kind, starts_on: date, ends_on: date
) -> None:
    asks_herself = actor == absent and any(a.agency_id == agency.pk for a in assignments_today(actor))
    refuse_unless(asks_herself or can_manage_people(actor, agency))
    if by == absent or not has_role(by, agency, ROLE_OF[kind]):
        raise Refused(
            _("Choose somebody else who holds this role at your agency."), code="not_a_supervisor", field="by"
        )
    if ends_on < starts_on or starts_on < agency.today():
        raise Refused(_("Choose days from today on, the first before the last."), code="dates", field="starts_on")
    if (ends_on - starts_on).days > LONGEST_COVER_DAYS:
        raise Refused(
            _("Cover is for three months at most. For longer, assign somebody new."), code="too_long", field="ends_on"
        )


def _stand_in(actor: Person, hers: Assignment, by: Person, starts_on: date, ends_on: date) -> Assignment | None:
    """An assignment of the one who stands in, within the other's own dates; None where the two cannot be together."""
    if hers.volunteer_id in (by.pk, actor.pk):
        return None
    last = min(ends_on, hers.ends_on) if hers.ends_on else ends_on
    assignment, _made = Assignment.objects.get_or_create(
        agency=hers.agency, supervisor=by, volunteer=hers.volunteer, kind=hers.kind, starts_on=max(starts_on, hers.starts_on),
        defaults={"ends_on": last, "cover": True, "no_conflict": True, "assigned_by": actor, "credential": _credential(by, hers)},
    )  # fmt: skip
    return assignment


def _credential(by: Person, like: Assignment) -> str:
    known = Assignment.objects.filter(supervisor=by, agency=like.agency, kind=like.kind).exclude(credential="")
    return known.order_by("-starts_on").values_list("credential", flat=True).first() or ""


def _tell_assigned(assignment: Assignment) -> None:
    for person, other in (
        (assignment.volunteer, assignment.supervisor),
        (assignment.supervisor, assignment.volunteer),
    ):
        is_hers = person == assignment.supervisor
        notify(
            person=person,
            agency=assignment.agency,
            kind="supervision-assigned-to-you" if is_hers else "supervision-assigned",
            key=f"supervision-assigned:{assignment.uuid}:{person.uuid}",
            url=reverse("supervision:desk") if is_hers else reverse("supervision:hours"),
            about={"name": other.get_short_name(), "day": assignment.starts_on.isoformat()},
        )


def _tell_cover(assignments: Sequence[Assignment], absent: Person, by: Person) -> None:
    first = assignments[0]
    days = {"from": first.starts_on.isoformat(), "until": str(first.ends_on)}
    notify(
        person=by,
        agency=first.agency,
        kind="supervision-cover-by-you",
        key=f"supervision-cover:{first.uuid}:{by.uuid}",
        url=reverse("supervision:desk"),
        about={"name": absent.get_short_name(), "count": len(assignments), **days},
    )
    for assignment in assignments:
        notify(
            person=assignment.volunteer,
            agency=assignment.agency,
            kind="supervision-cover",
            key=f"supervision-cover:{assignment.uuid}",
            about={"name": by.get_short_name(), "absent": absent.get_short_name(), **days},
        )
