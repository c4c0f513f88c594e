"""What stands in many of the drawings: mugs, tables, lamps, chairs."""

from __future__ import annotations

from lms.demo.video.pen import (
    ACCENT,
    DARK_WOOD,
    INK,
    LAMP,
    WOOD,
    Pen,
    curve,
)  # fmt: skip


def mug(pen: Pen, x: float, y: float, coat: str, *, handle: int = 1) -> None:
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


def table(pen: Pen, y: float) -> None:
    pen.box(44, y, 414, 34, 17, WOOD)
    pen.box(92, y + 30, 20, 150, 8, DARK_WOOD)
    pen.box(390, y + 30, 20, 150, 8, DARK_WOOD)


def lamp(pen: Pen, x: float, foot: float) -> None:
    pen.shape([(x - 52, 138), (x + 52, 138), (x + 205, foot), (x - 205, foot)], "#fff1d6")
    pen.box(x - 3, -10, 6, 84, 3, INK)
    pen.slice(x, 138, 66, 180, 360, ACCENT)
    pen.disc(x, 138, 17, LAMP)


def chair(pen: Pen, x: float, y: float, coat: str) -> None:
    """The back of a chair behind the table."""
    pen.box(x - 48, y - 128, 96, 134, 28, coat)
    for bar in (-22, 0, 22):
        pen.box(x + bar - 4, y - 100, 8, 110, 4, "#fbe9d4")
