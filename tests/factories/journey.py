"""The journey and what people write for themselves: shared by the tests and the demo."""

from datetime import timedelta
from pathlib import Path

from journey.actions import load_framework
from journey.models import Framework, Reflection, Stage
from people.models import Person

CONTENT = Path(__file__).parents[2] / "lms" / "demo" / "content" / "journey"


def make_journey() -> Framework:
    """The parent journey as the demo brings it: five places."""
    return load_framework(CONTENT)


def make_reflection(
    author: Person,
    text: str = "Grandma's kitchen. That is where I learned to listen.",
    *,
    prompt: str = "",
    stages: tuple[Stage, ...] = (),
) -> Reflection:
    reflection = Reflection.objects.create(author=author, text=text, prompt=prompt)
    reflection.stages.set(stages)
    return reflection


def make_shared(reflection: Reflection, with_whom: Person, *, first: int = 0, last: int = 14) -> Reflection:
    """Open to somebody between two days, counted from today (-3 was three days ago)."""
    today = reflection.today
    reflection.shared_with = with_whom
    reflection.shared_from, reflection.shared_until = today + timedelta(days=first), today + timedelta(days=last)
    reflection.save()
    return reflection
