from django import forms
from django.utils.translation import gettext_lazy as _

from people.actions import Details
from people.forms.choices import languages, roles, time_zones
from people.forms.seen import SeenForm
from people.models import Agency, Profile
from people.words import NEEDS_SIGN_IN, ContactBy, Role


class DetailsForm(forms.Form):
    """Names and contacts, as she keeps them or a coordinator enters them."""

    name = forms.CharField(label=_("First and last name"), max_length=120)
    preferred_name = forms.CharField(label=_("What people call you"), max_length=60, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    contact_email = forms.EmailField(
        label=_("Contact e-mail"), required=False, help_text=_("May be shared with somebody else.")
    )
    contact_by = forms.ChoiceField(label=_("Best way to reach you"), choices=ContactBy.choices, initial="phone")
    language = forms.ChoiceField(label=_("Language of the screens and e-mails"), choices=languages)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones, initial="America/New_York")

    autocomplete = {
        "name": "name",
        "preferred_name": "nickname",
        "phone": "tel",
        "contact_email": "email",
    }

    def __init__(self, *args: object, about_her: bool = False, **kwargs: object) -> None:
        """`about_her`: somebody else fills it in, so the words are about her and the browser offers nothing."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if about_her:
            self.fields["preferred_name"].label = _("What people call this person")
            self.fields["contact_by"].label = _("Best way to reach this person")
        for name, fill in self.autocomplete.items():
            self.fields[name].widget.attrs["autocomplete"] = "off" if about_her else fill

    @classmethod
    def initial_of(cls, profile: Profile) -> dict[str, str]:
        return {name: getattr(profile, name) for name in Details.__dataclass_fields__}

    @property
    def details(self) -> Details:
        """As typed; a field this form does not ask for stays as it is by default."""
        asked = {name: value for name, value in self.cleaned_data.items() if name in Details.__dataclass_fields__}
        return Details(**asked)


class ChangeDetailsForm(SeenForm, DetailsForm):
    """The details of somebody who is here, by herself or by her coordinator."""


class NewPersonForm(DetailsForm):
    """Somebody without a sign-in, entered by a coordinator."""

    role = forms.ChoiceField(label=_("Role"))
    starts_on = forms.DateField(
        label=_("Since"),
        required=False,
        help_text=_("Leave this empty for today."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    another_of_that_name = forms.BooleanField(
        label=_("This is another person of the same name"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: object, agency: Agency, may_grant: frozenset[Role], **kwargs: object) -> None:
        super().__init__(*args, about_her=True, **kwargs)
        self.fields["role"].choices = roles(agency, may_grant - NEEDS_SIGN_IN)  # type: ignore[attr-defined]
        self.initial = {
            **self.initial,
            "time_zone": agency.time_zone,
            "language": agency.language,
            "role": Role.VOLUNTEER,
        }

    def ask_whether_another(self) -> None:
        """Show the box that says: another person of that name."""
        self.fields["another_of_that_name"].widget = forms.CheckboxInput()


class EraseForm(forms.Form):
    """Her name is typed once more before it is removed for good."""

    name = forms.CharField(label=_("Type the name once more"), widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: object, expected: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.expected = expected

    def clean_name(self) -> str:
        typed = " ".join(self.cleaned_data["name"].split())
        if typed.casefold() != " ".join(self.expected.split()).casefold():
            raise forms.ValidationError(_("This is not the name above."))
        return typed
