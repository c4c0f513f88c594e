"""How a live session and its list are asked."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.models import Course, LiveSession
from courses.permissions import LEADERS
from courses.queries.session import ListRow
from courses.words import SessionKind, TakenBack
from people.forms import SeenForm
from people.forms.choices import time_zones
from people.models import Agency, Membership, Person

TOLD = ("title", "kind", "zone", "minutes", "place", "link", "course", "capacity")


class SessionForm(forms.Form):
    """A workshop or webinar: what, when, where, and who leads it."""

    title = forms.CharField(label=_("What is it called?"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=SessionKind.choices, initial=SessionKind.WORKSHOP)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    at = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, initial=120)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Link, if it is online"),
        max_length=400,
        required=False,
        assume_scheme="https",
        help_text=_("Only those who have a place see it, and those who lead it."),
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=_(
            "Leave it empty if as many may come as like. Whoever signs up when it is full is put on a waiting list."
        ),
    )
    course = forms.ModelChoiceField(
        label=_("Part of a course"), queryset=Course.objects.none(), required=False, empty_label=_("No course")
    )
    facilitators = forms.ModelMultipleChoiceField(
        label=_("Who leads it"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They list who was there. Nobody can list herself or himself."),
    )

    def __init__(self, *args: Any, agency: Agency, session: LiveSession | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = Course.objects.offered_by(agency)  # type: ignore[attr-defined]
        leaders = Membership.objects.filter(agency=agency, role__in=LEADERS).on(agency.today()).values("person")
        self.fields["facilitators"].queryset = Person.objects.filter(pk__in=leaders).order_by("profile__name")  # type: ignore[attr-defined]
        self.initial.setdefault("zone", agency.time_zone)
        if session:
            self.initial.update(_told_by(session))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"day", "at", "zone"} <= said.keys():
            said["starts_at"] = _moment(said["day"], said["at"], ZoneInfo(said["zone"]))
        if not said.get("place") and not said.get("link") and "link" not in self.errors:
            self.add_error("place", _("Say where it is: a place, a link, or both."))
        return said

    @property
    def told(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in (*TOLD, "starts_at", "facilitators")}


class ChangeSessionForm(SeenForm, SessionForm):
    """A planned session. Where a colleague changed it meanwhile, both are shown."""

    asks_about = ("title", "day", "at", "minutes", "place", "link", "capacity")


def _told_by(session: LiveSession) -> dict[str, Any]:
    local = session.starts_at.astimezone(ZoneInfo(session.zone))
    same = {name: getattr(session, name) for name in TOLD}
    return {**same, "day": local.date(), "at": local.time(), "facilitators": session.facilitators.all()}


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment of a local time; one that the clocks skip that night does not exist."""
    local = datetime.combine(day, at, tzinfo=zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValidationError({"at": _("The clocks skip this time that night. Choose another one.")})
    return moment


class AttendanceForm(forms.Form):
    """The list: a tick and minutes beside each name that is not listed yet."""

    def __init__(self, *args: Any, rows: list[ListRow], session: LiveSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.rows = rows
        self.open = {str(row.person.uuid): row.person for row in rows if row.attendance is None}
        for row in rows:
            if row.attendance is not None:
                continue
            uuid, person = str(row.person.uuid), row.person
            self.fields[f"there-{uuid}"] = forms.BooleanField(
                label=_("%(name)s was there") % {"name": person}, required=False, initial=row.ticked
            )
            self.fields[f"minutes-{uuid}"] = forms.IntegerField(
                label=_("Minutes of %(name)s") % {"name": person},
                required=False,
                min_value=1,
                max_value=session.minutes,
                initial=row.said or session.minutes,
            )

    def lines(self) -> list[tuple[ListRow, forms.BoundField | None, forms.BoundField | None]]:
        """(row, tick, minutes) as the page shows them."""
        return [
            (row, self[f"there-{row.person.uuid}"], self[f"minutes-{row.person.uuid}"])
            if row.attendance is None
            else (row, None, None)
            for row in self.rows
        ]

    @property
    def minutes(self) -> dict[Person, int]:
        """Minutes of everyone who is ticked; the whole session where none are given."""
        said = self.cleaned_data
        return {
            person: said.get(f"minutes-{uuid}") or self.session.minutes
            for uuid, person in self.open.items()
            if said.get(f"there-{uuid}")
        }


class CorrectionForm(forms.Form):
    """Why an attendance is taken back, and the right minutes if she was there."""

    reason = forms.ChoiceField(label=_("What was wrong?"), choices=TakenBack.choices, widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=_("Right minutes"),
        required=False,
        min_value=1,
        help_text=_("Leave it empty if this person was not there."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("reason") == TakenBack.MINUTES and not said.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Give the right minutes."))
        return said
