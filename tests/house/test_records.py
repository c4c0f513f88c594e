"""How records are kept: keys that protect, no hidden writing, one clock."""

import ast

from django.apps import apps
from django.db import models
from wagtail.models import Page

from tests.house.rooms import ROOT, calls, imported, rooms, said, sources, tree

# What a publisher may throw away takes along what is only a part of it.
PARTS_OF_A_FILE = {
    "cms.Caption.media",
    "cms.MediaWork.media",
    "cms.Rendition.image",
    "cms.Sound.media",
    "cms.Stream.media",
    "cms.Transcript.media",
}
# Around migrations, at the start of a worker, and when allauth has set up a second step (the session is marked, no record):
# no business.
MAY_HEAR_SIGNALS = {"ledger/apps.py", "lms/celery.py", "people/apps.py"}


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in rooms()]


def _brought_along(model: type[models.Model], field: models.Field) -> bool:
    """Declared by a base that is not ours (Wagtail's pages, images, documents)."""
    theirs = [base for base in model.__mro__[1:] if base.__module__.partition(".")[0] not in rooms()]
    return any(
        field.name in {known.name for known in base._meta.get_fields()} for base in theirs if hasattr(base, "_meta")
    )


def test_every_key_between_our_tables_protects():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in _ours()
        for field in model._meta.local_fields
        if field.is_relation
        and field.related_model._meta.app_label in rooms()
        and field.remote_field.on_delete is not models.PROTECT
        and not _brought_along(model, field)
    }
    assert found <= PARTS_OF_A_FILE


def test_no_fact_points_at_a_page():
    """A page may be edited, unpublished or deleted without touching anybody's record."""
    from ledger.queries import fact_models

    found = [
        f"{fact._meta.label}.{field.name}"
        for fact in fact_models()
        for field in fact._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, Page)
    ]
    assert found == []


def test_no_record_links_a_person_to_a_stage():
    """The journey is a language, never a score: only words and places carry stages, and her own reflections."""
    may = {"journey.Reflection", "supervision.Competency", "supervision.Session"}
    stage = apps.get_model("journey", "Stage")
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model is stage:
                found.add(model._meta.auto_created._meta.label if model._meta.auto_created else model._meta.label)
    assert found - {"courses.ModulePage"} <= may


def test_no_model_overrides_save_or_delete():
    found = [
        f"{model._meta.label} ({base.__name__}.{name})"
        for model in _ours()
        for base in model.__mro__
        if base.__module__.partition(".")[0] in rooms()
        for name in ("save", "delete", "save_base", "asave", "adelete")
        if name in vars(base)
    ]
    assert found == []


def test_no_business_hangs_on_a_signal():
    found = {
        said(path)
        for path in sources()
        for module in imported(path)
        if ".signals" in module or module.endswith("dispatch.receiver")
    }
    assert found <= MAY_HEAR_SIGNALS


def test_only_the_demo_and_the_tests_pretend_another_time():
    found = {
        said(path)
        for path in sources("scripts", *rooms())
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and node.attr == "pretend")
        or (isinstance(node, ast.alias) and node.name == "pretend")
    }
    assert {path for path in found if not path.startswith("lms/demo/")} <= {"lms/management/commands/seed_demo.py"}


def test_the_time_is_asked_of_the_one_clock():
    found = [
        f"{said(path)}:{call.lineno}"
        for path in sources()
        if said(path) != "ledger/clock.py"
        for call in calls(path, "now", "today", "utcnow", "localdate", "localtime")
        if not _of_the_house(call)
    ]
    assert found == []


def _of_the_house(call: ast.Call) -> bool:
    """`clock.now()`, `clock.today(zone)`, `agency.today()`: not `timezone.now()`, `date.today()`, `datetime.now()`."""
    if not isinstance(call.func, ast.Attribute):
        return False
    owner = call.func.value
    return getattr(owner, "id", getattr(owner, "attr", "")) not in {"timezone", "date", "datetime", "time"}


def test_no_test_asks_for_a_database_that_flushes():
    """Facts refuse a flush, and it would take Wagtail's root page along: `fresh_database` is there instead."""
    words = ("transactional" + "_db", "live" + "_server", "transaction" + "=True", "Transaction" + "TestCase")
    found = [f"{said(path)}: {word}" for path in sources("tests") for word in words if word in path.read_text()]
    assert found == []


def test_there_is_no_place_named_for_nothing():
    nothing = {"utils", "helpers", "common", "core", "misc", "services", "managers"}
    found = [
        path.relative_to(ROOT).as_posix()
        for room in rooms()
        for path in (ROOT / room).rglob("*")
        if path.stem in nothing and "__pycache__" not in path.parts
    ]
    assert found == []
