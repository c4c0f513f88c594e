"""How hours are written down, corrected, given back and taken out."""

from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from people.models import Agency, Person
from supervision.actions import Told
from supervision.forms.asking import AskingForm, Dated, NotedForm, Timed, a_key, one_of, some_of
from supervision.models import Assignment, Competency, HoursEntry
from supervision.queries import framework_in_use, whom_to_ask
from supervision.words import (
    LANGUAGES,
    CorrectionReason,
    Format,
    Kind,
    Mode,
    ReturnCode,
    TakenOutReason,
)


class SessionFields(NotedForm):
    """What is told of a session, whoever tells it. Who, which agency and which kind come from an assignment, on the server."""

    held_on = forms.DateField(label=_("Date"), widget=Dated, error_messages={"required": _("Please give the date.")})
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1, max_value=1440)
    start = forms.TimeField(label=_("From"), required=False, widget=Timed)
    end = forms.TimeField(label=_("To"), required=False, widget=Timed)
    format = one_of(_("One to one, or in a group?"), Format.choices, initial=Format.INDIVIDUAL)
    mode = one_of(_("How did you meet?"), Mode.choices)
    language = forms.ChoiceField(label=_("Language you spoke"), choices=[("", "—"), *LANGUAGES.items()], required=False)
    interpreter = forms.BooleanField(label=_("An interpreter was with us"), required=False)
    worked_on = some_of(_("What did you work on?"), [])
    second_session = forms.BooleanField(label=_("Yes, this was a second session."), required=False)
    client_key = a_key()

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        competencies = _competencies(agency)
        self.fields["worked_on"].choices = [(c.key, c.name) for c in competencies]  # type: ignore[attr-defined]
        if not competencies:
            del self.fields["worked_on"]

    def told(self, assignment: Assignment, zone: str = "") -> Told:
        said = self.cleaned_data
        return Told(
            kind=Kind(assignment.kind),
            supervisor=assignment.supervisor,
            held_on=said["held_on"],
            mode=Mode(said["mode"]),
            format=Format(said["format"]),
            minutes=said["minutes"],
            start=said["start"],
            end=said["end"],
            zone=zone,
            language=said["language"],
            interpreter=said["interpreter"],
            note=said["note"],
            worked_on=tuple(said.get("worked_on", ())),
        )


def _competencies(agency: Agency) -> list[Competency]:
    framework = framework_in_use(agency)
    return list(framework.competencies.all()) if framework else []


class HoursForm(SessionFields):
    """Her own hours: whom she met with says which kind and which agency."""

    with_whom = one_of(_("Who did you meet with?"), [])

    field_order = ["with_whom", "held_on", "minutes", "start", "end", "format", "mode", "note", "note_is_fine"]

    def __init__(
        self, *args: Any, person: Person, agencies: list[Agency], agency: Agency | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, agency=agency or agencies[0], **kwargs)
        self.offered = _offered(person, [agency] if agency else agencies)
        several = len({assignment.agency_id for assignment in self.offered.values()}) > 1
        self.fields["with_whom"].choices = [  # type: ignore[attr-defined]
            (key, _whom(assignment, several)) for key, assignment in self.offered.items()
        ]

    @property
    def assignment(self) -> Assignment:
        return self.offered[self.cleaned_data["with_whom"]]


def _offered(person: Person, agencies: list[Agency]) -> dict[str, Assignment]:
    """Whom she may have met with, by the assignment's uuid: of several with the same person and kind the newest."""
    newest: dict[tuple[int, int, str], Assignment] = {}
    for agency in agencies:
        for assignment in whom_to_ask(person, agency):
            newest.setdefault((agency.pk, assignment.supervisor_id, assignment.kind), assignment)
    return {str(assignment.uuid): assignment for assignment in newest.values()}


def _whom(assignment: Assignment, with_agency: bool) -> str:
    """The name and the kind; with the days where they are not today's."""
    said = [assignment.supervisor.get_full_name(), assignment.kind_label]
    if not assignment.in_force():
        first, last = (
            formats.date_format(day, "DATE_FORMAT") if day else "" for day in (assignment.starts_on, assignment.ends_on)
        )
        said.append((_("%(first)s to %(last)s") if last else _("from %(first)s")) % {"first": first, "last": last})
    return " · ".join([*said, assignment.agency.name] if with_agency else said)


class CorrectForm(HoursForm):
    """A newer version of hours she sent, and why."""

    reason = one_of(_("What was not right?"), CorrectionReason.choices)

    field_order = ["reason", *HoursForm.field_order]

    @staticmethod
    def typed_of(entry: HoursEntry, offered: dict[str, Assignment]) -> dict[str, object]:
        """What the form shows first: the entry as it is."""
        same = (
            key
            for key, a in offered.items()
            if (a.supervisor_id, a.kind, a.agency_id) == (entry.supervisor_id, entry.kind, entry.agency_id)
        )
        return {
            "with_whom": next(same, None), "held_on": entry.held_on,
            "minutes": None if entry.starts_at else entry.minutes,
            "start": entry.local_start, "end": entry.local_end, "format": entry.format, "mode": entry.mode,
            "language": entry.language, "interpreter": entry.interpreter, "worked_on": entry.worked_on,
            "note": entry.note.text if entry.note else "",
        }  # fmt: skip


class PaperForm(SessionFields):
    """What came on paper, entered for her with its scan."""

    scan = forms.FileField(label=_("The paper, as a scan or a photo"))

    field_order = ["scan", "held_on", "minutes", "start", "end", "format", "mode", "note", "note_is_fine"]


class ReturnForm(NotedForm):
    """Why hours go back, and what to change."""

    code = one_of(_("What is it about?"), ReturnCode.choices)

    field_order = ["code", "note", "note_is_fine"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("What would help?")


class TakeOutForm(AskingForm):
    """Why hours come out of the list."""

    reason = one_of(_("Why?"), [(r.value, r.label) for r in TakenOutReason if r != TakenOutReason.CORRECTED])


class ConfirmForm(AskingForm):
    """Which entries she confirms, under which version of the words. With one entry there is nothing to choose."""

    attestation_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, entries: list[HoursEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries
        for entry in entries:
            self.fields[self._name(entry)] = forms.BooleanField(
                label=_("Confirm this one"), required=False, initial=len(entries) == 1
            )

    def _name(self, entry: HoursEntry) -> str:
        return f"confirm_{entry.uuid}"

    def box(self, entry: HoursEntry) -> forms.BoundField:
        return self[self._name(entry)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if len(self.entries) != 1 and not self.chosen:
            self.add_error(None, _("Choose at least one to confirm."))
        return said

    @property
    def chosen(self) -> list[HoursEntry]:
        return [entry for entry in self.entries if self.cleaned_data.get(self._name(entry))]

    @property
    def version(self) -> int:
        return int(self.cleaned_data["attestation_version"])
