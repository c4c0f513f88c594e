"""Life happens: a supervisor who leaves or dies, a volunteer who joins late or takes a break."""

from datetime import timedelta

import pytest

from people.models import Membership
from people.words import PersonState, Role
from supervision import actions
from supervision.actions import Told
from supervision.permissions import supervised_today
from supervision.queries import desk, looked_after, supervised_record
from supervision.words import EvidenceKind, Kind, Mode
from tests.factories.people import make_member
from tests.factories.roster import make_offer
from tests.factories.supervision import make_assignment, make_confirmed_hours, make_hours
from tests.supervision.attacks import refusal
from tests.supervision.test_pages import as_, words_of

pytestmark = pytest.mark.django_db


def dies(person, agency):
    person.state, person.is_active = PersonState.DIED, False
    person.save()


def leaves(person, agency):
    Membership.objects.filter(person=person).update(ends_on=agency.today() - timedelta(days=2))


@pytest.mark.parametrize("goes", [dies, leaves])
def test_a_successor_takes_over_from_one_who_leaves_or_dies(ana, bea, gwen, cleo, agency, assigned, goes):
    signed = make_confirmed_hours(ana, bea, agency, minutes=45)
    waiting = make_hours(ana, bea, agency, held_on=agency.today() - timedelta(days=10))
    goes(bea, agency)
    assert supervised_today(ana) == [] and not looked_after(agency, "ana")[0].has_supervisor
    page = words_of(as_(cleo).get("/agency/willow/assignments/?nobody=1"))
    assert "Ana Reyes" in page and "No longer here: set a last day, and assign a successor." in page
    with refusal("signature_within_an_assignment"):
        actions.sign_hours(actor=bea, entries=[waiting])

    make_assignment(gwen, ana, agency, starts_on=agency.today(), assigned_by=cleo)
    assert desk(gwen).entries == (waiting,)
    page = words_of(as_(gwen).get(f"/supervise/hours/{waiting.uuid}/"))
    assert "I was not there myself. I looked at the records that were left" in page
    assert actions.sign_hours(actor=gwen, entries=[waiting]).signatures[0].from_records
    counts = supervised_record(ana, agency).confirmed
    assert {hours.signature_id for hours in counts} >= {signed.pk} and len(counts) == 2


def test_hours_from_before_she_joined_are_sent_flagged_and_confirmed_from_the_records(bea, agency):
    newcomer = make_member("Noor Haddad", agency, Role.VOLUNTEER)
    make_assignment(bea, newcomer, agency, starts_on=agency.today())
    day = agency.today() - timedelta(days=400)
    told = Told(kind=Kind.PEER_SUPERVISION, supervisor=bea, held_on=day, mode=Mode.PHONE, minutes=60)
    entry = actions.record_hours(actor=newcomer, agency=agency, told=told)
    assert entry.late_days == 400
    page = words_of(as_(bea).get(f"/supervise/hours/{entry.uuid}/"))
    assert "(400 days after the session)" in page and "I was not there myself." in page
    assert actions.sign_hours(actor=bea, entries=[entry]).signatures[0].from_records


def test_while_she_takes_a_break_no_day_is_counted(ana, bea, agency, assigned):
    make_confirmed_hours(ana, bea, agency, held_on=agency.today() - timedelta(days=60))
    assert desk(bea).rows[0].since == "You met 60 days ago. You two agreed every 14 days."
    make_offer(ana, agency, away_from=agency.today() - timedelta(days=40))
    assert desk(bea).rows[0].since == "Taking a break. No days are counted."
    make_offer(
        ana, agency, away_from=agency.today() - timedelta(days=40), away_until=agency.today() - timedelta(days=1)
    )
    assert desk(bea).rows[0].since.startswith("You met 60 days ago.")


def test_a_volunteer_who_left_is_on_nobodys_desk_and_what_was_before_can_still_be_confirmed(
    ana, bea, gwen, dee, agency, assigned
):
    make_assignment(bea, dee, agency)
    waiting = make_hours(ana, bea, agency, held_on=agency.today() - timedelta(days=10))
    leaves(ana, agency)
    row = desk(bea).rows[0]
    assert (row.entries, row.url) == ((waiting,), f"/supervise/hours/{waiting.uuid}/")
    assert row.since == "No longer a volunteer here. What was before can still be confirmed."
    page = words_of(as_(bea).get("/supervise/sessions/new/"))
    assert "Dee Robinson" in page and "Ana Reyes" not in page
    assert actions.sign_hours(actor=bea, entries=[waiting]).signatures
    assert [row.person for row in desk(bea).rows] == [dee]
    assert as_(bea).get(f"/supervise/people/{assigned.uuid}/").status_code == 404
    covered = actions.cover(
        actor=bea,
        agency=agency,
        absent=bea,
        by=gwen,
        kind=Kind.PEER_SUPERVISION,
        starts_on=agency.today(),
        ends_on=agency.today() + timedelta(days=9),
        no_conflict=True,
    )
    assert [made.volunteer for made in covered.assignments] == [dee]


def test_nothing_new_is_signed_for_somebody_who_left(ana, bea, agency, assigned, framework):
    leaves(ana, agency)
    told = Told(kind=Kind.PEER_SUPERVISION, supervisor=bea, held_on=agency.today(), mode=Mode.PHONE, minutes=60)
    with refusal("not_assigned"):
        actions.record_session(actor=bea, agency=agency, told=told, present={ana: 60})
    with refusal("signoff_within_an_assignment"):
        actions.sign_off(
            actor=bea,
            assignment=assigned,
            competency=framework.competencies.first(),
            level=framework.levels.first(),
            evidence_kinds=[EvidenceKind.OBSERVATION],
        )


def test_the_roles_of_both_are_looked_at_on_the_agencys_own_day(ana, bea, agency, assigned):
    Membership.objects.filter(person=ana).update(ends_on=agency.today())
    assert [row.person for row in desk(bea).rows] == [ana]
    Membership.objects.filter(person=ana).update(ends_on=agency.today() - timedelta(days=1))
    assert desk(bea).rows == () and supervised_today(ana) == []
