"""A question put together once gives, for each value, what the queryset would give."""

from datetime import date
from uuid import UUID

import pytest

from ledger import clock
from ledger.prepared import Prepared, Several
from people.models import Membership, Person

pytestmark = pytest.mark.django_db


def _held(person: int, day: date):
    return Membership.objects.filter(person=person, starts_on__lte=day).select_related("agency").order_by("pk")


def test_it_answers_as_the_queryset_does_for_one_value_after_the_other(ana: Person, bea: Person) -> None:
    held = Prepared(_held, int, date)
    for person in (ana, bea, ana):
        for day in (date(2000, 1, 1), date(2100, 1, 1)):
            assert held(person.pk, day) == list(_held(person.pk, day))
    assert [one.agency for one in held(ana.pk, date(2100, 1, 1))] == [
        one.agency for one in _held(ana.pk, date(2100, 1, 1))
    ]


def test_rows_of_a_union_are_read_as_their_columns_are(ana: Person, bea: Person) -> None:
    def both(first: UUID, other: UUID):
        one, two = (Person.objects.filter(uuid=uuid).order_by().values_list("uuid", "email") for uuid in (first, other))
        return one.union(two, all=True)

    asked = Prepared(both, UUID, UUID)
    assert sorted(asked(ana.uuid, bea.uuid)) == sorted([(ana.uuid, ana.email), (bea.uuid, bea.email)])
    assert asked(ana.uuid, UUID(int=0)) == [(ana.uuid, ana.email)]


@pytest.mark.parametrize("many", [0, 1, 2, 3, 4])
def test_a_place_for_several_takes_as_many_as_there_are(ana: Person, bea: Person, many: int) -> None:
    """Some are fewer than the place holds, four are more; nobody is found twice, and nobody who was not asked for."""
    asked = Prepared(
        lambda day, uuids: Person.objects.filter(date_joined__date__lte=day, uuid__in=uuids), date, Several(UUID, 3)
    )
    uuids = [ana.uuid, UUID(int=1), UUID(int=2), bea.uuid][:many]
    found = [ana, bea] if many == 4 else [ana] if many else []
    for values in (uuids, list(reversed(uuids)), set(uuids)):
        assert sorted(asked(date(2100, 1, 1), values), key=lambda one: one.pk) == found


def test_what_changed_in_the_meantime_is_seen(ana: Person) -> None:
    active = Prepared(lambda person: Person.objects.filter(pk=person, is_active=True), int)
    assert active(ana.pk) == [ana]
    Person.objects.filter(pk=ana.pk).update(is_active=False)
    assert active(ana.pk) == []


def test_a_value_that_stands_nowhere_is_a_mistake(ana: Person) -> None:
    with pytest.raises(ValueError, match="does not stand"):
        Prepared(lambda person: Person.objects.all(), int)(ana.pk)


def test_a_question_that_asks_for_the_time_is_a_mistake(ana: Person) -> None:
    """It would go on asking for the day on which the process began."""
    with pytest.raises(ValueError, match="one of its values"):
        Prepared(lambda person: Person.objects.filter(pk=person, date_joined__lte=clock.now()), int)(ana.pk)
