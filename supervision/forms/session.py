"""How a session is written down once, with everybody who was there."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journey.models import Stage
from people.models import Agency, Person
from supervision.actions import Agenda, Told
from supervision.forms.asking import Dated, NotedForm, Timed, a_key, one_of, some_of
from supervision.models import Competency
from supervision.queries import framework_in_use
from supervision.words import Format, Kind, Mode


class Attendee:
    """One row of the form: a person, whether she was there, and for how many minutes."""

    def __init__(self, person: Person, here: forms.BoundField, minutes: forms.BoundField) -> None:
        self.person, self.here, self.minutes = person, here, minutes


class SessionForm(NotedForm):
    """A session of a supervisor or consultant. Agency and kind stand in the address; people come from her assignments."""

    format = one_of(_("In a group, or one to one?"), reversed(Format.choices), initial=Format.GROUP)
    held_on = forms.DateField(label=_("Date"), widget=Dated, error_messages={"required": _("Please give the date.")})
    start = forms.TimeField(label=_("From"), required=False, widget=Timed)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, initial=60)
    mode = one_of(_("How did you meet?"), Mode.choices)
    competencies = some_of(_("Competencies you worked on"), [])
    stages = some_of(_("Places of the parent’s journey you spoke about"), [])
    second_session = forms.BooleanField(label=_("Yes, this was a second session."), required=False)
    client_key = a_key()

    def __init__(self, *args: Any, agency: Agency, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        self.fields["note"].label = _("What you spoke about")
        framework = framework_in_use(agency)
        self._competencies = {c.key: c for c in framework.competencies.all()} if framework else {}
        self._stages = {stage.key: stage for stage in Stage.objects.order_by("number_as_given")}
        self._choices("competencies", self._competencies)
        self._choices("stages", self._stages)
        for person in self.people:
            self.fields[f"here_{person.uuid}"] = forms.BooleanField(label=person.get_full_name(), required=False)
            self.fields[f"minutes_{person.uuid}"] = forms.IntegerField(
                label=_("Minutes %(name)s was there") % {"name": person.get_full_name()},
                required=False,
                min_value=1,
                max_value=1440,
            )

    def _choices(self, name: str, rows: dict[str, Competency] | dict[str, Stage]) -> None:
        if rows:
            self.fields[name].choices = [(key, str(row)) for key, row in rows.items()]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    @property
    def attendees(self) -> list[Attendee]:
        return [Attendee(p, self[f"here_{p.uuid}"], self[f"minutes_{p.uuid}"]) for p in self.people]

    @property
    def present(self) -> dict[Person, int]:
        """Who was there and for how long; whole sessions where nothing else was said. With minutes, she was there."""
        said = self.cleaned_data
        minutes = {p: said.get(f"minutes_{p.uuid}") for p in self.people}
        return {p: minutes[p] or said["minutes"] for p in self.people if minutes[p] or said[f"here_{p.uuid}"]}

    def told(self, supervisor: Person, kind: Kind) -> Told:
        said = self.cleaned_data
        return Told(
            kind=kind,
            supervisor=supervisor,
            held_on=said["held_on"],
            mode=Mode(said["mode"]),
            format=Format(said["format"]),
            minutes=said["minutes"],
            start=said["start"],
        )

    @property
    def agenda(self) -> Agenda:
        said = self.cleaned_data
        return Agenda(
            text=said["note"],
            competencies=tuple(self._competencies[key] for key in said.get("competencies", ())),
            stages=tuple(self._stages[key] for key in said.get("stages", ())),
        )
