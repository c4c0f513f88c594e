from dataclasses import replace

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from people.actions import Details
from people.forms.choices import languages, roles
from people.forms.person import DetailsForm
from people.models import Agency, Person
from people.words import Role


class InvitePersonForm(forms.Form):
    """An invitation for somebody who is entered already."""

    email = forms.EmailField(
        label=_("This person's own e-mail"),
        help_text=_("The invitation goes there, and it becomes the address to sign in with."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: object, agency: Agency, may_grant: frozenset[Role], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["role"].choices = roles(agency, may_grant)  # type: ignore[attr-defined]
        self.initial = {"language": agency.language, "role": Role.VOLUNTEER.value, **self.initial}


class InviteForm(InvitePersonForm):
    """An invitation for somebody new."""

    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=languages)

    field_order = ("name", "email", "role", "language")


class JoinForm(DetailsForm):
    """What somebody new fills in: her details, and a password of her own."""

    password = forms.CharField(
        label=_("A password of your own"),
        strip=False,
        help_text=_("At least 10 characters. Three or four words that nobody would guess work well."),
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: object, email: str, contact_email: str = "", **kwargs: object) -> None:
        """`contact_email`: what the coordinator entered before, kept."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.email, self.entered_contact = email, contact_email
        del self.fields["contact_email"]
        self.fields["time_zone"].widget.attrs["data-suggest-time-zone"] = ""

    @property
    def details(self) -> Details:
        return replace(super().details, contact_email=self.entered_contact or self.email)

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, user=Person(email=self.email))
        return password
