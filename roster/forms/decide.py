from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Agency, Person
from roster.models import ProgrammeVersion
from roster.words import Outcome


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DecisionForm(forms.Form):
    """The coordinator's decision, with a note that only coordinators read."""

    outcome = forms.ChoiceField(
        label=_("After your talk"),
        choices=[(Outcome.READY, _("Ready")), (Outcome.NOT_YET, _("Not yet"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("A note for coordinators"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only coordinators of your agency can read it. Name no family. It can be erased later."),
    )


class HoldForm(forms.Form):
    until = forms.DateField(
        label=_("Last day on hold"),
        required=False,
        widget=day_input(),
        help_text=_("Leave it empty to keep the hold until you end it."),
    )


class SupportingForm(forms.Form):
    count = forms.IntegerField(label=_("Families supported now"), min_value=0, max_value=20)


class PathwayForm(forms.Form):
    """Which version to follow from today."""

    version = forms.ModelChoiceField(
        label=_("Version to follow from today"),
        queryset=ProgrammeVersion.objects.none(),
        to_field_name="uuid",
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, agency: Agency, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = ProgrammeVersion.objects.filter(programme__agency=agency, held_on__lte=agency.today())
        field = self.fields["version"]
        field.queryset = versions.select_related("programme").order_by("programme__title", "-number")  # type: ignore[attr-defined]
        field.label_from_instance = _version_in_words  # type: ignore[attr-defined]


def _version_in_words(version: ProgrammeVersion) -> str:
    said = {"title": version.programme.name, "number": version.number}
    return str(_("%(title)s, version %(number)s") % said)
