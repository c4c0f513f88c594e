"""Houses, roads and who walks them."""

from __future__ import annotations

from lms.demo.video.drawings.book import LOOKS, named
from lms.demo.video.pen import (
    ACCENT,
    BLUE,
    CARD,
    GOLD,
    GREEN,
    LAMP,
    LINE,
    PLUM,
    ROSE,
    Pen,
    bubble,
    curve,
    heart,
    person,
)  # fmt: skip


def _house(pen: Pen, x: float, y: float, wall: str, roof: str) -> None:
    pen.shape([(x - 86, y - 104), (x, y - 178), (x + 86, y - 104)], roof)
    pen.box(x - 68, y - 110, 136, 114, 4, wall)
    pen.box(x - 46, y - 84, 36, 36, 5, LAMP)
    pen.box(x + 10, y - 70, 34, 74, 5, roof)


@named
def two_houses(pen: Pen) -> None:
    pen.disc(252, 640, 330, "#bcd3c6")
    pen.oval(110, 560, 230, 116, "#a9c6b7")
    _house(pen, 130, 454, CARD, ROSE)
    _house(pen, 378, 432, CARD, BLUE)
    pen.dots(curve((130, 250), (170, 96), (332, 86), (378, 228)), ACCENT, 5, 20)
    pen.disc(256, 128, 46, CARD)
    heart(pen, 256, 126, 56, ROSE)
    pen.stroke(curve((130, 462), (150, 530), (340, 520), (396, 440)), "#efe3cc", 16)


def _walker(pen: Pen, x: float, y: float, size: float, coat: str, skin: str, hair: str) -> None:
    """Somebody walking away from us."""
    pen.box(x - size * 0.13, y - size * 0.34, size * 0.11, size * 0.34, size * 0.05, "#4a4540")
    pen.box(x + size * 0.03, y - size * 0.34, size * 0.11, size * 0.36, size * 0.05, "#4a4540")
    pen.box(x - size * 0.20, y - size * 0.78, size * 0.40, size * 0.54, size * 0.16, coat)
    pen.disc(x, y - size * 0.90, size * 0.135, hair)
    pen.slice(x, y - size * 0.90, size * 0.135, 40, 140, skin)


@named
def walking_beside(pen: Pen) -> None:
    pen.disc(372, 150, 62, "#f3c567")
    pen.oval(110, 420, 300, 150, "#b8cfa6")
    pen.oval(420, 450, 300, 170, "#9fbf9a")
    pen.oval(230, 600, 420, 190, "#86ad8b")
    left = curve((96, 580), (150, 510), (236, 480), (246, 408))
    right = curve((270, 408), (296, 480), (392, 510), (420, 580))
    pen.shape([*left, *right], "#f2e4c8")
    _walker(pen, 204, 506, 188, GREEN, "#e3b48f", "#5b3a26")
    _walker(pen, 296, 506, 176, ROSE, "#8d5a3c", "#2b1d16")


@named
def three_ways(pen: Pen) -> None:
    for x, y in ((64, 72), (180, 216), (64, 372)):
        pen.box(x, y, 258, 124, 34, CARD)
    pen.disc(130, 134, 36, ROSE)
    pen.shape([(119, 115), (119, 153), (152, 134)], CARD)
    for place, tall in enumerate((22, 52, 34, 64, 28, 48, 18)):
        pen.box(220 + place * 26, 278 - tall / 2, 12, tall, 6, BLUE)
    for row, w in enumerate((176, 140, 162)):
        pen.box(104, 408 + row * 24, w, 11, 5, GREEN if row == 1 else "#a8cbbf")
    pen.box(192, 128, 96, 12, 6, LINE)


@named
def the_map(pen: Pen) -> None:
    pen.box(0, 0, 502, 568, 0, "#f6efe3")
    places = {"a": (112, 352), "b": (206, 136), "c": (286, 420), "d": (404, 244), "e": (424, 470)}
    paths = (
        ("a", "b", (90, 250), (130, 170)), ("a", "c", (160, 440), (220, 450)), ("b", "c", (180, 240), (230, 330)), ("b", "d", (290, 90), (380, 140)),
        ("c", "d", (350, 380), (360, 300)), ("d", "e", (450, 320), (450, 400)), ("c", "e", (330, 500), (380, 500)), ("a", "d", (200, 290), (300, 250)),
    )  # fmt: skip
    for start, end, toward, before in paths:
        pen.dots(curve(places[start], toward, before, places[end]), "#cdbfa9", 4.2, 17)
    for key, hue in zip(places, (PLUM, BLUE, GREEN, GOLD, ROSE), strict=True):
        x, y = places[key]
        pen.disc(x, y, 50, "#fffaf2")
        pen.disc(x, y, 37, hue)
    pen.stroke(curve((58, 500), (92, 478), (100, 522), (134, 498)), "#d9ccb7", 5)
    pen.stroke(curve((352, 90), (386, 68), (394, 112), (428, 88)), "#d9ccb7", 5)


@named
def circle_of_people(pen: Pen) -> None:
    pen.disc(251, 350, 232, "#cbe3db")
    for x, y, size, look in (
        (92, 400, 206, 2),
        (410, 400, 206, 3),
        (251, 366, 206, 4),
        (160, 556, 244, 1),
        (344, 556, 244, 6),
    ):
        person(pen, x, y, size, **LOOKS[look])
    bubble(pen, 72, 66, 150, 70, CARD)
    for place in range(3):
        pen.disc(115 + place * 32, 101, 8, ACCENT)
    bubble(pen, 290, 92, 128, 66, ACCENT, tail="right")
    heart(pen, 354, 124, 34, "#f6ebcb")
