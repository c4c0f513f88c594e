"""How the map is drawn: places with many paths between them, no first one and no end. Numbers of a drawing, of nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin
from textwrap import wrap

# How far a path between two places swings out, as a share of its length. Paths take these in turn.
SWINGS = (0.16, -0.13, 0.1, -0.18)


@dataclass(frozen=True)
class Spot:
    """Where a place lies on the map."""

    x: int
    y: int


@dataclass(frozen=True)
class Drawing:
    """A map: its size, a spot for each place, and the paths (SVG path data)."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    paths: tuple[str, ...]


# By hand for five, so that it looks like land and not like a diagram.
WIDE_FIVE = (Spot(160, 120), Spot(395, 285), Spot(560, 95), Spot(745, 300), Spot(915, 125))
TALL_FIVE = (Spot(98, 70), Spot(258, 195), Spot(98, 335), Spot(262, 465), Spot(110, 600))


def wide(places: int) -> Drawing:
    """The map for a wide page."""
    spots = WIDE_FIVE if places == 5 else tuple(_on_an_oval(places, 1060, 420))
    return Drawing(1060, 420, spots, _paths(spots))


def tall(places: int) -> Drawing:
    """The map for a phone: the same land, arranged downwards."""
    height = 140 * places + 20
    spots = TALL_FIVE if places == 5 else tuple(Spot(98 if n % 2 else 262, 70 + 135 * n) for n in range(places))
    return Drawing(360, height, spots, _paths(spots))


def _on_an_oval(places: int, width: int, height: int) -> Iterator[Spot]:
    for number in range(places):
        turn = 2 * pi * number / places + 0.4
        yield Spot(round(width / 2 * (1 + 0.76 * cos(turn))), round(height * (0.42 + 0.28 * sin(turn))))


def _paths(spots: tuple[Spot, ...]) -> tuple[str, ...]:
    """From every place to every other."""
    pairs = combinations(spots, 2)
    return tuple(_path(one, other, SWINGS[number % len(SWINGS)]) for number, (one, other) in enumerate(pairs))


def _path(one: Spot, other: Spot, swing: float) -> str:
    """A curve that leaves the straight line by a share of its length."""
    across, down = other.x - one.x, other.y - one.y
    middle_x, middle_y = (one.x + other.x) / 2, (one.y + other.y) / 2
    bend_x, bend_y = middle_x - down * swing, middle_y + across * swing
    return f"M{one.x} {one.y}Q{bend_x:.0f} {bend_y:.0f} {other.x} {other.y}"


def lines_of(title: str, width: int) -> tuple[str, ...]:
    """A title broken into lines of about the same length, at most `width` characters where its words allow."""
    lines = wrap(title, width, break_long_words=False, break_on_hyphens=False)
    for narrower in range(width - 1, 0, -1):
        tried = wrap(title, narrower, break_long_words=False, break_on_hyphens=False)
        if len(tried) > len(lines):
            break
        lines = tried
    return tuple(lines)
