"""How a role-play is written or recorded, and how it is answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.words import RubricLevel
from supervision.actions import Said
from supervision.forms.asking import AskingForm, NotedForm, one_of

LONGEST_TEXT = 4000


class PracticeForm(AskingForm):
    """What she would say: in writing, as a recording, or both."""

    text = forms.CharField(
        label=_("In writing"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )
    # A phone offers its recorder and its files, without JavaScript, too; with `capture` some would hide the files.
    recording = forms.FileField(
        label=_("Or out loud"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
    )
    without_voice = forms.BooleanField(label=_("Take the recording out"), required=False)

    @property
    def said(self) -> Said:
        told = self.cleaned_data
        return Said(text=told["text"], voice=told["recording"], without_voice=told["without_voice"])


class AnsweringForm(NotedForm):
    """A level in words for each thing that was looked for, and words of her own."""

    field_order = ["note", "note_is_fine"]

    def __init__(
        self, *args: Any, rubric: Sequence[Mapping[str, Any]], marks: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._rows = [row["key"] for row in rubric]
        for row in rubric:
            choices = [(level.value, f"{level.label}: {row['levels'][level.value]}") for level in RubricLevel]
            self.fields[self._name(row["key"])] = one_of(
                row["look_for"], choices, initial=(marks or {}).get(row["key"])
            )
        self.fields["note"].label = _("What you heard, and what to try next")
        self.fields["note"].required = True
        self.fields["note"].max_length = 2000  # type: ignore[attr-defined]

    @staticmethod
    def _name(row: str) -> str:
        return f"mark-{row}"

    @property
    def rows(self) -> list[forms.BoundField]:
        return [self[self._name(row)] for row in self._rows]

    @property
    def marks(self) -> dict[str, RubricLevel]:
        return {row: RubricLevel(self.cleaned_data[self._name(row)]) for row in self._rows}
