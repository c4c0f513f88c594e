"""The same question about a past day has the same answer, whatever came later."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger import clock
from ledger.actions import record
from people.models import Agency, Person
from people.words import Role
from roster.actions import follow, new_version
from roster.models import DecisionReversed
from roster.queries import readiness, readiness_of_many
from roster.words import Outcome, State
from tests.factories.people import make_agreement_version, make_member, make_signature
from tests.factories.roster import asks_agreement, asks_decision, asks_hours, make_decision, make_version
from tests.roster.conftest import begun_long_ago
from tests.roster.supervised import make_entry, make_hours, sign


def told(person: Person, **options: str) -> dict[str, object]:
    out = StringIO()
    call_command("explain", person.email, *(f"--{name}={value}" for name, value in options.items()), stdout=out)
    return json.loads(out.getvalue())


def test_a_verdict_of_a_past_day_is_what_it_was_that_day(world, ana: Person, cleo: Person) -> None:
    agency, now = world.agency, clock.now()
    with clock.pretend(now - timedelta(days=60)):
        decided = make_decision(ana, agency, Outcome.NOT_YET)
    with clock.pretend(now - timedelta(days=40)):
        make_signature(ana, world.pledge)
        that_day = agency.today()
        then = told(ana)
    with clock.pretend(now - timedelta(days=20)):
        record(DecisionReversed(decision=decided, by=cleo, reason="mistake", held_on=agency.today()))
        make_decision(ana, agency)
        make_agreement_version(world.pledge, text="Other words")
    make_signature(ana, world.pledge)
    again = told(ana, **{"as-of": that_day.isoformat()})
    then.pop("available_now")
    assert again == then
    assert told(ana)["before_matching"] != then["before_matching"]


def test_a_fact_counts_from_the_day_it_is_written_down(agency: Agency, cleo: Person, bea: Person, ana: Person) -> None:
    begun_long_ago(lambda: make_version(agency, asks_hours(60)))
    held_on = agency.today() - timedelta(days=10)
    with clock.pretend(clock.now() - timedelta(days=4)):
        entry = make_entry(ana, agency, 60, held_on=held_on)
    sign(entry)
    yesterday = agency.today() - timedelta(days=1)
    item = readiness(ana, agency, yesterday).items[0]
    assert (item.state, item.minutes_waiting) == (State.DOING, 60)
    assert readiness(ana, agency).ready
    assert readiness(ana, agency).items[0].sources[0].held_on == held_on


def test_a_fact_taken_back_still_counted_on_the_days_before(certified, world, ana: Person, cleo: Person) -> None:
    day = world.agency.today()
    with clock.pretend(clock.now() + timedelta(days=3)):
        record(
            DecisionReversed(decision=world.facts["decision"], by=cleo, reason="mistake", held_on=world.agency.today())
        )
        assert not readiness(ana, world.agency).ready
        assert readiness(ana, world.agency, day).ready


def test_the_version_of_that_day_is_asked(agency: Agency, cleo: Person, ana: Person, pledge) -> None:
    first = begun_long_ago(lambda: make_version(agency, asks_agreement(pledge)))
    with clock.pretend(clock.now() - timedelta(days=30)):
        make_signature(ana, pledge)
    second = new_version(actor=cleo, programme=first.programme, requirements=[asks_decision()])
    assert readiness(ana, agency).version == first.pk  # she stays on hers
    follow(actor=cleo, person=ana, version=second)
    assert readiness(ana, agency).version == second.pk
    assert readiness(ana, agency, agency.today() - timedelta(days=1)).version == first.pk
    newcomer = make_member("New Comer", agency, Role.VOLUNTEER)
    assert readiness(newcomer, agency).version == second.pk
    assert readiness(newcomer, agency, agency.today() - timedelta(days=1)).version == first.pk


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Phoenix", "Pacific/Pago_Pago"])
def test_a_day_ends_at_the_agencys_midnight(zone: str, agency: Agency, cleo: Person, ana: Person) -> None:
    Agency.objects.filter(pk=agency.pk).update(time_zone=zone)
    agency.refresh_from_db()
    begun_long_ago(lambda: make_version(agency, asks_decision()))
    day = agency.today() - timedelta(days=40)
    midnight = clock.start_of(day, zone)
    with clock.pretend(midnight - timedelta(seconds=1)):
        decision = make_decision(ana, agency)
    assert decision.held_on == day - timedelta(days=1)
    with clock.pretend(midnight):
        record(DecisionReversed(decision=decision, by=cleo, reason="mistake", held_on=agency.today()))
    assert readiness(ana, agency, day - timedelta(days=1)).ready
    assert not readiness(ana, agency, day).ready


def test_many_are_asked_in_as_many_queries_as_one(world) -> None:
    people = [make_member(f"Volunteer {letter}", world.agency, Role.VOLUNTEER) for letter in "ABC"]
    for person in people:
        world.do(person, "decision")

    def asked(count: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            found = readiness_of_many([person.pk for person in people[:count]], world.agency)
        assert len(found) == count
        return len(seen)

    assert asked(1) == asked(3) <= 16


def test_one_and_many_say_the_same(world) -> None:
    people = [make_member(f"Volunteer {letter}", world.agency, Role.VOLUNTEER) for letter in "ABC"]
    world.do(people[0])
    world.do(people[1], "signoff", "attendance")
    together = readiness_of_many([person.pk for person in people], world.agency)
    assert together == {person.pk: readiness(person, world.agency) for person in people}
    assert [together[person.pk].ready for person in people] == [True, False, False]


def test_explain_names_the_facts_by_uuid(certified, world, ana: Person) -> None:
    said = told(ana)
    assert (said["training_complete"], said["version"], said["available_now"]) == (True, 1, False)
    uuids = {fact["uuid"] for row in said["before_matching"] for fact in row["rests_on"]}
    assert str(world.facts["signoff"].uuid) in uuids
    assert len(uuids) == 8
    assert said["before_matching"][3]["detail"] == "2 h 30 min; 2 h asked for; 30 min of group not counted: cap 1 h"


def test_explain_says_what_it_cannot_answer(ana: Person, agency: Agency, other_agency: Agency) -> None:
    from tests.factories.people import make_membership

    for arguments in (
        ["nobody@example.org"],
        [ana.email, "--agency=nowhere"],
        [ana.email, "--as-of=2999-01-01"],
        [ana.email, "--as-of=yesterday"],
    ):
        with pytest.raises(CommandError):
            call_command("explain", *arguments)
    make_membership(ana, other_agency, Role.VOLUNTEER)
    with pytest.raises(CommandError, match="--agency"):
        call_command("explain", ana.email)
    assert told(ana, agency="harbor")["training_complete"] is False


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(order=st.permutations(["agreement_signed", "decision", "earlier_training", "signature", "group", "signoff"]))
def test_the_order_in_which_facts_come_does_not_matter(order: list[str], world) -> None:
    """Whatever came first, in the end she is ready, certified and listed on the same facts."""
    from uuid import uuid4

    person = make_member(f"Person {uuid4().hex[:8]}", world.agency, Role.VOLUNTEER)
    for name in order:
        assert not readiness(person, world.agency).ready
        world.do_one(person, name)
    world.do_one(person, "course_completion")
    world.do_one(person, "attendance")
    assert readiness(person, world.agency).ready
    assert person.listings.get().certificate.rows.count() == 8


def test_hours_signed_at_another_agency_do_not_count_here(
    agency: Agency, other_agency: Agency, cleo: Person, bea: Person, ana: Person
) -> None:
    from tests.factories.people import make_membership

    make_membership(ana, other_agency, Role.VOLUNTEER)
    make_version(agency, asks_hours(60))
    make_version(other_agency, asks_hours(60))
    make_hours(ana, other_agency, 60)
    assert readiness(ana, other_agency).ready
    assert not readiness(ana, agency).ready
    assert not ana.listings.filter(agency=agency).exists()
