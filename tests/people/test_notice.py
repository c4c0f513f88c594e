from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.template import engines

from ledger import clock, jobs
from ledger.models import Job
from people.actions import notify
from people.models import Agency, Notice, Person
from people.words import PersonState


@pytest.fixture(autouse=True)
def a_sentence() -> Iterator[None]:
    """A kind of notice only these tests know."""
    loaders, loader = engines["django"].engine.template_loaders, _loader()
    loaders.insert(0, loader)
    yield
    loaders.remove(loader)


def _loader() -> object:
    from django.template.loaders.locmem import Loader

    return Loader(
        engines["django"].engine,
        {"notices/people-test.txt": "{{ thing }} waits for you."},
    )


def _notify(person: Person, agency: Agency, **extra: object) -> Notice:
    return notify(
        person=person,
        agency=agency,
        kind="people-test",
        key="test:1",
        about={"thing": "A page"},
        **extra,
    )


def test_a_notice_is_left_once_a_key_and_mailed_once(ana: Person, agency: Agency) -> None:
    first, second = _notify(ana, agency), _notify(ana, agency)
    assert first == second
    assert jobs.sweep() == 1
    assert jobs.sweep() == 0
    assert [letter.to for letter in mail.outbox] == [["ana.reyes@example.org"]]
    assert "A page waits for you." in mail.outbox[0].body
    assert "Hello Ana," in mail.outbox[0].body


def test_the_subject_names_neither_role_nor_topic(ana: Person, agency: Agency) -> None:
    _notify(ana, agency)
    jobs.sweep()
    assert mail.outbox[0].subject == "There is something new for you on Been There"


def test_a_notice_for_later_is_not_mailed_before(ana: Person, agency: Agency) -> None:
    later = clock.now() + timedelta(days=3)
    _notify(ana, agency, show_from=later)
    assert jobs.sweep() == 0
    with clock.pretend(later):
        assert jobs.sweep() == 1
    assert len(mail.outbox) == 1


def test_a_death_silences_all_mail(ana: Person, agency: Agency) -> None:
    _notify(ana, agency)
    Person.objects.filter(pk=ana.pk).update(state=PersonState.DIED)
    jobs.sweep()
    assert mail.outbox == []
    assert Job.objects.get().done_at


def test_what_was_read_on_the_screen_is_not_mailed(ana: Person, agency: Agency) -> None:
    notice = _notify(ana, agency)
    Notice.objects.filter(pk=notice.pk).update(read_at=clock.now())
    jobs.sweep()
    assert mail.outbox == []
