"""What she writes for herself: kept when she asks, gone when she deletes it, shared as long as she says."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from journey.models import Reflection, Stage
from journey.sharing import companions_of
from ledger import clock
from ledger.refusals import Refused
from people.locks import lock
from people.models import Person

# The same words sent again within this time are one reflection: a double press, or Back and Save.
TWICE = timedelta(minutes=2)


@transaction.atomic
def write_reflection(*, actor: Person, text: str, prompt: str = "", stages: Iterable[Stage] = ()) -> Reflection:
    """She keeps something she wrote. Nobody is told, and nothing counts it."""
    lock(actor)
    same = Reflection.objects.of(actor).filter(text=text, prompt=prompt, written_at__gt=clock.now() - TWICE).first()
    if same:
        return same
    reflection = Reflection.objects.create(author=actor, text=text, prompt=prompt)
    reflection.stages.set(stages)
    return reflection


@transaction.atomic
def answer_prompt(*, actor: Person, prompt_key: UUID, prompt: str, text: str) -> Reflection:
    """She keeps what she wrote beside a lesson's prompt; written there before, it is changed. One page a prompt."""
    lock(actor)
    before = Reflection.objects.of(actor).filter(prompt_key=prompt_key).first()
    if before is None:
        return Reflection.objects.create(author=actor, prompt_key=prompt_key, prompt=prompt, text=text)
    if before.text != text:
        before.text, before.prompt, before.changed_at = text, prompt, clock.now()
        before.save(update_fields=["text", "prompt", "changed_at"])
    return before


@transaction.atomic
def change_reflection(
    *, actor: Person, reflection: Reflection, text: str, prompt: str = "", stages: Iterable[Stage] = ()
) -> Reflection:
    """She writes it anew. The words before are gone; whoever she shares it with reads the new ones."""
    _hers(actor, reflection)
    reflection.text, reflection.prompt, reflection.changed_at = text, prompt, clock.now()
    reflection.save(update_fields=["text", "prompt", "changed_at"])
    reflection.stages.set(stages)
    return reflection


@transaction.atomic
def delete_reflection(*, actor: Person, reflection: Reflection) -> None:
    """Gone, for her and for whoever she shared it with. No copy is kept."""
    _hers(actor, reflection)
    reflection.delete()


@transaction.atomic
def share_reflection(
    *, actor: Person, reflection: Reflection, with_whom: Person, from_day: date, last_day: date
) -> Reflection:
    """One person may read it for some days, instead of whoever might before. She finds it; no message is sent."""
    _hers(actor, reflection)
    if with_whom not in companions_of(actor):
        raise Refused(_("You can share with somebody who is your supervisor today."), code="no_companion", field="who")
    if last_day < from_day:
        raise Refused(_("The last day comes before the first one."), code="days_swapped", field="last_day")
    if last_day < reflection.today:
        raise Refused(_("The last day is over already. Choose today or later."), code="days_over", field="last_day")
    reflection.shared_with, reflection.shared_from, reflection.shared_until = with_whom, from_day, last_day
    reflection.save(update_fields=["shared_with", "shared_from", "shared_until"])
    return reflection


@transaction.atomic
def take_back_reflection(*, actor: Person, reflection: Reflection) -> Reflection:
    """From this moment on only she can read it."""
    _hers(actor, reflection)
    reflection.shared_with = reflection.shared_from = reflection.shared_until = None
    reflection.save(update_fields=["shared_with", "shared_from", "shared_until"])
    return reflection


@transaction.atomic
def erase_words_of(person: Person) -> None:
    """Everything she wrote goes with her name; what others shared with her is theirs alone again."""
    Reflection.objects.filter(author=person).delete()
    Reflection.objects.filter(shared_with=person).update(shared_with=None, shared_from=None, shared_until=None)


def _hers(actor: Person, reflection: Reflection) -> None:
    if reflection.author_id != actor.pk:
        raise Refused(_("Only the person who wrote this can do that."), code="not_hers")
