"""The drawings of the orientation video, one function each: warm, plain, and of nobody in particular."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

from PIL import Image, ImageFont

from lms.demo.video.pen import (
    ACCENT,
    ACCENT_SOFT,
    BLUE,
    BLUE_SOFT,
    CARD,
    DARK_WOOD,
    GOLD,
    GOLD_SOFT,
    GREEN,
    INK,
    LAMP,
    LINE,
    NIGHT,
    PAPER,
    PLUM,
    PLUM_SOFT,
    ROSE,
    ROSE_SOFT,
    WARM,
    WARM_SOFT,
    WOOD,
    Pen,
    bubble,
    curve,
    heart,
    person,
)  # fmt: skip
from lms.demo.video.script import HERE

Drawing = Callable[[int, int], Image.Image]
BY_NAME: dict[str, Drawing] = {}
LOOKS = (
    {"coat": GREEN, "skin": "#e3b48f", "hair": "#5b3a26", "style": "long"},
    {"coat": ROSE, "skin": "#8d5a3c", "hair": "#2b1d16", "style": "curls"},
    {"coat": BLUE, "skin": "#f0cba8", "hair": "#b9b2a8", "style": "bun"},
    {"coat": GOLD, "skin": "#c58c62", "hair": "#2f2621", "style": "beard"},
    {"coat": PLUM, "skin": "#d9a47a", "hair": "#3c5a63", "style": "scarf"},
    {"coat": WARM, "skin": "#6f4630", "hair": "#241a15", "style": "short"},
    {"coat": "#56747a", "skin": "#f2d3b5", "hair": "#a5603a", "style": "short"},
)


def named(draw: Callable[[Pen], None]) -> Callable[[Pen], None]:
    """Put a drawing into the book under its own name; its ground colour is set with `on`."""

    def finished(width: int, height: int) -> Image.Image:
        pen = Pen(width, height, GROUNDS.get(draw.__name__, WARM_SOFT))
        draw(pen)
        return pen.picture()

    BY_NAME[draw.__name__] = finished
    return draw


GROUNDS = {
    "night_window": NIGHT, "two_talking": ACCENT_SOFT, "two_houses": BLUE_SOFT, "three_gifts": WARM_SOFT, "walking_beside": GOLD_SOFT, "envelope": ROSE_SOFT,
    "phone_at_night": NIGHT, "three_ways": ACCENT_SOFT, "the_map": PAPER, "round_table": WARM_SOFT, "the_list": BLUE_SOFT, "open_door": PLUM_SOFT,
    "circle_of_people": ACCENT_SOFT, "helpline": ACCENT, "kitchen_table": WARM_SOFT, "third_chair": WARM_SOFT,
}  # fmt: skip


def _mug(pen: Pen, x: float, y: float, coat: str, *, handle: int = 1) -> None:
    """A mug standing on y, with steam."""
    pen.ring(x + handle * 34, y - 32, 19, coat, 9)
    pen.box(x - 34, y - 66, 68, 66, 16, coat)
    pen.oval(x, y - 62, 29, 8, "#5a3b2a")
    for shift in (-12, 12):
        pen.stroke(
            curve((x + shift, y - 86), (x + shift - 16, y - 108), (x + shift + 16, y - 122), (x + shift, y - 146)),
            "#fffaf2",
            6,
        )


def _table(pen: Pen, y: float) -> None:
    pen.box(44, y, 414, 34, 17, WOOD)
    pen.box(92, y + 30, 20, 150, 8, DARK_WOOD)
    pen.box(390, y + 30, 20, 150, 8, DARK_WOOD)


def _lamp(pen: Pen, x: float, foot: float) -> None:
    pen.shape([(x - 52, 138), (x + 52, 138), (x + 205, foot), (x - 205, foot)], "#fff1d6")
    pen.box(x - 3, -10, 6, 84, 3, INK)
    pen.slice(x, 138, 66, 180, 360, ACCENT)
    pen.disc(x, 138, 17, LAMP)


def _chair(pen: Pen, x: float, y: float, coat: str) -> None:
    """The back of a chair behind the table."""
    pen.box(x - 48, y - 128, 96, 134, 28, coat)
    for bar in (-22, 0, 22):
        pen.box(x + bar - 4, y - 100, 8, 110, 4, "#fbe9d4")


@named
def kitchen_table(pen: Pen) -> None:
    _lamp(pen, 251, 388)
    _chair(pen, 106, 388, "#d8a67c")
    _chair(pen, 396, 388, "#d8a67c")
    _table(pen, 386)
    _mug(pen, 204, 386, ROSE, handle=-1)
    _mug(pen, 298, 386, GREEN)


@named
def third_chair(pen: Pen) -> None:
    _lamp(pen, 251, 388)
    for x in (112, 251, 390):
        _chair(pen, x, 388, "#d8a67c" if x != 251 else "#c9874f")
    _table(pen, 386)
    for x, coat in ((112, ROSE), (251, GOLD), (390, GREEN)):
        _mug(pen, x, 386, coat)


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


@named
def three_gifts(pen: Pen) -> None:
    for y, ground in ((64, CARD), (222, CARD), (380, CARD)):
        pen.box(78, y, 346, 126, 34, ground)
    bubble(pen, 116, 96, 78, 54, ACCENT)
    heart(pen, 156, 284, 70, ROSE)
    pen.box(150, 404, 10, 84, 5, DARK_WOOD)
    pen.shape([(118, 412), (184, 412), (202, 427), (184, 442), (118, 442)], GOLD)
    pen.shape([(196, 448), (134, 448), (116, 462), (134, 476), (196, 476)], BLUE)
    for y, widths in ((64, (150, 96)), (222, (116, 158)), (380, (138, 120))):
        for row, width in enumerate(widths):
            pen.box(232, y + 40 + row * 30, width, 13, 6, LINE)


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
def envelope(pen: Pen) -> None:
    pen.box(88, 176, 326, 232, 22, CARD)
    pen.shape([(88, 398), (251, 286), (414, 398), (400, 408), (102, 408)], "#f7eee4")
    pen.shape([(90, 188), (412, 188), (251, 318)], "#efe0d2")
    pen.shape([(104, 178), (398, 178), (251, 296)], CARD)
    pen.disc(251, 300, 44, ROSE)
    heart(pen, 251, 298, 44, "#f9e9ea")
    pen.stroke(curve((86, 476), (180, 440), (320, 512), (416, 470)), "#e0b3b8", 7)


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
def the_list(pen: Pen) -> None:
    pen.box(86, 66, 330, 440, 30, CARD)
    pen.box(122, 104, 168, 17, 8, INK)
    for row, (done, width) in enumerate(((True, 176), (True, 136), (True, 190), (False, 150), (False, 120))):
        y = 176 + row * 68
        if done:
            pen.disc(143, y, 20, ACCENT)
            pen.stroke([(134, y), (141, y + 8), (154, y - 8)], CARD, 5)
        else:
            pen.ring(143, y, 20, "#d3c6b3", 4)
        pen.box(186, y - 7, width, 14, 7, LINE if done else "#cbbda8")
    pen.box(186, 396, 96, 24, 12, WARM_SOFT)
    pen.box(200, 405, 68, 7, 3, WARM)


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


@named
def helpline(pen: Pen) -> None:
    number = ImageFont.truetype(str(HERE / "fonts" / "Fraunces-heading.ttf"), 176 * pen.fine)
    word = ImageFont.truetype(str(HERE / "fonts" / "AtkinsonHyperlegibleNext-strong.ttf"), 32 * pen.fine)
    pen.disc(251, 284, 236, "#266a5d")
    pen.disc(251, 284, 196, "#2f776a")
    for text, font, y in (("988", number, 252), ("call or text", word, 372)):
        pen.ink.text((251 * pen.fine, y * pen.fine), text, font=font, fill="#fdfaf4", anchor="mm")
    heart(pen, 251, 142, 44, "#f0b48a")
    pen.box(176, 414, 150, 6, 3, "#8fd3c0")
