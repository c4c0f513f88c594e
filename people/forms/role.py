from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.choices import roles
from people.models import Agency
from people.words import Role


class GrantRoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Another role"))
    starts_on = forms.DateField(
        label=_("From"),
        required=False,
        help_text=_("Leave this empty for today."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: object, agency: Agency, may_grant: frozenset[Role], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["role"].choices = roles(agency, may_grant)  # type: ignore[attr-defined]


class EndRoleForm(forms.Form):
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("Yesterday means: from now on."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
