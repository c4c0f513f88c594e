"""What every template keeps: it compiles, carries no inline script or style, and says nothing that cannot be translated."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import DebugLexer, Token, TokenType

from tests.house.rooms import ROOT, rooms, said

TEMPLATES = sorted(
    path
    for folder in [ROOT / "templates", *(ROOT / room / "templates" for room in rooms())]
    for path in folder.rglob("*")
    if path.suffix in {".html", ".txt", ".xml"}
)
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "aria-description", "label", "summary"}
# Inputs of components that people read.
SHOWN = {
    "about", "alt", "caption", "eyebrow", "heading", "help", "hint", "label", "label_heading", "lead", "legend", "message",
    "submit_label", "summary", "text", "title", "value_heading", "words",
}  # fmt: skip
LETTERS = re.compile(r"[^\W\d_]{2,}")
# Names that are the same in every language.
NAMES = re.compile(r"\b(?:Been There|QR|PDF|CSV|XLSX|MB|KB|VTT|SRT|Markdown|https?|doctype|html|en|es)\b")
COURT_WORDS = re.compile(r"\b(?:verdicts?|evidence|void(?:ed)?|overdue|lapsed|failed|non-?compliant)\b", re.IGNORECASE)
OPEN_BLOCKS = ("blocktranslate", "blocktrans")


def _tokens(path: Path) -> list[Token]:
    return DebugLexer(path.read_text()).tokenize()


def _without_code(path: Path) -> str:
    """The template with its tags gone: what is translated or computed leaves a blank, our own words stay."""
    kept, translating, commented, classes = [], False, False, False
    for token in _tokens(path):
        word, _, rest = token.contents.partition(" ") if token.token_type == TokenType.BLOCK else ("", "", "")
        if word in OPEN_BLOCKS:
            translating = True
        elif word in {f"end{name}" for name in OPEN_BLOCKS}:
            translating = False
        elif word == "comment":
            commented = True
        elif word == "endcomment":
            commented = False
        elif word in ("block", "endblock"):
            classes = word == "block" and rest.endswith(("_class", "_url"))
        elif token.token_type == TokenType.TEXT and not translating and not commented and not classes:
            kept.append(token.contents)
            continue
        kept.append("" if token.token_type == TokenType.TEXT else " ")
    return "".join(kept)


class _Words(HTMLParser):
    """Collects what a person would read: text, and the attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code += tag in ("script", "style")
        self.found += [value for name, value in attrs if name in READ_ALOUD and value and tag not in ("script", "meta")]

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.found.append(data)


def _bare_words(path: Path) -> Iterator[str]:
    text = _without_code(path)
    if path.suffix == ".html":
        words = _Words()
        words.feed(text)
        words.close()
        found = words.found
    else:
        found = [text]
    for piece in found:
        if LETTERS.search(NAMES.sub("", piece)):
            yield " ".join(piece.split())


def _bare_inputs(path: Path) -> Iterator[str]:
    for token in _tokens(path):
        if token.token_type == TokenType.BLOCK and token.split_contents()[0] in ("component", "componentblock"):
            for part in token.split_contents()[2:]:
                name, _, value = part.partition("=")
                if name in SHOWN and re.match(r"""["'].*["']$""", value) and LETTERS.search(NAMES.sub("", value)):
                    yield part


def _msgids(path: Path) -> Iterator[str]:
    """What a template says, in English: the words inside its translate tags."""
    inside: list[str] | None = None
    for token in _tokens(path):
        word = token.contents.split(" ")[0] if token.token_type == TokenType.BLOCK else ""
        if word in OPEN_BLOCKS:
            inside = []
        elif inside is not None and word.startswith("endblocktrans"):
            yield "".join(inside)
            inside = None
        elif inside is not None and token.token_type == TokenType.TEXT:
            inside.append(token.contents)
        elif token.token_type in (TokenType.BLOCK, TokenType.VAR):
            yield from re.findall(r"""(?:translate |trans |_\()["']([^"']+)["']""", token.contents)


@pytest.mark.parametrize("path", TEMPLATES, ids=said)
def test_it_compiles(path):
    engines["django"].from_string(path.read_text())


@pytest.mark.parametrize("path", PAGES, ids=said)
def test_it_has_no_inline_script_or_style(path):
    text = path.read_text()
    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text, re.IGNORECASE)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or 'type="application/json"' in script, script


@pytest.mark.parametrize("path", TEMPLATES, ids=said)
def test_it_trusts_nothing_that_was_not_cleaned(path):
    assert not re.search(r"\|\s*safe\b|\{%\s*autoescape off", path.read_text()) or path.suffix == ".txt"


@pytest.mark.parametrize("path", TEMPLATES, ids=said)
def test_every_word_of_it_can_be_translated(path):
    assert [*_bare_words(path), *_bare_inputs(path)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=said)
def test_it_uses_no_court_words(path):
    assert [words for words in _msgids(path) if COURT_WORDS.search(words)] == []


def test_the_words_check_sees_bare_words(tmp_path):
    """The check itself can say no."""
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}<p title="Your hours">{% translate "Fine" %} not fine {{ name }}</p>'
        '{% component "button" label="Save" kind="plain" %}{% blocktranslate %}Overdue since{% endblocktranslate %}'
    )
    assert list(_bare_words(page)) == ["Your hours", "not fine"]
    assert list(_bare_inputs(page)) == ['label="Save"']
    assert [words for words in _msgids(page) if COURT_WORDS.search(words)] == ["Overdue since"]
