"""Every pair of colours that meet on a page is read from tokens.css and measured, by day and by night."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()
GROUNDS = ["paper", "card", "sunk", "accent-soft", "warm-soft"]
STAGES = [f"stage-{number}" for number in range(1, 6)]

# Words: 4.5:1. (ink, ground)
WORDS = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "accent", "warm") for ground in GROUNDS],
    *[("accent-deep", ground) for ground in GROUNDS],
    *[(ink, f"{stage}-soft") for stage in STAGES for ink in ("ink", "ink-soft")],
    ("accent-ink", "accent"),
    ("accent-ink", "accent-deep"),
    ("film-ink", "film"),
]
# Edges of things to press or fill in, marks that carry meaning, the ring of focus: 3:1. (mark, ground)
MARKS = [
    *[(mark, ground) for mark in ("edge", "focus", "accent", "warm") for ground in GROUNDS],
    *[(stage, ground) for stage in STAGES for ground in ("paper", "card", f"{stage}-soft")],
    ("card", "accent"),
]


def colour(name: str, night: bool) -> str:
    """The six-digit colour of a token, by day or by night."""
    found = re.search(rf"--{name}: (?:light-dark\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\)|(#[0-9a-f]{{6}}));", TOKENS)
    assert found, f"tokens.css has no plain colour named --{name}"
    day, dark, always = found.groups()
    return str(always or (dark if night else day))


def luminance(code: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 (black) to 1 (white)."""
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(pairs: list[tuple[str, str]], least: float) -> list[str]:
    return [
        f"{mark} on {ground} by {'night' if night else 'day'}: {measured:.2f}"
        for mark, ground in pairs
        for night in (False, True)
        if (measured := contrast(colour(mark, night), colour(ground, night))) < least
    ]


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_all_words_can_be_read() -> None:
    assert too_faint(WORDS, 4.5) == []


def test_all_edges_and_marks_can_be_seen() -> None:
    assert too_faint(MARKS, 3) == []


def test_colours_stand_in_the_tokens_only() -> None:
    strays = {
        path.relative_to(CSS).as_posix(): found
        for path in CSS.rglob("*.css")
        if path.name != "tokens.css"
        and (found := re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[\s;,)])|\b(?:rgb|hsl|oklch)a?\(", path.read_text()))
    }
    assert strays == {}


def test_every_token_that_is_used_is_defined() -> None:
    """A misspelt token is silent in a browser. `--hue` and `--hue-soft` are set by the classes stage-1 to stage-5."""
    defined = set(re.findall(r"(--[\w-]+):", TOKENS)) | {"--hue", "--hue-soft"}
    used = {token for path in CSS.rglob("*.css") for token in re.findall(r"var\((--[\w-]+)", path.read_text())}
    pictures = (CSS.parent / "img" / "pictures.svg").read_text()
    assert used | set(re.findall(r"var\((--[\w-]+)", pictures)) <= defined
