"""What she may read: her own, and what is shared with her today."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from journey.models import Reflection
from people.models import Person


def journal_of(person: Person) -> QuerySet[Reflection]:
    """Her own reflections, the latest first, with the places she named."""
    return Reflection.objects.of(person).prefetch_related("stages")


def answers_to(person: Person, prompts: Collection[UUID]) -> dict[UUID, Reflection]:
    """What she wrote beside these prompts of lessons, by prompt. One query, and only her own."""
    found = Reflection.objects.of(person).filter(prompt_key__in=prompts)
    return {reflection.prompt_key: reflection for reflection in found if reflection.prompt_key}


def shared_with(person: Person) -> list[Reflection]:
    """What others share with her today, each by its author's calendar, the latest first. One query."""
    offered = Reflection.objects.offered_to(person).order_by("-changed_at")
    return [reflection for reflection in offered if reflection.shared_today]


def shared_one(person: Person, uuid: UUID) -> Reflection | None:
    """One that somebody shares with her today; None as soon as the last day is over or it was taken back."""
    offered = Reflection.objects.offered_to(person).filter(uuid=uuid).first()
    return offered if offered and offered.shared_today else None
