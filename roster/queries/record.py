"""What a person's record holds, as the rules read it: facts held and written down by the end of a day, and not taken back
by then. The same number of queries for one person and for a hundred.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from courses.models import Attendance, CourseCompletion, Enrolment, ModuleCompletion, Placement
from ledger import clock
from ledger.models import Fact
from people.models import Agency, AgreementSigned, AgreementVersion, Person
from roster.models import Decision, EarlierTraining
from roster.rules import Record, Source, Waiting
from roster.words import RequirementKind, Turn
from supervision.models import HoursEntry, Signature, SignOff, SignOffRequest, SignOffWithdrawn
from supervision.words import SUPERVISED_KINDS, Format


@dataclass(frozen=True)
class Moment:
    """The end of a day on an agency's calendar."""

    agency: Agency
    day: date

    @property
    def end(self) -> datetime:
        """The first instant of the next day there."""
        return datetime.combine(self.day + timedelta(days=1), time(), ZoneInfo(self.agency.time_zone))

    @property
    def known(self) -> Q:
        """Facts that were written down by then, so held by then: nothing is written down before it is held."""
        return Q(recorded_at__lt=self.end)

    def held(self, fact: Fact) -> date:
        """When it was held. Where she is it may already be the next day; here it was still this one."""
        return min(fact.held_on, self.day)

    def standing(self, taken_back: str) -> Q:
        """Facts that were not taken back by then; `taken_back` is the relation to the row that would say so."""
        return Q(**{f"{taken_back}__isnull": True}) | Q(**{f"{taken_back}__recorded_at__gte": self.end})


Found = Iterator[tuple[int, Source | Waiting]]


def record_of(person: Person, agency: Agency, as_of: date | None = None) -> Record:
    """What one person's record held at the end of a day (today)."""
    return records_of([person.pk], agency, as_of)[person.pk]


def records_of(
    people: Collection[int], agency: Agency, as_of: date | None = None, courses: Collection[int] = ()
) -> dict[int, Record]:
    """The records of several people (ids) at one agency. `courses`: ids of courses whose progress is wanted too."""
    at = Moment(agency, as_of or agency.today())
    sources: dict[int, list[Source]] = defaultdict(list)
    waiting: dict[int, list[Waiting]] = defaultdict(list)
    readers: list[Callable[[Collection[int], Moment], Found]] = [
        _course_completions,
        _attendances,
        _signed_agreements,
        _hours,
        _signoffs,
        _withdrawn_and_not_spoken,
        _signoff_requests,
        _decisions,
        _earlier_training,
        partial(_courses_under_way, courses=courses),
    ]
    for read in readers:
        for person, found in read(people, at):
            if isinstance(found, Source):
                sources[person].append(found)
            else:
                waiting[person].append(found)
    current = _current_agreements(at)
    return {person: Record(tuple(sources[person]), tuple(waiting[person]), current) for person in people}


def _course_completions(people: Collection[int], at: Moment) -> Found:
    for fact in CourseCompletion.objects.filter(at.known, at.standing("voided"), person__in=people):
        yield (
            fact.person_id,
            Source("course_completion", fact.pk, at.held(fact), target=fact.course_id, uuid=str(fact.uuid)),
        )


def _attendances(people: Collection[int], at: Moment) -> Found:
    facts = Attendance.objects.filter(
        at.known, at.standing("voided"), person__in=people, session__agency=at.agency
    ).annotate(session_kind=F("session__kind"))
    for fact in facts:
        yield (
            fact.person_id,
            Source(
                "attendance",
                fact.pk,
                at.held(fact),
                minutes=fact.minutes,
                session_kind=fact.session_kind,
                uuid=str(fact.uuid),
            ),
        )


def _signed_agreements(people: Collection[int], at: Moment) -> Found:
    facts = AgreementSigned.objects.filter(
        at.known, at.standing("unsigned"), person__in=people, version__agreement__agency=at.agency
    ).annotate(about=F("version__agreement"))
    for fact in facts:
        yield (
            fact.person_id,
            Source(
                "agreement_signed",
                fact.pk,
                at.held(fact),
                target=fact.version_id,
                about=fact.about,
                uuid=str(fact.uuid),
            ),
        )


def _current_agreements(at: Moment) -> frozenset[tuple[int, int]]:
    """The version of each agreement of the agency that was in force that day."""
    versions = AgreementVersion.objects.filter(at.known, held_on__lte=at.day, agreement__agency=at.agency).order_by(
        "number"
    )
    return frozenset(dict(versions.values_list("agreement_id", "pk")).items())


def _hours(people: Collection[int], at: Moment) -> Found:
    """Signed entries count, at the date of the session; sent ones wait for their signer, returned ones for her."""
    successors = Signature.objects.filter(entry__supersedes=OuterRef("pk"), recorded_at__lt=at.end)
    entries = (
        HoursEntry.objects.filter(
            at.known, at.standing("voided"), person__in=people, agency=at.agency, kind__in=SUPERVISED_KINDS
        )
        .exclude(Exists(successors))
        .annotate(
            signed_id=F("signature__pk"),
            signed_uuid=F("signature__uuid"),
            signed_at=F("signature__recorded_at"),
            returned_at=F("returned__recorded_at"),
        )
    )
    for entry in entries:
        yield entry.person_id, _hours_source(entry, at) or _hours_waiting(entry, at)


def _hours_source(entry: HoursEntry, at: Moment) -> Source | None:
    if entry.signed_at is None or entry.signed_at >= at.end:  # type: ignore[attr-defined]
        return None
    return Source(
        "signature",
        entry.signed_id,  # type: ignore[attr-defined]
        at.held(entry),
        minutes=entry.minutes,
        group=entry.format == Format.GROUP,
        hours_kind=entry.kind,
        uuid=str(entry.signed_uuid),  # type: ignore[attr-defined]
    )


def _hours_waiting(entry: HoursEntry, at: Moment) -> Waiting:
    came_back = entry.returned_at is not None and entry.returned_at < at.end  # type: ignore[attr-defined]
    return Waiting(
        RequirementKind.HOURS,
        since=entry.recorded_at.astimezone(ZoneInfo(at.agency.time_zone)).date(),
        hours_kind=entry.kind,
        minutes=entry.minutes,
        turn=Turn.HERS if came_back else Turn.SUPERVISOR,
    )


def _signoffs(people: Collection[int], at: Moment) -> Found:
    facts = SignOff.objects.filter(at.known, at.standing("withdrawn"), person__in=people, agency=at.agency)
    for fact in facts:
        yield (
            fact.person_id,
            Source(
                "signoff",
                fact.pk,
                at.held(fact),
                target=fact.competency_id,
                level_number=fact.level_number,
                valid_until=fact.valid_until,
                uuid=str(fact.uuid),
            ),
        )


def _withdrawn_and_not_spoken(people: Collection[int], at: Moment) -> Found:
    """A sign-off was taken back, and her supervisor would like to talk with her first."""
    rows = SignOffWithdrawn.objects.filter(
        at.standing("spoken"),
        recorded_at__lt=at.end,
        tell_from__gt=min(at.end, clock.now()),
        signoff__person__in=people,
        signoff__agency=at.agency,
    ).values_list("signoff__person_id", "signoff__competency_id", "held_on")
    for person, competency, held_on in rows:
        yield (
            person,
            Waiting(RequirementKind.COMPETENCY, since=held_on, target=competency, turn=Turn.SUPERVISOR, talk=True),
        )


def _signoff_requests(people: Collection[int], at: Moment) -> Found:
    asked = SignOffRequest.objects.filter(
        Q(answered_at=None) | Q(answered_at__gte=at.end),
        asked_at__lt=at.end,
        person__in=people,
        agency=at.agency,
    )
    zone = ZoneInfo(at.agency.time_zone)
    for request in asked:
        yield (
            request.person_id,
            Waiting(
                RequirementKind.COMPETENCY,
                since=request.asked_at.astimezone(zone).date(),
                target=request.competency_id,
                turn=Turn.SUPERVISOR,
            ),
        )


def _decisions(people: Collection[int], at: Moment) -> Found:
    facts = Decision.objects.filter(at.known, at.standing("voided"), person__in=people, agency=at.agency)
    for fact in facts:
        yield fact.person_id, Source("decision", fact.pk, at.held(fact), outcome=fact.outcome, uuid=str(fact.uuid))


def _earlier_training(people: Collection[int], at: Moment) -> Found:
    facts = EarlierTraining.objects.filter(at.known, at.standing("voided"), person__in=people, agency=at.agency)
    for fact in facts:
        yield (
            fact.person_id,
            Source(
                "earlier_training",
                fact.pk,
                at.held(fact),
                target=fact.course_id,
                minutes=fact.minutes or 0,
                stands_for=fact.stands_for,
                valid_until=fact.expires_on,
                uuid=str(fact.uuid),
            ),
        )


def _courses_under_way(people: Collection[int], at: Moment, courses: Collection[int] = ()) -> Found:
    """Courses she is enrolled in: how many of the modules they ask for are done."""
    if not courses:
        return
    needed: dict[int, set[int]] = defaultdict(set)
    for course, module in Placement.objects.filter(course__in=courses, required=True).values_list(
        "course_id", "module_id"
    ):
        needed[course].add(module)
    done: dict[int, set[int]] = defaultdict(set)
    for person, module in _modules_done(people, at, set().union(*needed.values())):
        done[person].add(module)
    enrolled = Enrolment.objects.filter(course__in=courses, person__in=people, created_at__lt=at.end)
    for person, course, since in enrolled.values_list("person_id", "course_id", "created_at"):
        yield (
            person,
            Waiting(
                RequirementKind.COURSE,
                since=since.astimezone(ZoneInfo(at.agency.time_zone)).date(),
                target=course,
                done=len(needed[course] & done[person]),
                of=len(needed[course]),
            ),
        )


def _modules_done(
    people: Collection[int], at: Moment, modules: Iterable[int]
) -> QuerySet[ModuleCompletion, tuple[int, int]]:
    facts = ModuleCompletion.objects.filter(
        at.known, at.standing("voided"), person__in=people, module__in=list(modules)
    )
    return facts.values_list("person_id", "module_id")
