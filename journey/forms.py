from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journey.models import Reflection, Stage
from journey.queries import by_name
from journey.words import DAYS_SHARED, LONGEST_PROMPT, LONGEST_TEXT
from people.forms import SeenForm
from people.models import Person


class PlacesByName(forms.models.ModelChoiceIterator):
    """Choices in the order of their names in the reader's language."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return iter([self.choice(stage) for stage in by_name(self.queryset)])


class Places(forms.ModelMultipleChoiceField):
    """Places of the journey to choose from."""

    iterator = PlacesByName


class ReflectionForm(forms.Form):
    """Her words. Whose they are, when they were written and who may read them is never asked here."""

    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off"}),
        error_messages={"required": _("There is nothing here yet. Write a few words, or go back without saving.")},
    )
    prompt = forms.CharField(
        label=_("What made you think"),
        max_length=LONGEST_PROMPT,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    stages = Places(
        label=_("Places it is about"),
        queryset=Stage.objects.all(),
        to_field_name="key",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def initial_of(cls, reflection: Reflection) -> dict[str, object]:
        return {
            "text": reflection.text,
            "prompt": reflection.prompt,
            "stages": [stage.key for stage in reflection.stages.all()],
        }


class ChangeReflectionForm(SeenForm, ReflectionForm):
    """Something she wrote before. Where she changed it on another page meanwhile, both are shown."""


class PromptForm(SeenForm):
    """Her words beside a lesson's prompt. Which prompt it is stands in the address."""

    text = forms.CharField(
        label=_("Your words, if you like"),
        max_length=LONGEST_TEXT,
        error_messages={
            "required": _("There is nothing in the box. Write a few words, or leave it: paper or thinking counts too.")
        },
    )


class ShareForm(forms.Form):
    """With whom, and for which days."""

    who = forms.ChoiceField(label=_("Who may read it"), widget=forms.RadioSelect)
    from_day = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: object, companions: list[Person], today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.companions = {str(person.uuid): person for person in companions}
        self.fields["who"].choices = [(uuid, person.get_full_name()) for uuid, person in self.companions.items()]  # type: ignore[attr-defined]
        self.initial = {"from_day": today, "last_day": today + timedelta(days=DAYS_SHARED), **self.initial}
        if len(companions) == 1:
            self.initial.setdefault("who", str(companions[0].uuid))

    @property
    def with_whom(self) -> Person:
        return self.companions[self.cleaned_data["who"]]
