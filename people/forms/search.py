from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.choices import roles
from people.models import Agency
from people.queries import InvitationSearch, PeopleSearch
from people.words import InvitationState, Role


class PeopleSearchForm(forms.Form):
    """What the coordinator looks for; an unknown value is no filter, never an error."""

    q = forms.CharField(required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(
        label=_("Who"),
        required=False,
        choices=[("", _("Here now")), ("gone", _("Were here before")), ("died", _("Have died"))],
    )
    sign_in = forms.ChoiceField(
        label=_("Sign-in"),
        required=False,
        choices=[
            ("", _("With or without")),
            ("with", _("With a sign-in")),
            ("without", _("Without a sign-in")),
            ("invited", _("Invited")),
        ],
    )

    def __init__(self, *args: object, agency: Agency, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["role"].choices = [("", _("Every role")), *roles(agency, Role)]  # type: ignore[attr-defined]

    @property
    def search(self) -> PeopleSearch:
        self.is_valid()
        said = self.cleaned_data
        return PeopleSearch(
            words=said.get("q", "")[:100],
            role=said.get("role", ""),
            state=said.get("state") or "here",
            sign_in=said.get("sign_in", ""),
        )


class InvitationSearchForm(forms.Form):
    """Which invitations she looks for; an unknown value is no filter, never an error."""

    q = forms.CharField(required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(label=_("Where it stands"), required=False)

    def __init__(self, *args: object, agency: Agency, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["role"].choices = [("", _("Every role")), *roles(agency, Role)]  # type: ignore[attr-defined]
        states = [(state.value, str(state.label).capitalize()) for state in InvitationState]
        self.fields["state"].choices = [("", _("All of them")), *states]  # type: ignore[attr-defined]

    @property
    def search(self) -> InvitationSearch:
        self.is_valid()
        said = self.cleaned_data
        return InvitationSearch(words=said.get("q", "")[:100], role=said.get("role", ""), state=said.get("state", ""))
