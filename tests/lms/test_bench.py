"""The bench measures the house as it is, in a world that the house's own guards have let in."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve

from courses.models import CourseCompletion, ModuleCompletion, StepDone
from ledger.models import Chain
from lms.bench.world import make_world, opened_yesterday
from people.models import Membership
from people.words import Role
from supervision.models import Signature, SignOff

pytestmark = pytest.mark.django_db


def test_some_have_lived_what_is_measured_and_the_others_fill_the_tables(client: Client) -> None:
    world = make_world(5, lived=2)
    assert Membership.objects.filter(agency=world.agency, role=Role.VOLUNTEER).count() == 5
    ana = world.lived[0]
    assert ModuleCompletion.objects.filter(person=ana).count() == 5
    assert not CourseCompletion.objects.exists()
    assert Signature.objects.filter(person=ana).count() == 4
    assert SignOff.objects.filter(person=ana).count() == 3
    assert StepDone.objects.exclude(person__in=world.lived).count() == 3 * 6
    assert Chain.objects.filter(key=ana.uuid, length__gte=5 + 5 + 4 + 3).exists()
    opened_yesterday(world)
    client.force_login(ana)
    module, lesson = world.lesson
    assert client.get(f"/learn/foundation/{module}/{lesson}/").status_code == 200
    film, film_lesson, step = world.film
    told = client.post(
        f"/learn/foundation/{film}/{film_lesson}/played/{step}/",
        {"position": 3, "seq": 1, "intervals": [[0, 3]]},
        content_type="application/json",
    )
    assert told.json() == {"kept": True, "done": False}
    assert client.get(world.public).status_code == 200


def test_it_makes_its_world_in_an_empty_database_only(ana: object) -> None:
    with pytest.raises(ValueError, match="empty database"):
        make_world(1)


def test_the_command_and_the_ceiling_are_not_there_under_the_real_settings(tmp_path: object) -> None:
    with pytest.raises(CommandError, match=r"lms\.bench\.settings"):
        call_command("bench_world", "--to", f"{tmp_path}/plan.json")
    with pytest.raises((Resolver404, NoReverseMatch)):
        resolve("/bench/ceiling/x/")
