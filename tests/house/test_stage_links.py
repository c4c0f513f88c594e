"""The journey is a language, never a score: words and places speak of stages, records of people do not.

What may point at a stage is pinned here: what is taught, a competency, a session's agenda, and what a person writes for
herself. A new line in one of these lists needs a reason that holds for the parent it would be about.
"""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models

from journey.models import Framework, Stage
from ledger.models import Fact
from tests.factories.journey import make_journey
from tests.house.objects import FACTS
from tests.house.rooms import rooms, said, sources, tree
from tests.house.world import World

POINT_AT_A_STAGE = {
    "courses.ModulePage.stages",
    "journey.Reflection.stages",
    "supervision.Competency.stages",
    "supervision.Session.stages",
}
POINT_AT_A_FRAMEWORK = {"journey.Stage.framework"}
# What is taught, as it was released: the module's tags stand in its document, which names no person.
MAY_NAME_A_STAGE = {"courses.EditionText.document"}
# Where code outside the journey speaks of stages: a module's tags, a competency's tags, an agenda, the demo's texts.
SPEAK_OF_STAGES = (
    "courses/actions/adapting.py",
    "courses/actions/writing.py",
    "courses/exporting.py",
    "courses/importing.py",
    "courses/in_step.py",
    "courses/models/pages.py",
    "courses/queries/arriving.py",
    "courses/queries/building.py",
    "courses/queries/export.py",
    "courses/queries/outline.py",
    "courses/rules/difference.py",
    "courses/rules/document.py",
    "lms/bench/",
    "lms/demo/",
    "supervision/actions/framework.py",
    "supervision/actions/session.py",
    "supervision/forms/session.py",
    "supervision/migrations/0002_stages_in_a_group.py",
    "supervision/models/framework.py",
    "supervision/models/session.py",
    "supervision/sentences.py",
    "supervision/views/competency.py",
)
NAMES_A_STAGE = re.compile(r"(^|_)stages?(_|$)")


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in rooms()]


def _pointing_at(target: type[models.Model]) -> set[str]:
    """Every key and every many-to-many of the whole house, string keys and other people's models included."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.is_relation and field.related_model is target
    }


def test_only_words_and_her_own_reflection_point_at_a_stage():
    assert _pointing_at(Stage) == POINT_AT_A_STAGE
    assert _pointing_at(Framework) == POINT_AT_A_FRAMEWORK


def test_the_tables_between_hold_the_two_keys_and_nothing_more():
    """A date, a count or a person there would make a record of a stage."""
    for label in POINT_AT_A_STAGE:
        model, _, name = label.rpartition(".")
        between = apps.get_model(model)._meta.get_field(name).remote_field.through
        assert len(between._meta.concrete_fields) == 3, label


def test_no_fact_points_at_a_stage():
    """An hours entry, a sign-off, an attempt, a certificate: none of them has a key to a stage."""
    for fact in (model for model in _ours() if issubclass(model, Fact)):
        keys = [field for field in [*fact._meta.fields, *fact._meta.many_to_many] if field.is_relation]
        assert not any(key.related_model in (Stage, Framework) for key in keys), fact._meta.label


def test_no_key_of_ours_points_anywhere_it_likes():
    """A generic key could reach a stage without saying so."""
    found = [
        f"{model._meta.label}.{field.name}"
        for model in _ours()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    assert found == []


def test_no_other_column_is_named_after_a_stage():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in _ours()
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if NAMES_A_STAGE.search(field.name)
    }
    assert found == POINT_AT_A_STAGE


def test_code_that_speaks_of_stages_is_where_words_are_made():
    found = {
        said(path)
        for path in sources(*(room for room in rooms() if room != "journey"))
        if any(NAMES_A_STAGE.search(name) for name in _names(tree(path)))
    }
    assert sorted(path for path in found if not path.startswith(SPEAK_OF_STAGES)) == []


def _names(module: ast.Module) -> Iterator[str]:
    """Names, attributes, arguments, and the text constants that could be keys of a JSON column."""
    for node in ast.walk(module):
        for attribute in ("id", "attr", "arg", "name"):
            if isinstance(name := getattr(node, attribute, None), str):
                yield name
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            yield node.value


@pytest.mark.django_db
@pytest.mark.parametrize("label", FACTS)
def test_when_something_happened_no_row_names_a_stage(label):
    """A fact is made with all it stands on; then every column of every table of ours is read."""
    framework = make_journey()
    FACTS[label](World())
    words = {word for stage in framework.stages.all() for word in (stage.key, stage.title)}
    found = {place for place, value in _values() if any(word in value for word in words)}
    assert {place for place in found if not place.startswith("journey.")} <= MAY_NAME_A_STAGE


def _values() -> Iterator[tuple[str, str]]:
    for model in _ours():
        columns = [field.attname for field in model._meta.local_concrete_fields]
        for row in model._base_manager.values_list(*columns):
            for column, value in zip(columns, row, strict=True):
                yield f"{model._meta.label}.{column}", str(value)
