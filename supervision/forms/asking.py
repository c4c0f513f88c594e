"""What every form of this room does: it says a refusal beside its field, and keeps what was typed."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.db import models
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ledger.refusals import Refused
from people.models import Person
from supervision.actions import Sure

T = TypeVar("T")
# A refusal that a writer may let stand, and the box with which she says so.
MAY_STAND = {"note_names_somebody": "note_is_fine", "comes_twice": "second_session"}


class AskingForm(forms.Form):
    """A form whose action may answer with a sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked: set[str] = {name for name in MAY_STAND.values() if self.data.get(self.add_prefix(name))}

    def full_clean(self) -> None:
        """What is missing is asked for as a person would."""
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _missing(field)
        super().full_clean()

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Do it; a refusal is said in the form, and None is the answer."""
        try:
            return act()
        except Refused as refused:
            if refused.code in MAY_STAND:
                self.asked.add(MAY_STAND[refused.code])
            known = refused.field if refused.field in self.fields and refused.field not in MAY_STAND.values() else None
            self.add_error(known, str(refused))
            return None

    @property
    def sure(self) -> Sure:
        """What she was warned about and let stand."""
        said = self.cleaned_data
        return Sure(note=bool(said.get("note_is_fine")), second=bool(said.get("second_session")))

    @property
    def questions(self) -> list[forms.BoundField]:
        """The boxes to show: only those that something was asked about."""
        return [self[name] for name in MAY_STAND.values() if name in self.fields and name in self.asked]


def _missing(field: forms.Field) -> Any:
    if isinstance(field, forms.DateField):
        return _("Please give the date.")
    if isinstance(field, forms.FileField):
        return _("Please choose the file.")
    if isinstance(field, forms.ChoiceField):
        return _("Please choose one.")
    return _("Please fill this in.")


class NotedForm(AskingForm):
    """With a note that should name nobody."""

    note = forms.CharField(
        label=_("A few words"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    note_is_fine = forms.BooleanField(label=_("My note names no family. Send it as it is."), required=False)


class Dated(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Timed(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def one_of(label: Any, choices: Iterable[tuple[str, Any]], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=capital(choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
        **more,
    )


def capital(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Choices that begin with a capital; in running text the same words do not."""
    return [(value, _capital(label)) for value, label in choices]


_capital = lazy(capfirst, str)


def some_of(label: Any, choices: Iterable[tuple[str, Any]], **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), widget=forms.CheckboxSelectMultiple, required=False, **more
    )


def a_key() -> forms.UUIDField:
    """Made with the form, so that a form that comes twice is one form."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class PersonChoice(forms.ModelChoiceField):
    """Somebody of a list, by name; the address of the choice is her uuid."""

    default_error_messages = {"required": _("Please choose one.")}

    def __init__(self, people: models.QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(queryset=people, to_field_name="uuid", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.get_full_name())
