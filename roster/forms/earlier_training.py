from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models import Course
from people.models import Agency, Person
from people.scans import LARGEST_SCAN
from roster.actions import Recognised
from roster.forms.decide import day_input
from roster.permissions import volunteers_today
from roster.words import StandsFor


class EarlierTrainingForm(forms.Form):
    """What is recognized, when it was held, and what shows it."""

    stands_for = forms.ChoiceField(label=_("What it stands for here"), widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("What it was"), max_length=200, help_text=_("For example: Support Parent training in Ohio, 16 hours.")
    )
    held_on = forms.DateField(label=_("When it took place"), widget=day_input(), help_text=_("Its last day."))
    minutes = forms.IntegerField(
        label=_("How many minutes"),
        required=False,
        min_value=1,
        max_value=60_000,
        help_text=_("For a live session only."),
    )
    shown_by = forms.CharField(
        label=_("What shows it"),
        max_length=200,
        help_text=_("For example: a certificate, or a letter from the coordinator there."),
    )
    expires_on = forms.DateField(
        label=_("Counts until"), required=False, widget=day_input(), help_text=_("Leave it empty if it does not end.")
    )
    scan = forms.FileField(label=_("A copy of it"), required=False)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.courses = {
            f"course:{course.uuid}": course for course in Course.objects.filter(Q(agency=None) | Q(agency=agency))
        }
        self.fields["stands_for"].choices = [  # type: ignore[attr-defined]
            *((key, _("The course “%(title)s”") % {"title": course.name}) for key, course in self.courses.items()),
            (StandsFor.LIVE_SESSION, _("A live session, by its minutes")),
            (StandsFor.OTHER, _("Earlier training, as the program asks for it")),
        ]

    def clean_scan(self) -> Any:
        scan = self.cleaned_data.get("scan")
        if scan and scan.size > LARGEST_SCAN:
            raise forms.ValidationError(_("This file is larger than 10 MB. A photo in lower quality is enough."))
        return scan

    @property
    def recognised(self) -> Recognised:
        said = self.cleaned_data
        course = self.courses.get(said["stands_for"])
        return Recognised(
            stands_for=StandsFor.COURSE if course else StandsFor(said["stands_for"]),
            what=said["what"],
            held_on=said["held_on"],
            shown_by=said["shown_by"],
            course=course,
            minutes=said["minutes"],
            expires_on=said["expires_on"],
            scan=said.get("scan"),
        )


class TogetherForm(EarlierTrainingForm):
    """The same for several people at once."""

    people = forms.ModelMultipleChoiceField(
        label=_("Who took part"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    field_order = ("people",)

    def __init__(self, *args: Any, agency: Agency, actor: Person, **kwargs: Any) -> None:
        super().__init__(*args, agency=agency, **kwargs)
        del self.fields["scan"]
        everyone = volunteers_today(agency).exclude(pk=actor.pk).order_by("profile__name")
        self.fields["people"].queryset = everyone  # type: ignore[attr-defined]
