"""The screens speak Spanish: no string of today is left in English, what is compiled is what is written, and one English sentence has
one Spanish one."""

import gettext
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.messages import catalogs, collect, compile_catalog
from tests.house.rooms import ROOT, rooms

CATALOGS = catalogs(ROOT)
needs_gettext = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in ("xgettext", "msgmerge", "msgattrib", "msgfmt")),
    reason="gettext is not installed here: the catalogs are not compared (.ci/run installs it)",
)


def _compiled(path: Path) -> dict[object, str]:
    """What Django finds in a compiled catalog: by message, or by message and number."""
    catalog = gettext.GNUTranslations(io.BytesIO(path.read_bytes()))
    return {message: text for message, text in catalog._catalog.items() if message}  # type: ignore[attr-defined]


def _name(catalog: Path) -> str:
    return str(catalog.relative_to(ROOT))


def test_there_is_a_catalog_for_the_templates_and_for_every_room():
    assert len(CATALOGS) == 9


@needs_gettext
@pytest.mark.parametrize("catalog", CATALOGS, ids=_name)
def test_what_is_compiled_is_what_is_written(catalog: Path, tmp_path: Path):
    compile_catalog(catalog, tmp_path / "django.mo")
    assert _compiled(catalog.with_suffix(".mo")) == _compiled(tmp_path / "django.mo"), "type: make messages"


def test_one_english_sentence_has_one_spanish_one():
    """Django lays all catalogs over each other: a sentence written twice would win by chance."""
    first: dict[object, str] = {}
    for catalog in CATALOGS:
        for message, text in _compiled(catalog.with_suffix(".mo")).items():
            assert first.setdefault(message, text) == text, f"{_name(catalog)}: {message}"


# Names, signs and words that are the same in both languages.
THE_SAME = {
    "Been There", "Total", "Audio", "Video", "Alaska (Anchorage)", "audio", "video", "no", "Hmong", "Navajo",
    "%(minutes)d min", "%(hours)d h %(minutes)d min",
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")


@needs_gettext
def test_every_string_of_today_is_translated(tmp_path: Path):
    """The strings of the house as it is now are looked for anew; beside the house, not in it."""
    shutil.copy(ROOT / "manage.py", tmp_path)
    for part in [*rooms(), "templates", "locale"]:
        # Byte code comes and goes while other tests begin.
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    collect(tmp_path)
    left = [line for catalog in catalogs(tmp_path) for kind in LEFT for line in _left(catalog, kind)]
    assert not left, "\n".join(["type: make messages, and translate what is new", *left])


LEFT = ("--untranslated", "--only-fuzzy")


def _left(catalog: Path, kind: str) -> list[str]:
    """Where a string stands that is left, and how it begins."""
    command = ["msgattrib", kind, "--no-obsolete", "--no-wrap", str(catalog)]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line for line in found.splitlines() if line.startswith(("msgid ", "#:")) and line != 'msgid ""']


@pytest.mark.parametrize("catalog", CATALOGS, ids=_name)
def test_no_string_stays_english_and_none_loses_what_is_filled_in(catalog: Path):
    for message, text in _compiled(catalog.with_suffix(".mo")).items():
        english, form = message if isinstance(message, tuple) else (message, 0)
        english = str(english).rpartition("\x04")[2]
        is_word = re.search(r"[A-Za-z]{2}", PLACEHOLDER.sub("", english))
        assert text != english or not is_word or english in THE_SAME, f"{_name(catalog)}: {english}"
        if not form:  # of several, the second may name a number that "one" leaves out
            assert _filled(text) == _filled(english), f"{_name(catalog)}: {english}"


def _filled(sentence: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(sentence)))
