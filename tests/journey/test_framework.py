"""A framework is read from its writers' files."""

from pathlib import Path

import pytest
from django.utils import translation

from journey.actions import load_framework
from journey.models import Framework, Stage

FOLDER = Path(__file__).parents[2] / "lms" / "demo" / "content" / "journey"

pytestmark = pytest.mark.django_db


def test_the_framework_comes_with_its_author_and_five_places():
    framework = load_framework(FOLDER)
    assert (framework.key, framework.author) == ("parent-journey", "Patricia Miles")
    assert "Patricia Miles" in framework.attribution
    assert framework.stages.count() == 5
    stage = Stage.objects.get(key="part-of-a-system")
    assert stage.title == "Recognizing that you’re part of a system"
    assert stage.also_known_as == ["Recognize that you’re now part of a system"]
    assert len(stage.tasks) == 5
    assert stage.text.startswith("A parent looks up")


def test_loading_again_keeps_the_rows_and_takes_the_new_words(tmp_path):
    first = load_framework(FOLDER)
    before = dict(Stage.objects.values_list("key", "pk"))
    for path in FOLDER.glob("*.md"):
        (tmp_path / path.name).write_text(path.read_text().replace("A parent looks up", "A parent stops"))
    # A translation beside its English file is no stage, and does not take its place.
    spanish = (FOLDER / "stage-part-of-a-system.md").read_text().replace("A parent looks up", "Una madre")
    (tmp_path / "stage-part-of-a-system.es.md").write_text(spanish)
    again = load_framework(tmp_path)
    assert (again.pk, dict(Stage.objects.values_list("key", "pk"))) == (first.pk, before)
    assert Stage.objects.get(key="part-of-a-system").text.startswith("A parent stops")
    assert (Framework.objects.count(), Stage.objects.count()) == (1, 5)


def test_a_file_in_spanish_beside_it_says_the_same_in_spanish_and_the_author_stays(tmp_path):
    framework = load_framework(FOLDER)
    stage = Stage.objects.get(key="part-of-a-system")
    with translation.override("es"):
        assert (framework.name, framework.author) == ("El camino de madres y padres", "Patricia Miles")
        assert "Patricia Miles" in framework.credit
        assert stage.name == str(stage) == "Reconocer que usted es parte de un sistema"
        assert stage.original_title == "Recognizing that you’re part of a system"
        assert stage.other_names and stage.original_title not in stage.other_names
        assert len(stage.to_do) == 5 and set(stage.to_do).isdisjoint(stage.tasks)
    with translation.override("en"):
        assert (stage.name, stage.original_title) == (stage.title, "")
        assert stage.other_names == ["Recognize that you’re now part of a system"]
    for path in (path for path in FOLDER.glob("*.md") if "." not in path.stem):
        (tmp_path / path.name).write_text(path.read_text())
    load_framework(tmp_path)
    with translation.override("es"):
        assert Stage.objects.get(key="part-of-a-system").name == "Recognizing that you’re part of a system"
