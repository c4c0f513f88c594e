"""The book of drawings by name, with the ground each stands on."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from lms.demo.video.pen import (
    ACCENT,
    ACCENT_SOFT,
    BLUE,
    BLUE_SOFT,
    GOLD,
    GOLD_SOFT,
    GREEN,
    NIGHT,
    PAPER,
    PLUM,
    PLUM_SOFT,
    ROSE,
    ROSE_SOFT,
    WARM,
    WARM_SOFT,
    Pen,
)  # fmt: skip

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
