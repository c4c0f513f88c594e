"""The journey and what people write for themselves: shared by the tests and the demo."""

from pathlib import Path

from journey.actions import load_framework
from journey.models import Framework

CONTENT = Path(__file__).parents[2] / "lms" / "demo" / "content" / "journey"


def make_journey() -> Framework:
    """The parent journey as the demo brings it: five places."""
    return load_framework(CONTENT)
