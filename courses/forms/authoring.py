"""How a course and those who take it are asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from courses.models import Course, Module
from courses.queries.authoring import could_enrol, placeable_modules
from courses.queries.called import called
from people.forms import SeenForm
from people.models import Agency, Person


class CourseForm(forms.Form):
    title = forms.CharField(label=_("What is the course called?"), max_length=120)
    summary = forms.CharField(
        label=_("What it is about"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CourseSettingsForm(SeenForm, CourseForm):
    published = forms.BooleanField(label=_("Open: people can be enrolled"), required=False)


class PlaceForm(forms.Form):
    """A module to add. Only released ones can be chosen."""

    module = forms.ModelChoiceField(
        label=_("Add a module"), queryset=Module.objects.none(), to_field_name="uuid", empty_label=_("Choose a module")
    )

    def __init__(self, *args: Any, course: Course, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = placeable_modules(course).annotate(called=called(language))  # type: ignore[attr-defined]
        self.fields["module"].label_from_instance = _with_its_place if course.agency_id else _called  # type: ignore[attr-defined]


def _called(module: Any) -> str:
    return str(module.called)


def _with_its_place(module: Any) -> str:
    return _called(module) if module.agency_id else _t("%(title)s (library)") % {"title": _called(module)}


class EnrolForm(forms.Form):
    """Several people at once."""

    people = forms.ModelMultipleChoiceField(
        label=_("Who takes this course?"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, *args: Any, agency: Agency, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = could_enrol(agency, course)  # type: ignore[attr-defined]
