"""A question put together once gives, for each value, what the queryset would give."""

from contextlib import nullcontext
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from ledger import clock
from ledger.prepared import Prepared, PreparedChange, PreparedRows, Several
from people.models import Draft, Membership, Person

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


def test_a_change_is_made_where_it_was_asked_for_and_nowhere_else(ana: Person, bea: Person) -> None:
    left = PreparedChange(
        lambda held, day: (Membership.objects.filter(pk=held, ends_on=None), {"ends_on": day}), int, date
    )
    hers, others = ana.memberships.get(), bea.memberships.get()
    ends = hers.starts_on + timedelta(days=400)
    assert left(hers.pk, ends) == 1 and left(hers.pk, ends + timedelta(days=1)) == 0
    assert (ana.memberships.get().ends_on, bea.memberships.get().ends_on) == (ends, None)
    assert left(others.pk, ends + timedelta(days=1)) == 1


def test_a_list_goes_into_json_as_the_field_would_put_it(ana: Person) -> None:
    at = Draft.objects.create(person=ana, form="/a/", hand=UUID(int=7), seq=1)
    kept = PreparedChange(lambda pk, said: (Draft.objects.filter(pk=pk), {"typed": said}), int, list)
    for said in ([["a", "é"]], [["a", "b"], [], [7]]):
        assert kept(at.pk, said) == 1
        at.refresh_from_db()
        assert at.typed == said and Draft.objects.filter(typed__0__0="a").count() == 1


@pytest.mark.parametrize("many", [0, 1, 3, 16, 35])
def test_rows_are_written_as_the_model_would_write_them(ana: Person, many: int, django_assert_num_queries) -> None:
    written = PreparedRows(Draft, "uuid", "person", "form", "hand", "seq", "typed", "changed_at", "sent_at")
    now = clock.now()
    rows = [(uuid4(), ana.pk, "/ä/", uuid4(), n, {"a": ["é", n]}, now, None) for n in range(many)]
    with django_assert_num_queries(-(-many // PreparedRows.AT_ONCE)):
        written(rows)
    columns = ("uuid", "person", "form", "hand", "seq", "typed", "changed_at", "sent_at")
    assert list(Draft.objects.order_by("seq").values_list(*columns)) == rows


def test_the_database_refuses_a_row_that_is_there_already(ana: Person) -> None:
    written = PreparedRows(Draft, "uuid", "person", "form", "hand", "seq", "typed", "changed_at")
    row = (uuid4(), ana.pk, "/a/", UUID(int=7), 1, {}, clock.now())
    for rows in ([row, row], [row]):
        with pytest.raises(IntegrityError) if len(rows) == 2 else nullcontext(), transaction.atomic():
            written(rows)
    assert Draft.objects.count() == 1
