"""Live sessions: planned, listed in minutes, corrected; nobody lists herself."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from courses.actions import call_off_session, change_session, correct_attendance, plan_session, record_attendance
from courses.models import Attendance, AttendanceVoided, LiveSession
from courses.queries.session import people_of_the_list
from courses.words import SessionKind, TakenBack
from ledger import clock
from ledger.refusals import Refused
from people.actions import erase_person
from people.models import Agency, Person
from people.words import Role
from tests.factories.courses import make_attendance, make_live_session
from tests.factories.people import make_member


def refused(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


@pytest.fixture
def session(agency: Agency, fay: Person) -> LiveSession:
    return make_live_session(agency, fay, minutes=120)


@pytest.fixture
def told() -> dict:
    return {
        "title": "First calls",
        "kind": SessionKind.WORKSHOP,
        "starts_at": clock.now() + timedelta(days=3),
        "zone": "America/Denver",
        "minutes": 90,
        "place": "The library",
        "link": "",
        "course": None,
    }


def test_a_couple_at_one_screen_is_two_lines_with_their_own_minutes(
    session: LiveSession, ana: Person, agency: Agency, fay: Person
) -> None:
    ben = make_member("Ben Reyes", agency, Role.VOLUNTEER)
    record_attendance(actor=fay, session=session, minutes={ana: 120, ben: 45})
    assert set(Attendance.objects.values_list("person", "minutes")) == {(ana.pk, 120), (ben.pk, 45)}
    assert Attendance.objects.first().held_on == session.held_on


def test_the_list_sent_twice_counts_once_and_other_minutes_need_a_correction(
    session: LiveSession, ana: Person, fay: Person
) -> None:
    record_attendance(actor=fay, session=session, minutes={ana: 120})
    assert record_attendance(actor=fay, session=session, minutes={ana: 120}) == []
    with refused("listed_already"):
        record_attendance(actor=fay, session=session, minutes={ana: 60})


def test_a_correction_keeps_both_and_says_why(session: LiveSession, ana: Person, fay: Person) -> None:
    first = make_attendance(ana, session, 120)
    right = correct_attendance(actor=fay, attendance=first, reason=TakenBack.MINUTES, minutes=75)
    assert right is not None
    assert (right.minutes, AttendanceVoided.objects.get().reason) == (75, TakenBack.MINUTES)
    assert Attendance.objects.filter(voided=None).get() == right
    with refused("attendance_id"):
        correct_attendance(actor=fay, attendance=first, reason=TakenBack.ABSENT)


def test_only_a_facilitator_of_this_session_lists_and_never_herself(
    session: LiveSession, ana: Person, cleo: Person, fay: Person, stan: Person, agency: Agency
) -> None:
    other = make_member("Finn Other", agency, Role.FACILITATOR)
    for actor in (ana, cleo, stan, other):
        with refused("not_a_facilitator"):
            record_attendance(actor=actor, session=session, minutes={ana: 60})
    with refused("oneself"):
        record_attendance(actor=fay, session=session, minutes={fay: 60})
    session.facilitators.add(ana)
    with refused("not_a_facilitator"):
        record_attendance(actor=ana, session=session, minutes={fay: 60})


@pytest.mark.parametrize("minutes", [0, 121, -5])
def test_minutes_lie_within_the_session(session: LiveSession, ana: Person, fay: Person, minutes: int) -> None:
    with refused("minutes"):
        record_attendance(actor=fay, session=session, minutes={ana: minutes})


def test_nobody_is_listed_before_it_begins_or_from_another_agency(
    agency: Agency, session: LiveSession, ana: Person, fay: Person, stan: Person
) -> None:
    coming = make_live_session(agency, fay, starts_at=clock.now() + timedelta(hours=1))
    with refused("attendance_after_the_start"):
        record_attendance(actor=fay, session=coming, minutes={ana: 60})
    with refused("stranger"):
        record_attendance(actor=fay, session=session, minutes={stan: 60})


def test_a_name_that_was_removed_is_on_no_list_but_where_it_was_listed(
    session: LiveSession, agency: Agency, ana: Person, fay: Person, ada: Person
) -> None:
    ben = make_member("Ben Reyes", agency, Role.VOLUNTEER)
    record_attendance(actor=fay, session=session, minutes={ben: 60})
    for person in (ana, ben):
        erase_person(actor=ada, person=person, agency=agency)
    assert ben in people_of_the_list(session, fay)
    assert ana not in people_of_the_list(session, fay)


def test_a_session_is_planned_by_its_agencys_leaders_only(
    agency: Agency, fay: Person, cleo: Person, bea: Person, ana: Person, stan: Person, told: dict
) -> None:
    for actor in (fay, cleo):
        assert plan_session(actor=actor, agency=agency, facilitators=[fay], **told).facilitators.get() == fay
    for actor in (bea, ana, stan):
        with pytest.raises(Refused):
            plan_session(actor=actor, agency=agency, facilitators=[fay], **told)
    with refused("facilitators"):
        plan_session(actor=fay, agency=agency, facilitators=[stan], **told)


def test_once_somebody_is_listed_day_and_length_stay(
    session: LiveSession, ana: Person, fay: Person, told: dict
) -> None:
    make_attendance(ana, session)
    with refused("session_stays_as_held"):
        change_session(actor=fay, session=session, facilitators=[fay], **told)
    session.refresh_from_db()
    with refused("session_stays_as_held"):
        call_off_session(actor=fay, session=session)


# Pages


def page(client: Client, person: Person, name: str, *args: object) -> str:
    client.force_login(person)
    return client.get(reverse(f"courses:{name}", args=args)).content.decode()


def test_a_volunteer_sees_the_sessions_of_her_agency_and_her_own_minutes(
    client: Client, session: LiveSession, ana: Person, other_agency: Agency, stan: Person
) -> None:
    make_attendance(ana, session, 75)
    make_live_session(other_agency, stan, title="Elsewhere")
    shown = page(client, ana, "sessions")
    assert "You were there, 75 minutes" in shown
    assert "Elsewhere" not in shown
    assert "List who was there" not in shown


def test_the_facilitator_lists_everyone_at_once(
    client: Client, session: LiveSession, ana: Person, fay: Person, agency: Agency
) -> None:
    ben = make_member("Ben Reyes", agency, Role.VOLUNTEER)
    client.force_login(fay)
    at = reverse("courses:attendance", args=[session.uuid])
    said = {
        f"there-{ana.uuid}": "on",
        f"minutes-{ana.uuid}": "",
        f"there-{ben.uuid}": "on",
        f"minutes-{ben.uuid}": "45",
    }
    shown = client.post(at, said, follow=True).content.decode()
    assert "2 people are listed." in shown
    assert dict(Attendance.objects.values_list("person", "minutes")) == {ana.pk: 120, ben.pk: 45}


def test_minutes_that_cannot_be_are_said_beside_the_name_and_kept(
    client: Client, session: LiveSession, ana: Person, fay: Person
) -> None:
    client.force_login(fay)
    at = reverse("courses:attendance", args=[session.uuid])
    shown = client.post(at, {f"there-{ana.uuid}": "on", f"minutes-{ana.uuid}": "500"}).content.decode()
    assert "less than or equal to 120" in shown
    assert 'value="500"' in shown
    assert not Attendance.objects.exists()


def test_a_correction_on_its_page(client: Client, session: LiveSession, ana: Person, fay: Person) -> None:
    listed = make_attendance(ana, session, 120)
    client.force_login(fay)
    at = reverse("courses:attendance-correct", args=[session.uuid, listed.uuid])
    assert "Give the right minutes." in client.post(at, {"reason": "minutes"}).content.decode()
    assert (
        "The list is corrected."
        in client.post(at, {"reason": "minutes", "minutes": "90"}, follow=True).content.decode()
    )
    assert Attendance.objects.get(voided=None).minutes == 90


def test_a_session_is_planned_on_its_page_in_its_own_time_zone(client: Client, agency: Agency, fay: Person) -> None:
    client.force_login(fay)
    at = reverse("courses:session-plan", args=[agency.slug])
    said = {
        "title": "First calls",
        "kind": "workshop",
        "day": "2027-01-15",
        "at": "18:00",
        "zone": "America/Denver",
        "minutes": "120",
        "place": "The library",
        "facilitators": [fay.pk],
    }
    assert "The session is planned." in client.post(at, said, follow=True).content.decode()
    made = LiveSession.objects.get()
    assert made.starts_at == datetime(2027, 1, 16, 1, 0, tzinfo=UTC)
    assert str(made.held_on) == "2027-01-15"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"day": "2027-03-14", "at": "02:30"}, "The clocks skip this time"),
        ({"place": ""}, "Say where it is"),
        ({"minutes": "0"}, "greater than or equal to 1"),
        ({"facilitators": []}, "Please fill this in."),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_a_plan_that_cannot_be_is_said_and_what_was_typed_is_kept(
    client: Client, agency: Agency, fay: Person, change: dict, sentence: str
) -> None:
    client.force_login(fay)
    said = {"title": "First calls", "kind": "workshop", "day": "2027-03-13", "at": "18:00", "zone": "America/Denver"}
    said |= {"minutes": "120", "place": "The library", "facilitators": [fay.pk]} | change
    shown = client.post(reverse("courses:session-plan", args=[agency.slug]), said).content.decode()
    assert sentence in shown
    assert 'value="First calls"' in shown
    assert not LiveSession.objects.exists()


def test_a_calendar_file_says_when_and_where(client: Client, session: LiveSession, ana: Person) -> None:
    client.force_login(ana)
    answer = client.get(reverse("courses:session-calendar", args=[session.uuid]))
    assert answer["Content-Type"].startswith("text/calendar")
    said = answer.content.decode()
    assert f"UID:{session.uuid}@been-there" in said
    assert "the room with the piano" in said.replace("\r\n ", "")


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_sessions_costs_the_same_for_one_and_for_three(
    client: Client, agency: Agency, ana: Person, fay: Person, django_assert_num_queries, many: int
) -> None:
    for n in range(many):
        make_attendance(ana, make_live_session(agency, fay, title=f"Evening {n}"))
    client.force_login(ana)
    with django_assert_num_queries(8):
        client.get(reverse("courses:sessions"))


@pytest.mark.parametrize("many", [1, 3])
def test_the_attendance_list_costs_the_same_for_one_and_for_three(
    client: Client, agency: Agency, fay: Person, session: LiveSession, django_assert_num_queries, many: int
) -> None:
    for n in range(many):
        make_attendance(make_member(f"Volunteer {n}", agency, Role.VOLUNTEER), session)
    client.force_login(fay)
    with django_assert_num_queries(14):
        client.get(reverse("courses:attendance", args=[session.uuid]))
