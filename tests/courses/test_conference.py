"""A web-conference's list becomes minutes on the facilitator's own list; nothing of it is kept but what is confirmed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from courses.models import Attendance, LiveSession
from courses.rules.conference import delimiter_of, joined, moment
from courses.rules.presence import minutes_there
from ledger import clock
from people.models import Agency, Person
from people.words import Role
from tests.factories.courses import make_live_session
from tests.factories.people import make_member

# A Tuesday at 6 pm in Denver, two hours.
STARTS = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)
ZONE = "America/Denver"

ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
123 4567,"Parents, evening",03/03/2026 05:55:00 PM,03/03/2026 08:10:00 PM,fay@example.org,135,3

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Ana's phone (Ana Reyes),,03/03/2026 05:58:00 PM,03/03/2026 06:30:00 PM,32,Yes
Ana Reyes,ana.reyes@example.org,03/03/2026 06:20:00 PM,03/03/2026 07:00:00 PM,40,Yes
Galaxy A12,,03/03/2026 06:00:00 PM,03/03/2026 08:00:00 PM,120,Yes
Fay Duarte,,03/03/2026 05:55:00 PM,03/03/2026 08:10:00 PM,135,No
"""
ZOOM_ES = """Nombre (nombre original);Correo electrónico;Hora de entrada;Hora de salida
Ana Reyes;;03/03/2026 18:00:00;03/03/2026 19:00:00
Galaxy A12;;03/03/2026 18:00:00;03/03/2026 20:00:00
"""
TEAMS = """1. Summary
Meeting title\tParents, evening
2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail
Ana Reyes\t3/3/26, 6:00:00 PM\t3/3/26, 8:00:00 PM\t1h\tana.reyes@example.org

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Ana Reyes\t3/3/26, 6:00:00 PM\t3/3/26, 6:30:00 PM\t30m\tana.reyes@example.org\tAttendee
Ana Reyes\t3/3/26, 7:00:00 PM\t3/3/26, 7:30:00 PM\t30m\tana.reyes@example.org\tAttendee
Galaxy A12\t3/3/26, 7:00:00 PM\t3/3/26, 7:30:00 PM\t30m\t\tAttendee
"""
TEAMS_ES = """2. Participantes
Nombre\tPrimera unión\tÚltima salida\tCorreo electrónico
Ana Reyes\t3/3/26, 6:00:00 p.\xa0m.\t3/3/26, 7:00:00 p.\xa0m.\tana.reyes@example.org
Galaxy A12\t3/3/26, 6:00:00 p.\xa0m.\t3/3/26, 7:00:00 p.\xa0m.\t
"""
MEET = """First name,Last name,Email,Duration,Time joined,Time exited
Ana,Reyes,,60 min,6:00 PM,7:00 PM
Galaxy,A12,,1 hr,6:00 PM,7:00 PM
"""
FILES = [(MEET, 60), (ZOOM, 60), (ZOOM_ES, 60), (TEAMS, 60), (TEAMS_ES, 60)]


@pytest.fixture(autouse=True)
def _soon_after():
    """The files say days; whoever belongs today belonged then."""
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def session(agency: Agency, ana: Person, fay: Person) -> LiveSession:
    made = make_live_session(agency, fay, starts_at=STARTS, minutes=120)
    made.zone = ZONE
    made.save()
    return made


def look(client: Client, session: LiveSession, text: str | bytes, encoding: str = "utf-8-sig") -> str:
    data = text if isinstance(text, bytes) else text.encode(encoding)
    said = {"sheet": SimpleUploadedFile("list.csv", data), "zone": ZONE}
    return client.post(reverse("courses:attendance-file", args=[session.uuid]), said).content.decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(("text", "minutes"), FILES)
def test_whoever_came_back_is_counted_once_and_within_the_session(
    client: Client, session: LiveSession, ana: Person, fay: Person, text: str, minutes: int, encoding: str
) -> None:
    client.force_login(fay)
    shown = look(client, session, text, encoding)
    assert f"{minutes} minutes by the code or the file" in shown
    assert "1 person of your agency was found in the file." in shown
    assert "Galaxy A12" in shown
    assert "<li>Fay Duarte</li>" not in shown
    assert not Attendance.objects.exists()


def test_confirmed_it_counts_and_the_same_file_again_changes_nothing(
    client: Client, session: LiveSession, ana: Person, fay: Person
) -> None:
    client.force_login(fay)
    look(client, session, ZOOM)
    confirmed = {f"there-{ana.uuid}": "on", f"minutes-{ana.uuid}": "60"}
    for _each in range(2):
        client.post(reverse("courses:attendance", args=[session.uuid]), confirmed)
        look(client, session, ZOOM)
    assert Attendance.objects.get().minutes == 60


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04rest", "not one of Excel"),
        (b"\xd0\xcf\x11\xe0old", "not one of Excel"),
        (b"Name,Duration\nAna Reyes,60\n", "does not say who joined and left when"),
        (b"\xff\x00\x81\xfe\x81", "cannot be read"),
        (b"Name,Join Time,Leave Time\n" + b"Ana,1,2\n" * 2100, "too long for one session"),
        (b"Name,Join Time,Leave Time\n" + b"x" * (2 * 1024 * 1024), "too long for one session"),
    ],
)
def test_what_cannot_be_read_is_said(
    client: Client, session: LiveSession, fay: Person, data: bytes, sentence: str
) -> None:
    client.force_login(fay)
    assert sentence in look(client, session, data)


def test_two_of_one_name_are_not_guessed_and_an_address_tells_them_apart(
    client: Client, session: LiveSession, agency: Agency, fay: Person
) -> None:
    make_member("Ana Reyes", agency, Role.VOLUNTEER, email="the.other.ana@example.org")
    client.force_login(fay)
    shown = look(client, session, ZOOM_ES)
    assert "<li>Ana Reyes</li>" in shown
    shown = look(client, session, ZOOM_ES.replace("Ana Reyes;;", "Ana Reyes;the.other.ana@example.org;"))
    assert "1 person of your agency was found in the file." in shown


def test_no_file_is_looked_at_before_the_session_begins(client: Client, agency: Agency, fay: Person) -> None:
    coming = make_live_session(agency, fay, starts_at=clock.now() + timedelta(hours=1))
    client.force_login(fay)
    assert "The session has not begun yet." in look(client, coming, ZOOM)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("03/03/2026 06:00:00 PM", 1),
        ("3/3/26 18:00", 1),
        ("2026-03-03 18:00:00", 1),
        ("2026-03-04T01:00:00Z", 1),
        ("2026-03-03T20:00:00-05:00", 1),
        ("3/3/2026, 6:00:00\u202fPM", 1),
        ("3/3/2026 6:00 p. m.", 1),
        ("31/31/2026 18:00", None),
        ("soon", None),
        ("6:00 PM", 1),  # without a day: the session's
        ("00:30", 7),  # after midnight, not the night before
        ("25:00", None),
    ],
)
def test_a_time_as_web_conferences_write_it(text: str, hour: int | None) -> None:
    read = moment(text, ZONE, STARTS)
    assert (read and read.hour) == hour


def test_of_two_ways_to_read_a_day_the_sessions_own_is_meant() -> None:
    april_second = datetime(2026, 4, 2, 18, tzinfo=UTC)
    assert moment("02/04/2026 18:00", "UTC", april_second) == april_second
    assert moment("04/02/2026 18:00", "UTC", april_second) == april_second


@given(st.text(max_size=400))
def test_no_text_makes_it_stumble(text: str) -> None:
    rows = [line.split(delimiter_of(text)) for line in text.splitlines()]
    joined(rows, ZONE, STARTS)
    moment(text, ZONE, STARTS)


@given(st.lists(st.tuples(st.integers(-90, 200), st.integers(-90, 200)), max_size=8), st.randoms())
def test_the_order_of_rows_and_saying_them_twice_change_nothing(pairs, random) -> None:
    pieces = [(STARTS + timedelta(minutes=a), STARTS + timedelta(minutes=b)) for a, b in pairs]
    end = STARTS + timedelta(minutes=120)
    again = [*pieces, *pieces]
    random.shuffle(again)
    said = minutes_there(pieces, STARTS, end)
    assert 0 <= said <= 120
    assert minutes_there(again, STARTS, end) == said
