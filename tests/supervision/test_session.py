"""A session is entered once and becomes an entry for each who was there."""

from dataclasses import replace
from datetime import time, timedelta
from uuid import uuid4

import pytest

from people.models import Notice
from supervision import actions
from supervision.actions import Agenda, Told
from supervision.models import HoursEntry, Session, Signature
from supervision.words import Format, Kind, Mode
from tests.factories.journey import make_journey
from tests.factories.supervision import make_assignment, make_hours
from tests.supervision.attacks import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(ana, dee, bea, agency, assigned):
    """Bea's group of two days ago, from half past five for an hour; Ana and Dee are hers."""
    make_assignment(bea, dee, agency)
    return Told(
        kind=Kind.PEER_SUPERVISION,
        supervisor=bea,
        held_on=agency.today() - timedelta(days=2),
        mode=Mode.IN_PERSON,
        format=Format.GROUP,
        start=time(17, 30),
        minutes=60,
    )


def test_everybody_who_was_there_has_her_own_confirmed_minutes(ana, dee, bea, agency, group, framework):
    competency = framework.competencies.first()
    agenda = Agenda(text="The first two minutes of a first call.", competencies=(competency,))
    session = actions.record_session(actor=bea, agency=agency, told=group, present={ana: 60, dee: 45}, agenda=agenda)
    entries = {entry.person: entry for entry in HoursEntry.objects.confirmed()}
    assert {person: entry.minutes for person, entry in entries.items()} == {ana: 60, dee: 45}
    assert all(entry.session == session and entry.worked_on == [competency.key] for entry in entries.values())
    assert entries[dee].ends_at - entries[dee].starts_at == timedelta(minutes=45)
    assert session.agenda.text == "The first two minutes of a first call."
    assert Notice.objects.filter(kind="supervision-hours-confirmed").count() == 2


def test_the_same_form_twice_is_one_session(ana, bea, agency, group):
    key = uuid4()
    first = actions.record_session(actor=bea, agency=agency, told=group, present={ana: 60}, client_key=key)
    assert actions.record_session(actor=bea, agency=agency, told=group, present={ana: 60}, client_key=key) == first
    assert (Session.objects.count(), Signature.objects.count()) == (1, 1)


def test_one_who_has_these_hours_already_stops_it_and_nothing_is_written(ana, dee, bea, agency, group):
    make_hours(dee, bea, agency, held_on=group.held_on, start="17:45", minutes=30)
    with refusal("hours_do_not_overlap") as refused:
        actions.record_session(actor=bea, agency=agency, told=group, present={ana: 60, dee: 60})
    assert str(refused.value).startswith("Dee Robinson:")
    assert (Session.objects.count(), Signature.objects.count()) == (0, 0)


def test_looking_once_more_writes_nothing(ana, bea, agency, group):
    assert actions.look_at_session(actor=bea, agency=agency, told=group, present={ana: 60})
    assert (Session.objects.count(), HoursEntry.objects.count(), Notice.objects.count()) == (0, 0, 0)


def test_people_of_others_are_refused(ana, stan, bea, gwen, agency, group):
    with refusal("not_assigned"):
        actions.record_session(actor=bea, agency=agency, told=group, present={stan: 60})
    with refusal("not_assigned"):
        actions.record_session(actor=gwen, agency=agency, told=replace(group, supervisor=gwen), present={ana: 60})


def test_nobody_writes_a_session_in_anothers_name(ana, gwen, agency, group):
    with refusal("not_yours"):
        actions.record_session(actor=gwen, agency=agency, told=group, present={ana: 60})


def test_the_minutes_of_one_are_not_more_than_the_sessions(ana, bea, agency, group):
    with refusal("longer_than_the_session"):
        actions.record_session(actor=bea, agency=agency, told=group, present={ana: 61})


def test_one_to_one_is_with_one(ana, dee, bea, agency, group):
    alone = replace(group, format=Format.INDIVIDUAL)
    with refusal("too_many"):
        actions.record_session(actor=bea, agency=agency, told=alone, present={ana: 60, dee: 60})
    actions.record_session(actor=bea, agency=agency, told=alone, present={ana: 60})
    assert HoursEntry.objects.confirmed().get().format == Format.INDIVIDUAL


def test_without_anybody_there_is_no_session(bea, agency, group):
    with refusal("nobody_there"):
        actions.record_session(actor=bea, agency=agency, told=group, present={})


def test_places_of_the_journey_stand_only_in_what_a_group_spoke_about(ana, dee, bea, agency, group):
    agenda = Agenda(stages=tuple(make_journey().stages.all()[:2]))
    for told in (replace(group, format=Format.INDIVIDUAL), group):
        with refusal("session_stages_in_a_group"):
            actions.record_session(actor=bea, agency=agency, told=told, present={ana: 60}, agenda=agenda)
    assert (Session.objects.count(), HoursEntry.objects.count()) == (0, 0)
    session = actions.record_session(actor=bea, agency=agency, told=group, present={ana: 60, dee: 60}, agenda=agenda)
    assert tuple(session.stages.all()) == agenda.stages


def test_an_agenda_names_nobody(ana, bea, agency, group):
    with refusal("note_names_somebody"):
        actions.record_session(
            actor=bea, agency=agency, told=group, present={ana: 60}, agenda=Agenda(text="About Maria Lopez.")
        )
