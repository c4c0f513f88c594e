"""Two at the same moment: the database lets one through, on either of them."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.refusals import Refused
from people.models import Agency, Person
from people.words import Role
from supervision import rules
from supervision.actions import Said, drop_role_play_draft, keep_role_play_draft, send_role_play
from supervision.models import HoursEntry, Recording, RolePlay, RolePlayDraft, SignOff
from supervision.queries import slot_of
from tests.cms.conftest import files_here  # noqa: F401 (a fixture)
from tests.factories.people import make_agency, make_member
from tests.factories.supervision import hours_of, make_assignment, make_framework, make_taken_out, signoff_of
from tests.supervision.test_role_play import Practicing

ROUNDS = 20


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each act in a thread and a connection of its own, let go at the same moment. What they said: "", or why not."""
    start, said = threading.Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            start.wait(60)
            with transaction.atomic():
                act()
        except (DatabaseError, Refused) as error:
            said[number] = str(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return said


@pytest.fixture
def two(fresh_database: None) -> tuple[Person, Person, Agency]:
    """A volunteer and her supervisor, committed."""
    agency = make_agency()
    ana, bea = make_member("Ana Reyes", agency, Role.VOLUNTEER), make_member("Bea Olsen", agency, Role.SUPERVISOR)
    make_assignment(bea, ana, agency)
    return ana, bea, agency


def test_of_two_overlapping_entries_at_once_one_is_kept(two):
    """Written past every action, straight into the table: the guard alone decides."""
    ana, bea, agency = two
    for days in range(1, ROUNDS + 1):
        day = agency.today() - timedelta(days=days)
        entries = [hours_of(ana, bea, agency, held_on=day, start=start) for start in ("17:00", "17:30")]
        said = at_once(*(lambda entry=entry: entry.save(force_insert=True) for entry in entries))
        assert sorted(bool(error) for error in said) == [False, True], said
        assert any("hours_do_not_overlap" in error for error in said), said
        assert HoursEntry.objects.filter(held_on=day).count() == 1


def test_of_two_that_fill_a_day_at_once_one_is_kept(two):
    ana, bea, agency = two
    for days in range(1, ROUNDS + 1):
        day = agency.today() - timedelta(days=days)
        entries = [hours_of(ana, bea, agency, held_on=day, minutes=800) for _twice in range(2)]
        said = at_once(*(lambda entry=entry: entry.save(force_insert=True) for entry in entries))
        assert any("hours_at_most_a_day" in error for error in said), said
        assert HoursEntry.objects.filter(held_on=day).count() == 1


def test_of_two_signoffs_of_one_level_at_once_one_is_kept(two):
    ana, bea, agency = two
    for competency in make_framework(agency).competencies.all():
        signoffs = [signoff_of(ana, bea, agency, competency) for _twice in range(2)]
        said = at_once(*(lambda signoff=signoff: signoff.save(force_insert=True) for signoff in signoffs))
        assert any("signoff_once_a_level" in error for error in said), said
        assert SignOff.objects.filter(competency=competency).count() == 1


def test_a_role_play_that_is_thrown_away_and_sent_at_once_is_one_of_both(two, files_here):  # noqa: F811 (the fixture)
    """Sent, it is whole and her voice with it; thrown away, nothing of it is left. Whoever comes second hears so."""
    ana, _bea, agency = two
    first = Practicing(ana, agency)
    for _round in range(ROUNDS // 2):
        voice = _begun(first)
        dropped: list[bool] = []

        def drop(dropped=dropped):
            dropped.append(drop_role_play_draft(actor=ana, step=first.key))

        said = at_once(drop, lambda: send_role_play(actor=ana, place=first.place, step=first.key), drop)
        assert said[0] == said[2] == "" and not RolePlayDraft.objects.exists()
        sent = RolePlay.objects.filter(recording=voice).exists()
        assert (sorted(dropped), bool(said[1])) == (([False, False], False) if sent else ([False, True], True))
        assert Recording.objects.filter(pk=voice.pk).exists() == default_storage.exists(voice.file.name) == sent


def test_a_role_play_kept_anew_and_thrown_away_at_once_leaves_no_voice_behind(two, files_here):  # noqa: F811
    ana, _bea, agency = two
    first = Practicing(ana, agency)
    for _round in range(ROUNDS // 2):
        voice = _begun(first)
        said = Said(text="Without it", without_voice=True)
        told = at_once(
            lambda: drop_role_play_draft(actor=ana, step=first.key),
            lambda said=said: keep_role_play_draft(actor=ana, place=first.place, step=first.key, said=said),
        )
        assert told == ["", ""]
        assert [draft.text for draft in RolePlayDraft.objects.all()] in ([], ["Without it"])
        assert not Recording.objects.exists() and not default_storage.exists(voice.file.name)
        RolePlayDraft.objects.all().delete()


def _begun(first: Practicing) -> Recording:
    """Words and a voice, not sent."""
    name = default_storage.save("voices/one.m4a", ContentFile(b"a voice"))
    voice = Recording.objects.create(file=name, sha256="0" * 64, seconds=2)
    RolePlayDraft.objects.create(
        person=first.enrolment.person, enrolment=first.enrolment, step_key=first.key, text="Hi.", recording=voice
    )
    return voice


days = st.integers(0, 2)
attempts = st.lists(
    st.tuples(days, st.none() | st.integers(0, 1380), st.integers(1, 900), st.booleans()), min_size=1, max_size=8
)


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(attempts=attempts)
def test_the_database_keeps_what_pencil_and_paper_would_keep(ana, bea, agency, attempts):
    """Whatever is tried in whatever order, the table refuses exactly what the rules would refuse."""
    with transaction.atomic():
        for day, start, minutes, then_taken_out in attempts:
            _try(ana, bea, agency, date(2026, 6, 1) + timedelta(days=day), start, minutes, then_taken_out)
        book = [slot_of(entry) for entry in HoursEntry.objects.live()]
        assert not any(rules.overlapping(one, [other for other in book if other.id != one.id]) for one in book)
        assert all(sum(slot.minutes for slot in book if slot.held_on == one.held_on) <= rules.A_DAY for one in book)
        transaction.set_rollback(True)


def _try(ana, bea, agency, day, start, minutes, then_taken_out):
    clock = f"{start // 60:02}:{start % 60:02}" if start is not None else None
    entry = hours_of(ana, bea, agency, held_on=day, start=clock, minutes=minutes)
    book = [slot_of(other) for other in HoursEntry.objects.live()]
    expected = bool(rules.overlapping(slot_of(entry), book)) or rules.over_a_day(slot_of(entry), book)
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
        refused = False
    except DatabaseError:
        refused = True
    assert refused == expected
    if then_taken_out and not refused:
        make_taken_out(entry, ana)
