"""The bench measures the house as it is, in a world that the house's own guards have let in."""

import shutil
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve

from courses.models import CourseCompletion, ModuleCompletion, StepDone
from ledger.models import Chain
from lms.bench.world import FOUNDATION, make_world, opened_yesterday
from lms.management.commands.bench_world import plan_of
from people.models import Membership
from people.words import Role
from supervision.models import Signature, SignOff

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
import bench

pytestmark = pytest.mark.django_db
MODULES = 6


@pytest.fixture
def few_modules(tmp_path: Path) -> Path:
    """The first modules of the foundation training: nothing here depends on the others."""
    for folder in islice(sorted(path for path in FOUNDATION.iterdir() if path.is_dir()), MODULES):
        shutil.copytree(folder, tmp_path / folder.name)
    return tmp_path


def test_some_have_lived_what_is_measured_and_every_row_answers(
    client: Client, few_modules: Path, settings: Any
) -> None:
    """The others fill the tables. Each row is asked as the bench asks it, by those who may."""
    world = make_world(5, lived=2, training=few_modules)
    assert Membership.objects.filter(agency=world.agency, role=Role.VOLUNTEER).count() == 5
    ana = world.lived[0]
    assert ModuleCompletion.objects.filter(person=ana).count() == 5
    assert not CourseCompletion.objects.exists()
    assert Signature.objects.filter(person=ana).count() == 4
    assert SignOff.objects.filter(person=ana).count() == 3
    assert StepDone.objects.exclude(person__in=world.lived).count() == 3 * MODULES
    assert Chain.objects.filter(key=ana.uuid, length__gte=5 + 5 + 4 + 3).exists()
    opened_yesterday(world)
    settings.ROOT_URLCONF = "lms.bench.urls"
    rows = bench.asks(plan_of(world))
    assert list(rows) == ["ceiling", "lesson", "event", bench.BATCHED, "home", "public", "roster"]
    assert set(bench.GOALS) == set(rows) - {"ceiling", bench.BATCHED}
    for number, row in enumerate(rows.values()):
        method, path, body, headers = row.make(number)
        answer = client.generic(method, path, body or b"", headers.pop("Content-Type", ""), headers=headers)
        assert answer.status_code in row.ok
        if path.endswith("/events/"):
            told = [event["outcome"] for event in answer.json()["events"]]
            assert len(told) == bench.BATCH and set(told) <= {"kept", "done"}


def test_it_makes_its_world_in_an_empty_database_only(ana: object) -> None:
    with pytest.raises(ValueError, match="empty database"):
        make_world(1)


def test_the_command_and_the_ceiling_are_not_there_under_the_real_settings(tmp_path: object) -> None:
    with pytest.raises(CommandError, match=r"lms\.bench\.settings"):
        call_command("bench_world", "--to", f"{tmp_path}/plan.json")
    with pytest.raises((Resolver404, NoReverseMatch)):
        resolve("/bench/ceiling/x/")
