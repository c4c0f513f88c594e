"""Beside one person a place of the journey would be a record of that person: the database refuses it, whatever code runs."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from journey.models import Stage
from ledger.guards import install, take_out
from supervision.models import Session, SessionAttendee
from supervision.words import Format, Kind
from tests.factories.journey import make_journey

pytestmark = pytest.mark.django_db
Places = Session.stages.through


@pytest.fixture
def stage(db) -> Stage:
    return make_journey().stages.first()


def session_of(bea, agency, *people, format=Format.GROUP) -> Session:
    session = Session.objects.create(
        agency=agency, supervisor=bea, kind=Kind.PEER_SUPERVISION, format=format, held_on=agency.today(),
        zone=agency.time_zone, minutes=60,
    )  # fmt: skip
    for person in people:
        SessionAttendee.objects.create(session=session, person=person, minutes=60)
    return session


@pytest.fixture
def group(ana, dee, bea, agency, stage) -> Session:
    """Ana and Dee, and a place they spoke about."""
    session = session_of(bea, agency, ana, dee)
    session.stages.add(stage)
    return session


def in_raw_sql(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def insert(session: Session, stage: Stage) -> None:
    in_raw_sql("INSERT INTO supervision_session_stages (session_id, stage_id) VALUES (%s, %s)", session.pk, stage.pk)


WRITING = {
    "by its set": lambda session, stage: session.stages.set([stage]),
    "in bulk": lambda session, stage: Places.objects.bulk_create([Places(session=session, stage=stage)]),
    "by raw SQL": insert,
}


@pytest.mark.parametrize("write", WRITING.values(), ids=WRITING.keys())
def test_no_place_beside_one_person(ana, bea, agency, stage, write):
    for alone in (
        session_of(bea, agency, ana, format=Format.INDIVIDUAL),
        session_of(bea, agency, ana),
        session_of(bea, agency),
    ):
        with pytest.raises(IntegrityError, match="session_stages_in_a_group"), transaction.atomic():
            write(alone, stage)
    assert not Places.objects.exists()


CHANGING = {
    "it becomes one to one": lambda group, other: Session.objects.filter(pk=group.pk).update(format=Format.INDIVIDUAL),
    "one of the two leaves": lambda group, other: group.attendees.last().delete(),
    "one is moved elsewhere": lambda group, other: group.attendees.filter(pk=group.attendees.last().pk).update(
        session=other
    ),
    "the place is moved elsewhere": lambda group, other: Places.objects.update(session=other),
}


@pytest.mark.parametrize("change", CHANGING.values(), ids=CHANGING.keys())
def test_a_group_with_places_does_not_become_one_person(group, ana, bea, agency, change):
    other = session_of(bea, agency, ana, format=Format.INDIVIDUAL)
    with pytest.raises(IntegrityError, match="session_stages_in_a_group"), transaction.atomic():
        change(group, other)
    assert (group.attendees.count(), Places.objects.get().session) == (2, group)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")
def test_replacing_the_row_is_no_way_around(group):
    columns = "id, uuid, agency_id, supervisor_id, kind, mode, held_on, zone, minutes, client_key, created_at"
    one_to_one = f"INSERT OR REPLACE INTO supervision_session (format, {columns}) SELECT 'individual', {columns} FROM supervision_session"
    with pytest.raises(IntegrityError, match="session_stages_in_a_group"), transaction.atomic():
        in_raw_sql(one_to_one)
    assert Session.objects.get(pk=group.pk).format == Format.GROUP


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the application's role takes no guard out")
def test_of_what_was_written_before_only_the_places_beside_one_person_go(group, dee, bea, agency, stage):
    """The migration, on a database as it was: without the guards."""
    before = import_module("supervision.migrations.0002_stages_in_a_group")
    alone, one_to_one = session_of(bea, agency, dee), session_of(bea, agency, dee, format=Format.INDIVIDUAL)
    take_out(connection)
    for session in (alone, one_to_one):
        session.stages.add(stage)
    before.take_out_where_there_is_no_group(apps, connection.schema_editor())
    install(connection)
    assert Places.objects.get().session == group
    assert (Session.objects.count(), SessionAttendee.objects.count()) == (3, 4)
