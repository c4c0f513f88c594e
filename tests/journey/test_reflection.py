"""What happens to what she writes: kept, changed, shared, taken back, gone."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from journey.actions import (
    change_reflection,
    delete_reflection,
    share_reflection,
    take_back_reflection,
    write_reflection,
)
from journey.models import Reflection
from journey.queries import shared_one, shared_with
from ledger import clock
from ledger.refusals import Refused
from people.registry import erasers
from tests.factories.journey import make_reflection, make_shared

# About noon where she lives, on a day on which everybody here has her role (`make_membership`).
NOON = datetime.combine(clock.now().date() - timedelta(days=60), time(17), tzinfo=UTC)


def share(reflection, actor, with_whom, first=0, last=7):
    today = reflection.today
    return share_reflection(
        actor=actor,
        reflection=reflection,
        with_whom=with_whom,
        from_day=today + timedelta(days=first),
        last_day=today + timedelta(days=last),
    )


def test_she_writes_with_or_without_places(journey, ana):
    places = list(journey.stages.all()[:2])
    assert list(write_reflection(actor=ana, text="One.", stages=places).stages.all()) == places
    assert list(write_reflection(actor=ana, text="Two.").stages.all()) == []


def test_a_double_press_is_one_reflection(ana, bea):
    first = write_reflection(actor=ana, text="Once.")
    assert write_reflection(actor=ana, text="Once.") == first
    assert write_reflection(actor=bea, text="Once.") != first
    with clock.pretend(clock.now() + timedelta(minutes=3)):
        assert write_reflection(actor=ana, text="Once.") != first


def test_changing_keeps_when_it_was_written(journey, ana):
    with clock.pretend(NOON):
        reflection = write_reflection(actor=ana, text="Before.", stages=journey.stages.all()[:2])
    with clock.pretend(NOON + timedelta(days=1)):
        change_reflection(actor=ana, reflection=reflection, text="After.")
    reflection.refresh_from_db()
    assert (reflection.text, reflection.written_at, reflection.changed_at) == (
        "After.",
        NOON,
        NOON + timedelta(days=1),
    )
    assert reflection.stages.count() == 0


def test_deleting_leaves_no_row_behind(journey, ana):
    reflection = write_reflection(actor=ana, text="Gone soon.", stages=journey.stages.all()[:2])
    delete_reflection(actor=ana, reflection=reflection)
    with connection.cursor() as cursor:
        for table in (Reflection._meta.db_table, Reflection.stages.through._meta.db_table):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)


def test_nobody_else_changes_deletes_shares_or_takes_back(ana, bea, stan, together):
    reflection = make_shared(make_reflection(ana), bea)
    for actor in (bea, stan):
        for act in (
            lambda actor: change_reflection(actor=actor, reflection=reflection, text="Mine now."),
            lambda actor: delete_reflection(actor=actor, reflection=reflection),
            lambda actor: share(reflection, actor, stan),
            lambda actor: take_back_reflection(actor=actor, reflection=reflection),
        ):
            with pytest.raises(Refused, match="Only the person who wrote this"):
                act(actor)
    reflection.refresh_from_db()
    assert (reflection.text, reflection.shared_with) == ("Grandma's kitchen. That is where I learned to listen.", bea)


def test_she_shares_with_her_supervisor_for_some_days(ana, bea, together):
    with clock.pretend(NOON):
        reflection = share(make_reflection(ana), ana, bea, first=1, last=3)
    seen = []
    for day in range(6):
        with clock.pretend(NOON + timedelta(days=day)):
            seen.append(shared_one(bea, reflection.uuid) is not None)
    assert seen == [False, True, True, True, False, False]


def test_the_last_day_ends_at_her_own_midnight(ana, bea, together):
    ana.profile.time_zone = "Pacific/Honolulu"
    ana.profile.save()
    with clock.pretend(NOON):
        reflection = share(make_reflection(ana), ana, bea, last=0)
    for hours, is_open in ((0, True), (16, True), (17, False)):  # Honolulu's day ends at 10:00 UTC
        with clock.pretend(NOON + timedelta(hours=hours)):
            assert (shared_one(bea, reflection.uuid) is not None) is is_open


def test_she_shares_with_nobody_but_her_supervisors_of_today(ana, bea, stan, cleo, together):
    reflection = make_reflection(ana)
    for stranger in (stan, cleo, ana):
        with pytest.raises(Refused, match="your supervisor today"):
            share(reflection, ana, stranger)
    together.ends_on = reflection.today - timedelta(days=1)
    together.save()
    with pytest.raises(Refused, match="your supervisor today"):
        share(reflection, ana, bea)


@pytest.mark.parametrize(("first", "last", "code"), [(5, 2, "days_swapped"), (-9, -1, "days_over")])
def test_days_that_make_no_sense_are_refused_in_words(ana, bea, together, first, last, code):
    with pytest.raises(Refused) as refused:
        share(make_reflection(ana), ana, bea, first, last)
    assert (refused.value.code, refused.value.field) == (code, "last_day")


def test_taken_back_is_closed_at_once(ana, bea, together):
    reflection = share(make_reflection(ana), ana, bea)
    assert shared_with(bea) == [reflection]
    take_back_reflection(actor=ana, reflection=reflection)
    assert shared_with(bea) == []
    assert shared_one(bea, reflection.uuid) is None


def test_sharing_with_another_takes_it_back_from_the_first(ana, bea, cora, agency, together):
    from supervision.words import Kind
    from tests.factories.supervision import make_assignment

    make_assignment(cora, ana, agency, kind=Kind.CLINICAL_CONSULTATION)
    reflection = share(make_reflection(ana), ana, bea)
    share(reflection, ana, cora)
    assert (shared_with(bea), shared_with(cora)) == ([], [reflection])


def test_with_her_name_her_words_go_and_what_was_shared_with_her_closes(ana, bea):
    make_shared(make_reflection(ana, "Ana's."), bea)
    make_shared(make_reflection(bea, "Bea's."), ana)
    for erase in erasers():
        erase(ana)
    [kept] = Reflection.objects.all()
    assert (kept.text, kept.shared_with, kept.shared_until) == ("Bea's.", None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"shared_until": None},
        {"shared_from": None},
        {"shared_with": None},
        {"shared_until": datetime(2000, 1, 1).date()},
    ],
)
def test_the_database_knows_no_sharing_without_a_person_and_days(ana, bea, wrong):
    reflection = make_shared(make_reflection(ana), bea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reflection.objects.filter(pk=reflection.pk).update(**wrong)


def test_the_database_knows_no_sharing_with_oneself(ana, bea):
    reflection = make_shared(make_reflection(ana), bea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reflection.objects.filter(pk=reflection.pk).update(shared_with=ana)
