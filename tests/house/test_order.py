"""A room knows only the rooms before it: in imports, in keys between tables, in migrations."""

import pytest
from django.apps import apps
from django.conf import settings

from tests.house.rooms import imported, rooms, said, sources


def test_the_settings_name_the_rooms_in_the_order_of_pyproject():
    assert tuple(settings.ROOMS) == rooms()


@pytest.mark.parametrize("room", rooms())
def test_a_room_imports_no_higher_room(room):
    higher = set(rooms()[rooms().index(room) + 1 :])
    found = [
        f"{said(path)} imports {module}"
        for path in sources(room, migrations=True)
        for module in imported(path)
        if module.partition(".")[0] in higher
    ]
    assert found == []


@pytest.mark.parametrize("room", rooms())
def test_no_table_of_a_room_points_at_a_higher_room(room):
    """A linter does not see string foreign keys."""
    higher = set(rooms()[rooms().index(room) + 1 :])
    found = [
        f"{model._meta.label}.{field.name} points at {field.related_model._meta.label}"
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation and field.related_model and field.related_model._meta.app_label in higher
    ]
    assert found == []


def test_nothing_outside_the_tests_imports_the_tests_but_the_demo():
    """The demo tells its story with the same factories."""
    found = {
        said(path)
        for path in sources("scripts", *rooms())
        for module in imported(path)
        if module.partition(".")[0] == "tests"
    }
    assert {path for path in found if not path.startswith("lms/demo/")} <= {
        "lms/management/commands/seed_demo.py",
        "lms/management/commands/demo_signins.py",
    }
