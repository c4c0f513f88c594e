"""How a sign-off is asked for, given, answered and taken back."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Person
from supervision.forms.asking import Dated, NotedForm, a_key, one_of, some_of
from supervision.models import Competency, Level
from supervision.words import EvidenceKind, WithdrawReason


class _LevelForm(NotedForm):
    """With the levels of one competency, each in its words, and the ways it can be shown."""

    level = one_of(_("Which words fit?"), [])
    evidence_kinds = some_of(_("How was it shown?"), EvidenceKind.choices)

    def __init__(self, *args: Any, competency: Competency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        descriptors = list(competency.descriptors.select_related("level"))
        self.levels = {str(words.level.number): words.level for words in descriptors}
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (str(words.level.number), f"{words.level.name}: {words.words}") for words in descriptors
        ]
        if competency.evidence_kinds:
            self.fields["evidence_kinds"].choices = [  # type: ignore[attr-defined]
                (kind, EvidenceKind(kind).label) for kind in competency.evidence_kinds
            ]

    @property
    def chosen_level(self) -> Level:
        return self.levels[self.cleaned_data["level"]]

    @property
    def kinds(self) -> list[EvidenceKind]:
        return [EvidenceKind(kind) for kind in self.cleaned_data["evidence_kinds"]]


class AskForm(_LevelForm):
    """She asks whoever supervises her."""

    asked_of = one_of(_("Whom do you ask?"), [])

    field_order = ["level", "evidence_kinds", "note", "note_is_fine", "asked_of"]

    def __init__(self, *args: Any, supervisors: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._supervisors = {str(person.uuid): person for person in supervisors}
        self.fields["asked_of"].choices = [(key, p.get_full_name()) for key, p in self._supervisors.items()]  # type: ignore[attr-defined]
        if len(supervisors) == 1:
            self.fields["asked_of"].initial = str(supervisors[0].uuid)
            self.fields["asked_of"].widget = forms.HiddenInput()

    @property
    def supervisor(self) -> Person:
        return self._supervisors[self.cleaned_data["asked_of"]]


class SignOffForm(_LevelForm):
    """The words that fit, how she knows, and until when it holds, if there is an end."""

    valid_until = forms.DateField(label=_("Good until"), required=False, widget=Dated)
    attestation_version = forms.IntegerField(widget=forms.HiddenInput)
    client_key = a_key()

    field_order = ["level", "evidence_kinds", "note", "note_is_fine", "valid_until"]

    @property
    def key(self) -> UUID:
        key: UUID = self.cleaned_data["client_key"]
        return key


class AnswerForm(NotedForm):
    """Not yet, and what would help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("What would help next?")
        self.fields["note"].required = True


class WithdrawForm(NotedForm):
    """Why a sign-off is taken back. The note is for the record; she reads it after you two have spoken."""

    reason = one_of(_("Why?"), WithdrawReason.choices)

    field_order = ["reason", "note", "note_is_fine"]
