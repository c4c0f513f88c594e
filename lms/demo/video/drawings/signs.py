"""Things that stand for something: gifts, a letter, a list, a line to call."""

from __future__ import annotations

from PIL import ImageFont

from lms.demo.video.drawings.book import named
from lms.demo.video.pen import (
    ACCENT,
    BLUE,
    CARD,
    DARK_WOOD,
    GOLD,
    INK,
    LINE,
    ROSE,
    WARM,
    WARM_SOFT,
    Pen,
    bubble,
    curve,
    heart,
)  # fmt: skip
from lms.demo.video.script import HERE


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
def helpline(pen: Pen) -> None:
    number = ImageFont.truetype(str(HERE / "fonts" / "Fraunces-heading.ttf"), 176 * pen.fine)
    word = ImageFont.truetype(str(HERE / "fonts" / "AtkinsonHyperlegibleNext-strong.ttf"), 32 * pen.fine)
    pen.disc(251, 284, 236, "#266a5d")
    pen.disc(251, 284, 196, "#2f776a")
    for text, font, y in (("988", number, 252), ("call or text", word, 372)):
        pen.ink.text((251 * pen.fine, y * pen.fine), text, font=font, fill="#fdfaf4", anchor="mm")
    heart(pen, 251, 142, 44, "#f0b48a")
    pen.box(176, 414, 150, 6, 3, "#8fd3c0")
