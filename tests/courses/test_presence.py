"""The code of the room: never before it begins, once each, not from a photo, and nothing counts before it is confirmed."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from courses.actions import come_in, go_out
from courses.models import Attendance, LiveSession, Presence
from courses.queries.presence import REMEMBERED, code_of, is_shown
from courses.queries.session import attendance_list
from courses.rules.presence import LETTERS, minutes_there, turn_at
from ledger import clock
from ledger.refusals import Refused
from people.models import Agency, Person
from people.words import Role
from tests.factories.courses import make_live_session
from tests.factories.people import make_member


def refused(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


@pytest.fixture
def session(agency: Agency, fay: Person) -> LiveSession:
    """Two hours, two days ago: the tests travel there."""
    return make_live_session(agency, fay, minutes=120)


def at(session: LiveSession, minutes: float):
    return time_machine.travel(session.starts_at + timedelta(minutes=minutes), tick=False)


def code_now(session: LiveSession) -> str:
    return code_of(session, turn_at(clock.now()))


def a_guess(session: LiveSession) -> str:
    """Six letters that were no code of the session for a long while."""
    said = {code_of(session, turn_at(clock.now()) - n) for n in range(REMEMBERED)}
    return next(guess for guess in (letter * 6 for letter in LETTERS) if guess not in said)


def comes(person: Person, session: LiveSession, minutes: float) -> None:
    with at(session, minutes):
        come_in(actor=person, session=session, code=code_now(session))


def goes(person: Person, session: LiveSession, minutes: float) -> None:
    with at(session, minutes):
        go_out(actor=person, session=session, code=code_now(session).lower())


def said(session: LiveSession, actor: Person) -> dict[str, tuple[int, bool]]:
    return {str(row.person): (row.said, row.ticked) for row in attendance_list(session, actor)}


def test_minutes_are_those_between_coming_and_leaving_within_the_session(
    session: LiveSession, ana: Person, fay: Person
) -> None:
    comes(ana, session, 10)
    goes(ana, session, 40)
    comes(ana, session, 60)
    goes(ana, session, 130)
    assert said(session, fay) == {"Ana Reyes": (30 + 60, True)}
    assert not Attendance.objects.exists()


def test_who_does_not_say_that_she_leaves_is_looked_at_by_the_facilitator(
    session: LiveSession, ana: Person, fay: Person
) -> None:
    comes(ana, session, 30)
    assert said(session, fay) == {"Ana Reyes": (90, False)}


def test_checking_in_twice_or_out_without_having_come_is_said_in_words(session: LiveSession, ana: Person) -> None:
    with at(session, 5), refused("not_here"):
        go_out(actor=ana, session=session, code=code_now(session))
    comes(ana, session, 10)
    with at(session, 20), refused("here_already"):
        come_in(actor=ana, session=session, code=code_now(session))
    assert Presence.objects.count() == 1


def test_one_code_does_one_thing(session: LiveSession, ana: Person, bea: Person) -> None:
    with at(session, 10):
        code = code_now(session)
        first = come_in(actor=ana, session=session, code=code)
        assert come_in(actor=ana, session=session, code=code) == first  # pressed twice
        with refused("code_used"):
            go_out(actor=ana, session=session, code=code)
        come_in(actor=bea, session=session, code=code)


def test_a_photo_of_the_code_is_of_no_use_a_little_later(session: LiveSession, ana: Person, agency: Agency) -> None:
    with at(session, 10):
        code = code_now(session)
    with at(session, 11):
        come_in(actor=make_member("Slow Phone", agency, Role.VOLUNTEER), session=session, code=code)
    with at(session, 12), refused("old_code"):
        come_in(actor=ana, session=session, code=code)
    with at(session, 12), refused("wrong_code"):
        come_in(actor=ana, session=session, code=a_guess(session))
    other = make_live_session(agency, session.facilitators.get(), title="Another one")
    with at(session, 12), refused("wrong_code"):
        come_in(actor=ana, session=session, code=code_now(other))


def test_never_before_the_start_nor_long_after_nor_when_called_off(session: LiveSession, ana: Person) -> None:
    for minutes, code in ((-1, "presence_after_the_start"), (136, "over")):
        with at(session, minutes), refused(code):
            assert not is_shown(session)
            come_in(actor=ana, session=session, code=code_now(session))
    session.cancelled_at = clock.now()
    session.save()
    with at(session, 5), refused("called_off"):
        come_in(actor=ana, session=session, code=code_now(session))


def test_the_database_keeps_nobody_in_a_session_to_come(agency: Agency, ana: Person, fay: Person) -> None:
    coming = make_live_session(agency, fay, starts_at=clock.now() + timedelta(hours=1))
    row = Presence(session=coming, person=ana, came_at=coming.starts_at, came_with=1)
    with pytest.raises(IntegrityError, match="presence_after_the_start"), transaction.atomic():
        Presence.objects.bulk_create([row])


def test_a_person_of_another_agency_is_not_let_in(client: Client, session: LiveSession, stan: Person) -> None:
    with at(session, 5), refused("stranger"):
        come_in(actor=stan, session=session, code=code_now(session))
    client.force_login(stan)
    assert client.get(reverse("courses:here", args=[session.uuid])).status_code == 404


def test_the_minutes_of_a_night_when_the_clocks_change_are_real_ones() -> None:
    moment = clock.now()
    pieces = [(moment, moment + timedelta(minutes=10)), (moment + timedelta(minutes=5), moment + timedelta(minutes=20))]
    assert minutes_there(pieces, moment, moment + timedelta(hours=1)) == 20
    assert minutes_there(pieces, moment + timedelta(minutes=30), moment + timedelta(hours=1)) == 0


# Pages


def test_from_the_screen_to_the_list_and_the_second_of_two_at_one_phone_is_ticked(
    client: Client, session: LiveSession, agency: Agency, ana: Person, fay: Person
) -> None:
    ben = make_member("Ben Reyes", agency, Role.VOLUNTEER)
    here = reverse("courses:here", args=[session.uuid])
    comes(make_member("Early Bird", agency, Role.VOLUNTEER), session, 1)
    for minutes, do in ((15, "come"), (60, "leave")):
        with at(session, minutes):
            client.force_login(fay)
            shown = client.get(reverse("courses:code", args=[session.uuid])).content.decode()
            code = code_now(session)
            assert code in shown
            assert "<path d=" in shown
            client.force_login(ana)
            assert f'value="{code}"' in client.get(f"{here}?code={code}").content.decode()
            client.post(here, {"code": code, "do": do})
    client.force_login(fay)
    listed = reverse("courses:attendance", args=[session.uuid])
    shown = client.get(listed).content.decode()
    assert "45 minutes by the code or the file" in shown
    assert "did not say when they left" in shown
    both = {
        f"there-{ana.uuid}": "on",
        f"minutes-{ana.uuid}": "45",
        f"there-{ben.uuid}": "on",
        f"minutes-{ben.uuid}": "45",
    }
    client.post(listed, both)
    assert dict(Attendance.objects.values_list("person", "minutes")) == {ana.pk: 45, ben.pk: 45}


def test_codes_are_not_to_be_guessed(client: Client, session: LiveSession, ana: Person) -> None:
    here = reverse("courses:here", args=[session.uuid])
    with at(session, 15):
        client.force_login(ana)
        for _each in range(10):
            client.post(here, {"code": a_guess(session), "do": "come"})
        shown = client.post(here, {"code": code_now(session), "do": "come"}).content.decode()
    assert "Those were many tries." in shown
    assert not Presence.objects.exists()


def test_no_code_is_shown_before_it_begins(client: Client, agency: Agency, fay: Person) -> None:
    coming = make_live_session(agency, fay, starts_at=clock.now() + timedelta(hours=1))
    client.force_login(fay)
    shown = client.get(reverse("courses:code", args=[coming.uuid])).content.decode()
    assert "The session has not begun yet." in shown
    assert "<path d=" not in shown
