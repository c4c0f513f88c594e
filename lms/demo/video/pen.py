"""A pen for simple, soft shapes, drawn larger than shown so that every edge is smooth."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, radians, sin

from PIL import Image, ImageDraw

PAPER, CARD, SUNK, LINE = "#fbf7f0", "#ffffff", "#f3ece1", "#e4dacb"
INK, SOFT_INK = "#2b2621", "#5f574d"
ACCENT, ACCENT_SOFT, WARM, WARM_SOFT = "#1d5c50", "#dfeee9", "#c26a36", "#fbe6d6"
PLUM, BLUE, GREEN, GOLD, ROSE = "#6a5a92", "#3f6a94", "#2f7a6b", "#c79a2e", "#a04e5c"
PLUM_SOFT, BLUE_SOFT, GOLD_SOFT, ROSE_SOFT = "#e6e0f0", "#dde8f1", "#f6ebcb", "#f5dfe1"
WOOD, DARK_WOOD, NIGHT, LAMP = "#b98a5e", "#8f6540", "#26364a", "#ffdf9e"

Point = tuple[float, float]


class Pen:
    """Draws on a sheet of the given size; `fine` is how many real dots one point of the sheet has."""

    def __init__(self, width: int, height: int, ground: str, fine: int = 3) -> None:
        self.fine = fine
        self.size = (width, height)
        self.sheet = Image.new("RGB", (width * fine, height * fine), ground)
        self.ink = ImageDraw.Draw(self.sheet)

    def picture(self) -> Image.Image:
        return self.sheet.resize(self.size, Image.Resampling.LANCZOS)

    def _box(self, *values: float) -> list[float]:
        return [value * self.fine for value in values]

    def disc(self, x: float, y: float, r: float, fill: str) -> None:
        self.ink.ellipse(self._box(x - r, y - r, x + r, y + r), fill=fill)

    def ring(self, x: float, y: float, r: float, line: str, width: float, fill: str | None = None) -> None:
        self.ink.ellipse(self._box(x - r, y - r, x + r, y + r), fill=fill, outline=line, width=round(width * self.fine))

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        self.ink.ellipse(self._box(x - rx, y - ry, x + rx, y + ry), fill=fill)

    def box(
        self, x: float, y: float, w: float, h: float, r: float, fill: str, line: str | None = None, width: float = 0
    ) -> None:
        self.ink.rounded_rectangle(
            self._box(x, y, x + w, y + h), radius=r * self.fine, fill=fill, outline=line, width=round(width * self.fine)
        )

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self.ink.polygon([(x * self.fine, y * self.fine) for x, y in points], fill=fill)

    def slice(self, x: float, y: float, r: float, start: float, end: float, fill: str) -> None:
        """A piece of a disc; degrees run clockwise from three o'clock."""
        self.ink.chord(self._box(x - r, y - r, x + r, y + r), start, end, fill=fill)

    def stroke(self, points: Sequence[Point], line: str, width: float) -> None:
        """A line with round ends through the points."""
        for (x1, y1), (x2, y2) in pairwise(points):
            steps = max(1, int(hypot(x2 - x1, y2 - y1) * self.fine / 2))
            for step in range(steps + 1):
                share = step / steps
                self.disc(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, width / 2, line)

    def dots(self, points: Sequence[Point], line: str, r: float, apart: float) -> None:
        """A dotted path along the points."""
        left = 0.0
        for (x1, y1), (x2, y2) in pairwise(points):
            length = hypot(x2 - x1, y2 - y1)
            while left <= length and length:
                self.disc(x1 + (x2 - x1) * left / length, y1 + (y2 - y1) * left / length, r, line)
                left += apart
            left -= length

    def arc(self, x: float, y: float, r: float, start: float, end: float, line: str, width: float) -> None:
        points = [
            (x + r * cos(radians(start + (end - start) * i / 60)), y + r * sin(radians(start + (end - start) * i / 60)))
            for i in range(61)
        ]
        self.stroke(points, line, width)


def curve(a: Point, b: Point, c: Point, d: Point, steps: int = 48) -> list[Point]:
    """A smooth line from a to d, drawn toward b and c."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        shares = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        points.append(
            (
                sum(s * p[0] for s, p in zip(shares, (a, b, c, d), strict=True)),
                sum(s * p[1] for s, p in zip(shares, (a, b, c, d), strict=True)),
            )
        )
    return points


def heart(pen: Pen, x: float, y: float, size: float, fill: str) -> None:
    """A plain heart, its tip at the bottom."""
    turns = [radians(step * 3) for step in range(120)]
    points = [(16 * sin(t) ** 3, -(13 * cos(t) - 5 * cos(2 * t) - 2 * cos(3 * t) - cos(4 * t))) for t in turns]
    pen.shape([(x + across * size / 32, y + down * size / 32) for across, down in points], fill)


def person(pen: Pen, x: float, y: float, size: float, *, coat: str, skin: str, hair: str, style: str = "short") -> None:
    """Head and shoulders, seen from the front; y is where the shoulders end."""
    r, neck = size * 0.21, y - size * 0.50
    if style == "long":
        pen.box(x - r * 1.12, neck - r * 1.15, r * 2.24, size * 0.52, r * 1.1, hair)
    if style == "scarf":
        pen.box(x - r * 1.22, neck - r * 1.25, r * 2.44, size * 0.55, r * 1.22, hair)
    pen.box(x - r * 0.42, neck + r * 0.4, r * 0.84, size * 0.28, r * 0.3, skin)
    pen.slice(x, y, size * 0.37, 180, 360, coat)
    pen.box(x - size * 0.37, y - 1, size * 0.74, size, 0, coat)
    pen.disc(x, neck, r, skin)
    if style == "bun":
        pen.disc(x, neck - r * 1.22, r * 0.46, hair)
    if style == "curls":
        for turn in range(0, 181, 30):
            pen.disc(x - r * 0.92 * cos(radians(turn)), neck - r * 0.30 - r * 0.72 * sin(radians(turn)), r * 0.42, hair)
    elif style != "bald":
        pen.slice(x, neck - r * 0.06, r * 1.08, 195, 345, hair)
    if style == "beard":
        pen.slice(x, neck + r * 0.10, r * 0.98, 25, 155, hair)


def bubble(pen: Pen, x: float, y: float, w: float, h: float, fill: str, *, tail: str = "left") -> None:
    """A speech bubble; its tail points down to the left or the right."""
    pen.box(x, y, w, h, min(h / 2, 34), fill)
    foot = x + w * 0.26 if tail == "left" else x + w * 0.74
    out = -18 if tail == "left" else 18
    pen.shape([(foot - 16, y + h - 6), (foot + 16, y + h - 6), (foot + out, y + h + 26)], fill)
