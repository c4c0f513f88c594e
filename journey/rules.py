"""How the map is drawn: places with many ways between them, no first one and no end. Numbers of a drawing, of nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import cos, pi, sin
from textwrap import wrap
from unicodedata import combining, normalize


@dataclass(frozen=True)
class Spot:
    """Where something lies on the map."""

    x: int
    y: int


@dataclass(frozen=True)
class Way:
    """A bent line between two places; or, without an `other`, from a place out of the map."""

    one: Spot
    bend: Spot
    to: Spot
    other: Spot | None = None

    @property
    def line(self) -> str:
        """SVG path data."""
        return f"M{self.one.x} {self.one.y}Q{self.bend.x} {self.bend.y} {self.to.x} {self.to.y}"


@dataclass(frozen=True)
class Drawing:
    """A map: its size, a spot for each place, and the ways."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    ways: tuple[Way, ...]


# Five places are drawn by hand, so that they look like land. (from, to) → the bend; (from, None) → the bend and the edge.
Bends = dict[tuple[int, int | None], tuple[int, ...]]
WIDE, TALL = (960, 470), (360, 770)
WIDE_FIVE = (Spot(125, 135), Spot(325, 325), Spot(490, 108), Spot(665, 330), Spot(832, 122))
WIDE_BENDS: Bends = {
    (0, 1): (270, 150), (0, 2): (300, 95), (0, 4): (478, -80), (1, 2): (360, 140), (1, 3): (495, 255),
    (2, 3): (630, 125), (2, 4): (664, 88), (3, 4): (690, 150),
    (0, None): (60, 110, -10, 70), (1, None): (215, 350, 148, 482), (2, None): (560, 60, 640, -150),
    (3, None): (790, 340, 862, 482), (4, None): (910, 110, 970, 60),
}  # fmt: skip
TALL_FIVE = (Spot(95, 75), Spot(262, 190), Spot(95, 345), Spot(265, 470), Spot(100, 625))
TALL_BENDS: Bends = {
    (0, 1): (215, 75), (0, 2): (-60, 210), (0, 3): (170, 300), (1, 2): (170, 230), (1, 3): (420, 330),
    (1, 4): (170, 420), (2, 3): (180, 400), (2, 4): (-60, 490), (3, 4): (180, 520),
    (0, None): (-60, 60, -400, 90), (1, None): (420, 120, 760, 190), (2, None): (-80, 370, -400, 470),
    (3, None): (480, 440, 760, 480), (4, None): (190, 640, 250, 790),
}  # fmt: skip


def wide(places: int) -> Drawing:
    """The map for a wide page."""
    return _by_hand(WIDE, WIDE_FIVE, WIDE_BENDS) if places == 5 else _on_an_oval(places, *WIDE)


def tall(places: int) -> Drawing:
    """The map for a phone: an arrangement of its own, downwards."""
    return _by_hand(TALL, TALL_FIVE, TALL_BENDS) if places == 5 else _staggered(places, TALL[0])


def _by_hand(size: tuple[int, int], spots: tuple[Spot, ...], bends: Bends) -> Drawing:
    ways = tuple(
        Way(spots[one], Spot(*bend[:2]), spots[other], spots[other])
        if other is not None
        else Way(spots[one], Spot(*bend[:2]), Spot(*bend[2:]))
        for (one, other), bend in bends.items()
    )
    return Drawing(*size, spots, ways)


def _on_an_oval(places: int, width: int, height: int) -> Drawing:
    turns = [2 * pi * number / max(places, 1) + 0.4 for number in range(places)]
    spots = [
        Spot(round(width / 2 * (1 + 0.74 * cos(turn))), round(height * (0.42 + 0.28 * sin(turn)))) for turn in turns
    ]
    return Drawing(width, height, tuple(spots), _between_all(spots))


def _staggered(places: int, width: int) -> Drawing:
    spots = [Spot(265 if number % 2 else 95, 75 + 135 * number) for number in range(places)]
    return Drawing(width, 135 * places + 95, tuple(spots), _between_all(spots))


def _between_all(spots: Iterable[Spot]) -> tuple[Way, ...]:
    """From every place to every other, each way bent to its own side."""
    ways = []
    for number, (one, other) in enumerate(combinations(spots, 2)):
        swing = (0.16, -0.13, 0.1, -0.18)[number % 4]
        middle = ((one.x + other.x) / 2, (one.y + other.y) / 2)
        bend = Spot(round(middle[0] - (other.y - one.y) * swing), round(middle[1] + (other.x - one.x) * swing))
        ways.append(Way(one, bend, other, other))
    return tuple(ways)


def sorted_as(name: str) -> str:
    """Where a name stands among others, capitals and accents left aside."""
    return "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))


def lines_of(title: str, width: int) -> tuple[str, ...]:
    """A title in as few lines of about `width` characters as it needs, broken where they come out most alike."""
    words = title.split()
    wanted = len(wrap(title, width, break_long_words=False, break_on_hyphens=False))
    cuts = ((0, *cut, len(words)) for cut in combinations(range(1, len(words)), max(wanted - 1, 0)))
    broken = (tuple(" ".join(words[start:end]) for start, end in pairwise(cut)) for cut in cuts)
    return min(broken, key=lambda lines: sum(len(line) ** 2 for line in lines))
