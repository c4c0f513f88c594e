"""The Spanish of the foundation training and the journey: beside each English file, the same page in other words.

Needs no Django: it reads the files, and says in words what a translator should change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lms.test_foundation_content import CONTENT, Source, parse, words

SPANISH = sorted([*CONTENT.glob("foundation/*/*.es.md"), *CONTENT.glob("journey/*.es.md")])
# GLOSSARY.es.md: no word for a match that sounds like a romance, no “(a)”, “o/a”, “@” or “x” for a person's gender.
NOT_OURS = re.compile(
    r"\bemparej\w*|\w+[oa]s?/[oa]s?\b|\w+\([oa]s?\)|\w*@\w*|\b(?:tod|otr|un|niñ|voluntari)xs?\b", re.IGNORECASE
)
TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
# What no translation changes: the names by which the program knows a page, and the author.
SAME = ("slug", "minutes", "stages", "key", "number", "author", "non_linear")
# What a directive calls a thing, and no reader sees.
NAMES = ("kind", "name", "leads_to")
ENGLISH_WORDS = frozenset(
    TOKEN.findall(
        "the and of to you is that it with for was are your they this not what have but who from their she his her be at "
        "we will can would when how there which or if do does don’t it’s i’m my them were had so than then"
    )
)
FAMILIAR = frozenset(TOKEN.findall("tú tu tus tuyo tuya contigo vosotros vuestro vuestra"))
JOURNEY = [path for path in SPANISH if path.match("0[4-8]-*/0*") or path.name.startswith("stage-")]
LADDER = re.compile(
    r"\b(?:(?:siguiente|próxima|anterior|primera|última|actual) etapa|"
    r"etapa (?:\d|uno|dos|tres|cuatro|cinco|siguiente|anterior|actual|final)|"
    r"(?:subir|llegar|pasar|avanzar) a (?:la|otra) etapa|progresos?)\b",
    re.IGNORECASE,
)
OUTLINE = re.compile(r"^(#+ |- |\d+\. |> )")
LINK = re.compile(r"\]\(([^)\s]+)\)|(https?://\S+)")
CALLED = re.compile(r"(?<![\d-])(?:\d{3}-)?\d{3}(?:-\d{4})?(?![\d-])")


def english_of(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".es.md") + ".md")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# What the author calls the places of her journey, in her words: a Spanish page may quote them.
TITLES = sorted(
    (
        title
        for path in CONTENT.glob("journey/stage-*.md")
        if "." not in path.stem
        for front in [parse(read(path)).front]
        for title in [front["title"], *front["also_known_as"]]
    ),
    key=len,
    reverse=True,
)


def texts(value: Any) -> Iterator[str]:
    """Every text a reader sees in front matter or a directive; names and kinds are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in {*SAME, *NAMES}:
                yield from texts(item)


def shown(source: Source) -> list[str]:
    """All texts of a page, a paragraph each: front matter, prose, directives."""
    found = [*texts(source.front), source.prose]
    for directive in source.directives:
        found += [value for name, value in directive.attributes.items() if name != "key"]
        found += texts(directive.data) if directive.data is not None else [directive.body]
    return [part for text in found for part in re.split(r"\n\s*\n", text) if part.strip()]


def outline(prose: str) -> list[str]:
    """The bones of a page: headings with their depth, items of lists, quotes, paragraphs."""
    found = []
    before = ""
    for line in prose.splitlines():
        mark = OUTLINE.match(line)
        if mark:
            found.append(re.sub(r"\d+", "1", mark.group()).strip())
        elif line.strip() and not before.strip():
            found.append("paragraph")
        before = line
    return found


def shape(value: Any, key: str = "") -> Any:
    """Keys, lengths, kinds and right answers; of a text only its outline."""
    if isinstance(value, dict):
        return {name: shape(item, str(name)) for name, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return value if key in NAMES or not isinstance(value, str) else outline(value)


def links(text: str) -> list[str]:
    return [inner or bare for inner, bare in LINK.findall(text)]


def tokens(text: str) -> list[str]:
    return [token.lower() for token in TOKEN.findall(text)]


def english_share(text: str) -> float:
    """How much of a text is English, by its smallest words; the author's own titles are left out."""
    for title in TITLES:
        text = text.replace(title, "")
    found = tokens(text)
    return sum(token in ENGLISH_WORDS for token in found) / max(len(found), 8)


def mirror_problems(english: str, spanish: str) -> list[str]:
    """Everything a translator should change, in words; an empty list when nothing is."""
    before, after = parse(english), parse(spanish)
    found = _front_problems(before.front, after.front)
    if outline(before.prose) != outline(after.prose):
        found.append(f"outline: {outline(after.prose)} for {outline(before.prose)}")
    found += _directive_problems(before, after)
    if links(english) != links(spanish):
        found.append("links differ")
    found += _number_problems(before, after, spanish)
    ratio = words(spanish) / words(english)
    if not 0.8 <= ratio <= 1.6:
        found.append(f"{ratio:.2f} times the words of the English; 0.8 to 1.6 are expected")
    return found + _language_problems(before, after)


def _front_problems(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    if before.keys() != after.keys():
        return [f"front matter: {sorted(before.keys() ^ after.keys())} on one side only"]
    found = [f"front matter: {key} is not the same" for key in SAME if before.get(key) != after.get(key)]
    # The author's own title stands first among the other names of a stage.
    own = [before["title"]] if "also_known_as" in before else []
    names = after.get("also_known_as", [])
    if names[:1] != own or len(names) - len(own) != len(before.get("also_known_as", [])):
        found.append("front matter: also_known_as is the author’s title and a translation of each other form")
    if shape(before.get("tasks")) != shape(after.get("tasks")):
        found.append("front matter: tasks are not as many")
    if shape(before.get("another_way")) != shape(after.get("another_way")):
        found.append("front matter: another_way has another outline")
    if "Patricia Miles" in before.get("attribution", "") and "Patricia Miles" not in after["attribution"]:
        found.append("front matter: the author is not named")
    return found


def _directive_problems(before: Source, after: Source) -> list[str]:
    names = [directive.name for directive in before.directives], [directive.name for directive in after.directives]
    if names[0] != names[1]:
        return [f"directives: {names[1]} for {names[0]}"]
    found = []
    for number, (old, new) in enumerate(zip(before.directives, after.directives, strict=True), 1):
        where = f"directive {number} ({old.name})"
        if old.attributes.keys() != new.attributes.keys() or old.attributes.get("key") != new.attributes.get("key"):
            found.append(f"{where}: attributes differ")
        if shape(old.data) != shape(new.data):
            found.append(f"{where}: keys, kinds, right answers or numbers of items differ")
        if outline(old.body) != outline(new.body) and old.data is None:
            found.append(f"{where}: outline differs")
    return found


def _number_problems(before: Source, after: Source, spanish: str) -> list[str]:
    """Numbers to call stay, and 988 says how it answers in Spanish."""
    numbers = [set(CALLED.findall(" ".join(shown(source)))) for source in (before, after)]
    found = [f"{number} is missing" for number in sorted(numbers[0] - numbers[1])]
    if "988" in numbers[1] and "oprima 2" not in spanish:
        found.append("988 stands without “oprima 2”")
    return found


def _language_problems(before: Source, after: Source) -> list[str]:
    found = []
    was = set(shown(before)) - set(TITLES)
    for text in shown(after):
        start = f"“{text[:50]}…”"
        if text in was and len(tokens(text)) > 2:
            found.append(f"{start} is as in English")
        if english_share(text) > 0.12:
            found.append(f"{start} has English in it")
        if FAMILIAR & set(tokens(text)):
            found.append(f"{start} does not say “usted”: {sorted(FAMILIAR & set(tokens(text)))}")
        if NOT_OURS.search(text):
            found.append(f"{start} has a form that the glossary does not use: {NOT_OURS.findall(text)}")
        if text.count("¿") != text.count("?") or text.count("¡") != text.count("!"):
            found.append(f"{start} opens a question or an exclamation that it does not close, or the other way")
    return found


@pytest.mark.parametrize("path", SPANISH, ids=lambda path: f"{path.parent.name}/{path.name.removesuffix('.es.md')}")
def test_a_spanish_page_mirrors_its_english_one(path: Path) -> None:
    assert mirror_problems(read(english_of(path)), read(path)) == []


@pytest.mark.parametrize("path", JOURNEY, ids=lambda path: path.name.removesuffix(".es.md"))
def test_no_spanish_text_about_a_stage_makes_a_ladder_of_the_journey(path: Path) -> None:
    assert LADDER.findall(parse(read(path)).prose) == []
    assert path.name.startswith("stage-") or "Patricia Miles" in parse(read(path)).prose


def test_each_english_page_has_its_spanish_one_and_each_spanish_page_its_english_one() -> None:
    pages = [*CONTENT.glob("foundation/*/*.md"), *CONTENT.glob("journey/*.md")]
    english = {path for path in pages if "." not in path.stem}
    assert {english_of(path) for path in SPANISH} == english
    assert len(english) > 40


ENGLISH = """\
---
title: A lesson
slug: a-lesson
minutes: 5
content_note: This lesson speaks of grief.
another_way: |
  You can read this instead of it.

  ## When they are there

  Listen.
---

## When you call

The phone is in your hand, and they are waiting for it. Call 988 at any hour.

- One thing that you can do
- [Another thing](/help/)

:::callout heading="One thing to keep"
You are not here to have the answers.
:::

:::check
intro: Try it as often as you like.
questions:
  - ask: What is it that helps first?
    kind: single
    choices:
      - {text: To listen to them., right: true, because: It is what they came for.}
      - {text: To hang up., right: false, because: They would be alone with it.}
:::
"""
TRANSLATED = """\
---
title: Una lección
slug: a-lesson
minutes: 5
content_note: Esta lección habla del duelo.
another_way: |
  En vez de la lección, puede leer esto.

  ## Cuando hay alguien

  Escuche.
---

## Cuando usted llama

Tiene el teléfono en la mano y del otro lado hay alguien que espera. Llame al 988 y oprima 2 a cualquier hora.

- Una cosa que puede hacer
- [Otra cosa](/help/)

:::callout heading="Para llevarse consigo"
Usted no está aquí para tener las respuestas.
:::

:::check
intro: Pruebe cuantas veces quiera.
questions:
  - ask: ¿Qué ayuda primero?
    kind: single
    choices:
      - {text: Escuchar con calma., right: true, because: Para eso llamó la otra persona.}
      - {text: Colgar el teléfono., right: false, because: La otra persona se quedaría sola con eso.}
:::
"""


def test_a_good_translation_has_no_problems() -> None:
    assert mirror_problems(ENGLISH, TRANSLATED) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("content_note: Esta lección habla del duelo.\n", "", "['content_note'] on one side only"),
        ("  ## Cuando hay alguien\n\n", "", "another_way has another outline"),
        ("En vez de la lección, puede leer esto.", "You can read this instead.", "has English in it"),
        ("minutes: 5", "minutes: 6", "minutes is not the same"),
        ("slug: a-lesson", "slug: una-leccion", "slug is not the same"),
        ("## Cuando", "### Cuando", "outline"),
        ("- Una cosa que puede hacer\n", "", "outline"),
        ("(/help/)", "(/ayuda/)", "links differ"),
        ("al 988 y oprima 2", "al 988", "988 stands without"),
        ("al 988 y oprima 2", "a alguien", "988 is missing"),
        ("kind: single", "kind: multiple", "right answers"),
        ("right: true", "right: false", "right answers"),
        (":::callout", ":::reflection", "directives"),
        ("Usted no está aquí para tener las respuestas.", "You are not here to have the answers.", "is as in English"),
        ("¿Qué ayuda primero?", "What is it that would be of help to them?", "has English in it"),
        ("¿Qué ayuda", "Qué ayuda", "opens a question"),
        ("alguien que espera", "un voluntario/a que espera", "a form that the glossary does not use"),
        ("Pruebe cuantas", "Con tus palabras, pruebe cuantas", "does not say “usted”"),
        ("Tiene el teléfono en la mano", "Tiene " + "el teléfono en la mano " * 20, "times the words"),
    ],
)
def test_a_translation_that_differs_is_told_where(old: str, new: str, said: str) -> None:
    assert old in TRANSLATED
    assert any(said in problem for problem in mirror_problems(ENGLISH, TRANSLATED.replace(old, new, 1)))
