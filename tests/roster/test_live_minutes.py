"""From the code of the room to what the program asks for: partial presence counts by its minutes, once it is confirmed."""

from datetime import timedelta

import time_machine

from courses.actions import come_in, go_out, record_attendance
from courses.models import LiveSession
from courses.queries.presence import code_of
from courses.queries.session import attendance_list
from courses.rules.presence import turn_at
from ledger import clock
from people.models import Agency, Person
from roster.queries.readiness import readiness
from tests.factories.courses import make_live_session
from tests.factories.roster import asks_workshop, make_version
from tests.roster.conftest import begun_long_ago


def there(person: Person, session: LiveSession, minutes: int) -> None:
    for act, at in ((come_in, 0), (go_out, minutes)):
        with time_machine.travel(session.starts_at + timedelta(minutes=at), tick=False):
            act(actor=person, session=session, code=code_of(session, turn_at(clock.now())))


def test_partial_presence_counts_by_minutes_and_the_rest_may_come_another_day(
    agency: Agency, ana: Person, fay: Person, cleo: Person
) -> None:
    begun_long_ago(lambda: make_version(agency, asks_workshop(120)))

    def met() -> bool:
        [item] = readiness(ana, agency).items
        return item.met

    for days, minutes, enough in ((9, 90, False), (2, 30, True)):
        session = make_live_session(agency, fay, starts_at=clock.now() - timedelta(days=days), minutes=120)
        there(ana, session, minutes)
        before = met()
        said = {row.person: row.said for row in attendance_list(session, fay) if row.ticked}
        assert said == {ana: minutes}
        assert not before
        record_attendance(actor=fay, session=session, minutes=said)
        assert met() is enough
