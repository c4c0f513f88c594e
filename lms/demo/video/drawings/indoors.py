"""At a kitchen table, by a lamp, on the phone."""

from __future__ import annotations

from math import cos, radians, sin

from lms.demo.video.drawings.book import LOOKS, named
from lms.demo.video.drawings.things import chair, lamp, mug, table
from lms.demo.video.pen import (
    ACCENT,
    ACCENT_SOFT,
    CARD,
    DARK_WOOD,
    GOLD,
    GREEN,
    LAMP,
    LINE,
    NIGHT,
    PAPER,
    PLUM,
    ROSE,
    ROSE_SOFT,
    WARM,
    WOOD,
    Pen,
    bubble,
    curve,
    heart,
    person,
)  # fmt: skip


@named
def kitchen_table(pen: Pen) -> None:
    lamp(pen, 251, 388)
    chair(pen, 106, 388, "#d8a67c")
    chair(pen, 396, 388, "#d8a67c")
    table(pen, 386)
    mug(pen, 204, 386, ROSE, handle=-1)
    mug(pen, 298, 386, GREEN)


@named
def third_chair(pen: Pen) -> None:
    lamp(pen, 251, 388)
    for x in (112, 251, 390):
        chair(pen, x, 388, "#d8a67c" if x != 251 else "#c9874f")
    table(pen, 386)
    for x, coat in ((112, ROSE), (251, GOLD), (390, GREEN)):
        mug(pen, x, 386, coat)


@named
def night_window(pen: Pen) -> None:
    for x, y, r in (
        (70, 80, 2.4),
        (140, 150, 1.8),
        (210, 60, 2.2),
        (310, 110, 1.6),
        (90, 230, 1.8),
        (452, 210, 2.2),
        (250, 190, 1.5),
        (356, 42, 1.8),
        (42, 160, 1.5),
    ):
        pen.disc(x, y, r, "#cdd8e4")
    pen.disc(394, 104, 44, "#f3e6c4")
    pen.disc(374, 92, 40, NIGHT)
    pen.oval(120, 560, 260, 110, "#1f2d3e")
    pen.oval(420, 575, 260, 120, "#1b2736")
    pen.shape([(96, 330), (251, 212), (406, 330)], "#141d29")
    pen.box(318, 226, 34, 74, 4, "#141d29")
    pen.box(122, 322, 258, 190, 6, "#1a2533")
    for x, y in ((152, 352), (152, 430), (302, 430)):
        pen.box(x, y, 48, 48, 6, "#26364a")
    pen.box(232, 424, 44, 88, 6, "#121a25")
    pen.disc(326, 376, 58, "#3a4350")
    pen.disc(326, 376, 44, "#57564c")
    pen.box(298, 348, 56, 56, 6, LAMP)
    pen.slice(326, 404, 17, 180, 360, "#8a5a34")
    pen.disc(326, 381, 9, "#8a5a34")
    pen.box(323, 348, 5, 56, 0, "#c79a5a")


@named
def two_talking(pen: Pen) -> None:
    bubble(pen, 62, 92, 238, 112, CARD)
    for y, w in ((128, 168), (160, 112)):
        pen.box(96, y, w, 12, 6, LINE)
    bubble(pen, 262, 218, 174, 92, ACCENT, tail="right")
    heart(pen, 349, 266, 54, "#f6ebcb")
    person(pen, 146, 572, 300, **LOOKS[0])
    person(pen, 362, 572, 300, **LOOKS[5])


@named
def phone_at_night(pen: Pen) -> None:
    for x, y, r in ((60, 70, 2.2), (118, 196, 1.8), (448, 250, 2.0), (420, 360, 1.6), (52, 330, 1.8), (80, 460, 2)):
        pen.disc(x, y, r, "#cdd8e4")
    pen.disc(414, 104, 36, "#f3e6c4")
    pen.disc(398, 94, 33, NIGHT)
    pen.disc(250, 300, 216, "#2e4157")
    pen.box(146, 74, 210, 424, 36, "#10161f")
    pen.box(158, 88, 186, 396, 26, PAPER)
    pen.box(176, 118, 150, 106, 18, GREEN)
    pen.disc(251, 171, 31, "#fdfaf4")
    pen.shape([(242, 155), (242, 187), (269, 171)], GREEN)
    for y, w in ((250, 150), (276, 128), (302, 142)):
        pen.box(176, y, w, 11, 5, LINE)
    pen.box(176, 344, 150, 46, 23, ACCENT)
    pen.box(208, 361, 86, 11, 5, "#cfe6df")
    pen.box(176, 412, 62, 11, 5, LINE)


@named
def round_table(pen: Pen) -> None:
    pen.disc(251, 284, 214, "#f6d9c2")
    for number, look in enumerate(LOOKS):
        turn = radians(-90 + number * 360 / len(LOOKS))
        x, y = 251 + 170 * cos(turn), 284 + 170 * sin(turn)
        pen.disc(x, y, 43, look["coat"])
        pen.disc(x - 6 * cos(turn), y - 6 * sin(turn), 25, look["hair"])
    pen.disc(251, 284, 110, WOOD)
    pen.disc(251, 284, 98, "#c99a6d")
    for x, y, coat in ((226, 252, CARD), (292, 272, ROSE_SOFT), (238, 318, ACCENT_SOFT)):
        pen.disc(x, y, 15, coat)
        pen.disc(x, y, 10, "#5a3b2a")
    pen.box(258, 300, 40, 28, 4, PAPER)


@named
def open_door(pen: Pen) -> None:
    pen.box(0, 470, 502, 100, 0, "#cfc3de")
    pen.box(150, 96, 204, 378, 10, "#8a7bb0")
    pen.box(166, 112, 172, 362, 6, LAMP)
    pen.shape([(166, 474), (338, 474), (424, 568), (104, 568)], "#f3e2b9")
    pen.box(204, 330, 96, 12, 6, WOOD)
    pen.box(214, 340, 9, 72, 4, DARK_WOOD)
    pen.box(281, 340, 9, 72, 4, DARK_WOOD)
    pen.box(240, 298, 26, 34, 7, ROSE)
    pen.ring(268, 314, 9, ROSE, 5)
    pen.shape([(166, 112), (76, 150), (76, 532), (166, 474)], PLUM)
    pen.shape([(150, 136), (96, 160), (96, 300), (150, 290)], "#7b6ba5")
    pen.shape([(150, 312), (96, 324), (96, 490), (150, 456)], "#7b6ba5")
    pen.disc(90, 316, 8, GOLD)
    pen.oval(400, 474, 44, 12, "#b9abcf")
    pen.box(376, 410, 48, 62, 14, WARM)
    for x, tip in ((384, 330), (400, 306), (416, 336)):
        pen.stroke(curve((400, 414), (400, 380), (x, 370), (x + (x - 400) * 1.6, tip)), GREEN, 9)
