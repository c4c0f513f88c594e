"""What a program asks, written as rows."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from courses.models import Course
from courses.words import SessionKind
from people.forms.languages import TranslatedForm, initial_in
from people.models import Agency, InLanguages
from roster.actions import Asks
from roster.asked import in_hours
from roster.forms.decide import day_input
from roster.models import Requirement
from roster.words import Phase, RequirementKind
from supervision.models import Competency, CompetencyFramework
from supervision.words import SUPERVISED_KINDS


class HoursField(forms.DecimalField):
    """Hours as people write them (1.5); kept as minutes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=1000, max_digits=6, decimal_places=2, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        hours = super().clean(value)
        return None if hours is None else round(hours * 60)

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 60:.2f}".rstrip("0").rstrip(".") if isinstance(value, int) else value


class RequirementForm(TranslatedForm):
    """One thing asked: what, before matching or along the way, its numbers, and what it is called in other languages."""

    TRANSLATED = ("label",)

    what = forms.ChoiceField(label=_("What is asked"), required=False)
    label = forms.CharField(label=_("In your words"), max_length=160, required=False)
    phase = forms.ChoiceField(label=_("When"), choices=Phase.choices, initial=Phase.BEFORE_MATCHING)
    minutes = HoursField(label=_("Hours"), help_text=_("For hours and live sessions. 1.5 is one hour and a half."))
    individual_minutes = HoursField(label=_("Of these, one to one at least (hours)"))
    group_cap_minutes = HoursField(label=_("Of group, at most so many count (hours)"))
    level_number = forms.TypedChoiceField(
        label=_("Level"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("For a competency: this level or above."),
    )
    within_days = forms.IntegerField(
        label=_("Counts for so many days"),
        required=False,
        min_value=1,
        max_value=3660,
        help_text=_("Empty: it does not end."),
    )
    source = forms.CharField(label=_("Where this rule comes from"), max_length=200, required=False)
    leave_out = forms.BooleanField(label=_("Leave this out"), required=False)

    def __init__(self, *args: Any, choices: "AskedChoices", **kwargs: Any) -> None:
        super().__init__(*args, first=choices.agency.language, **kwargs)
        self.asked_choices = choices
        self.fields["what"].choices = choices.groups  # type: ignore[attr-defined]
        self.fields["level_number"].choices = [("", "—"), *choices.levels.items()]  # type: ignore[attr-defined]

    @property
    def numbers(self) -> str:
        """The numbers the row begins with, in short."""
        said = self.initial
        parts = [
            in_hours(said["minutes"]) if said.get("minutes") else "",
            _("one to one %(h)s") % {"h": in_hours(said["individual_minutes"])}
            if said.get("individual_minutes")
            else "",
            _("group up to %(h)s") % {"h": in_hours(said["group_cap_minutes"])}
            if said.get("group_cap_minutes")
            else "",
            _("“%(level)s” or above") % {"level": self._level(said["level_number"])}
            if said.get("level_number")
            else "",
            _("counts for %(n)s days") % {"n": said["within_days"]} if said.get("within_days") else "",
        ]
        return "; ".join(str(part) for part in parts if part)

    def _level(self, number: int) -> str:
        return self.asked_choices.levels.get(number, str(number))

    @property
    def empty(self) -> bool:
        return not self.cleaned_data.get("what") or bool(self.cleaned_data.get("leave_out"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        what = said.get("what")
        if not what or said.get("leave_out"):
            return said
        kind = self.asked_choices.kind(what)
        named = self.asked_choices.named(what)
        if said.get("label") in ("", named["label"]):
            said |= {name: words for name, words in named.items() if not said.get(name)}
        if kind in (RequirementKind.HOURS, RequirementKind.LIVE_SESSION) and not said.get("minutes"):
            self.add_error("minutes", _("Say how many hours."))
        if kind == RequirementKind.COMPETENCY and not said.get("level_number"):
            self.add_error("level_number", _("Say at which level."))
        if kind == RequirementKind.HOURS and (said.get("individual_minutes") or 0) > (said.get("minutes") or 0):
            self.add_error("individual_minutes", _("This is more than all the hours asked for."))
        return said

    @property
    def asks(self) -> Asks:
        said, what = self.cleaned_data, self.cleaned_data["what"]
        kind = self.asked_choices.kind(what)
        timed = kind in (RequirementKind.HOURS, RequirementKind.LIVE_SESSION)
        hours = kind == RequirementKind.HOURS
        return Asks(
            label=said["label"],
            phase=Phase(said["phase"]),
            minutes=said["minutes"] if timed else None,
            individual_minutes=said["individual_minutes"] if hours else None,
            group_cap_minutes=said["group_cap_minutes"] if hours else None,
            level_number=said["level_number"] if kind == RequirementKind.COMPETENCY else None,
            within_days=said["within_days"],
            source=said["source"],
            translations=self.translations,
            **self.asked_choices.target(what),
        )


def _levels(frameworks: Collection[CompetencyFramework]) -> dict[int, str]:
    """Level → its title; where frameworks call it differently, both."""
    titles: dict[int, dict[str, None]] = defaultdict(dict)
    for framework in sorted(frameworks, key=lambda framework: framework.pk):
        for level in framework.levels.all():
            titles[level.number][level.name] = None
    return {number: " / ".join(titles[number]) for number in sorted(titles)}


class AskedChoices:
    """Everything an agency's program can ask for, as the choices of one field: "course:12", "hours:peer_supervision"."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency
        everybodys = Q(agency=None) | Q(agency=agency)
        self.courses = {f"course:{c.pk}": c for c in Course.objects.filter(everybodys)}
        self.agreements = {f"agreement:{a.pk}": a for a in agency.agreements.all()}
        frameworks = Q(framework__agency=None) | Q(framework__agency=agency)
        self.competencies = {
            f"competency:{c.pk}": c
            for c in Competency.objects.filter(frameworks)
            .select_related("framework")
            .prefetch_related("framework__levels")
        }
        self.levels = _levels({c.framework for c in self.competencies.values()})
        hours = [(f"hours:{kind.value}", kind.label) for kind in SUPERVISED_KINDS]
        sessions = [("live_session:", _("Any live session"))]
        sessions += [(f"live_session:{kind.value}", kind.label) for kind in SessionKind]
        self.groups: list[Any] = [
            ("", _("Nothing yet")),
            (_("Courses"), [(key, course.name) for key, course in self.courses.items()]),
            (_("Live sessions"), sessions),
            (_("Agreements"), [(key, agreement.name) for key, agreement in self.agreements.items()]),
            (_("Hours confirmed"), hours),
            (_("Competencies"), [(key, competency.name) for key, competency in self.competencies.items()]),
            (
                _("Your coordinator"),
                [("decision:", _("A talk and a decision")), ("earlier_training:", _("Earlier training recognized"))],
            ),
        ]

    def kind(self, what: str) -> RequirementKind:
        return RequirementKind(what.partition(":")[0])

    def named(self, what: str) -> dict[str, str]:
        """What a choice is called, where nobody gives it other words: `label` as first written, `label_es` …"""
        row: InLanguages | None = self.courses.get(what) or self.agreements.get(what) or self.competencies.get(what)
        if row:
            beside = {f"label_{language}": title for language, title in row.also_in("title").items()}
            return {"label": str(row.said("title", self.agency.language)), **beside}
        choices = [choice for group in self.groups if isinstance(group[1], list) for choice in group[1]]
        label = dict(choices).get(what, "")
        said = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                said["label" if language == self.agency.language else f"label_{language}"] = str(label)[:160]
        return said

    def target(self, what: str) -> dict[str, Any]:
        """The columns a choice stands for."""
        kind, _colon, key = what.partition(":")
        return {
            "kind": RequirementKind(kind),
            "course": self.courses.get(what),
            "agreement": self.agreements.get(what),
            "competency": self.competencies.get(what),
            "hours_kind": key if kind == RequirementKind.HOURS else "",
            "session_kind": key if kind == RequirementKind.LIVE_SESSION else "",
        }

    @staticmethod
    def of(row: Requirement) -> str:
        """The choice a requirement was written with."""
        key = {
            RequirementKind.COURSE: row.course_id,
            RequirementKind.AGREEMENT: row.agreement_id,
            RequirementKind.COMPETENCY: row.competency_id,
            RequirementKind.HOURS: row.hours_kind,
            RequirementKind.LIVE_SESSION: row.session_kind,
        }.get(RequirementKind(row.kind), "")
        return f"{row.kind}:{key}"


class VersionForm(TranslatedForm):
    """A new version: its name where the program is new, what it is called in other languages, and the day it starts."""

    TRANSLATED = ("title",)

    title = forms.CharField(label=_("Name of the program"), max_length=120)
    held_on = forms.DateField(label=_("Starts on"), widget=day_input())

    def __init__(self, *args: Any, is_new: bool, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, first=agency.language, **kwargs)
        if not is_new:
            del self.fields["title"]


RowForms = forms.formset_factory(RequirementForm, extra=1, max_num=60, absolute_max=60)


def one_row_more(said: QueryDict) -> QueryDict:
    """What was typed so far, with one row more at its end: asked for by a button, so that it needs no script."""
    typed = said.copy()
    rows = str(said.get("row-TOTAL_FORMS", ""))
    if rows.isascii() and rows.isdigit():
        typed["row-TOTAL_FORMS"] = str(min(60, int(rows[:3]) + 1))
    return typed


def initial_rows(requirements: Sequence[Requirement]) -> list[dict[str, Any]]:
    """The rows of the newest version, to begin the next one from."""
    plain = (
        "label",
        "phase",
        "minutes",
        "individual_minutes",
        "group_cap_minutes",
        "level_number",
        "within_days",
        "source",
    )
    return [
        {"what": AskedChoices.of(row), **{name: getattr(row, name) for name in plain}, **initial_in(row, "label")}
        for row in requirements
    ]
