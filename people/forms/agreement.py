import uuid

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from people.forms.languages import SIGNED_IN_IT, TranslatedForm
from people.forms.seen import SeenForm
from people.models import Agency, Agreement, AgreementVersion, Person
from people.models.languages import only
from people.scans import LARGEST_SCAN
from people.words import AgreementKind


class VersionForm(TranslatedForm):
    """A wording in the languages it is written in, and the day it counts from."""

    TRANSLATED = ("title", "text")
    LIKE = {"title": forms.CharField(label=_("Title"), max_length=120)}

    text = forms.CharField(
        label=_("The text people read and sign"),
        max_length=40_000,
        help_text=_("Start a new paragraph with an empty line, a heading with #, a list with a dash."),
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    in_force_from = forms.DateField(
        label=_("Counts from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    # What people sign in two languages has to be one promise, whoever wrote it.
    same = forms.BooleanField(label=_("All languages say the same thing"), required=False)

    def __init__(self, *args: object, agency: Agency, **kwargs: object) -> None:
        super().__init__(*args, first=agency.language, **kwargs)
        for language in self.languages:
            self.fields[f"text_{language}"].help_text = SIGNED_IN_IT

    @property
    def other_languages(self) -> list[forms.BoundField]:
        return [*super().other_languages, self["same"]]

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        if only("text", self.translations) and not said.get("same"):
            self.add_error("same", _("Please compare the texts, then tick this box."))
        return said


class NextVersionForm(SeenForm, VersionForm):
    """The next wording. Where somebody else wrote one meanwhile, both are shown."""

    asks_about = ("text", *(f"text_{language}" for language, _name in settings.LANGUAGES))


class AgreementForm(VersionForm):
    """A new agreement with its first wording."""

    title = forms.CharField(label=_("Title"), max_length=120)
    kind = forms.ChoiceField(label=_("What it is"), choices=AgreementKind.choices)

    field_order = ("title", "kind", "text", "in_force_from")


class SignForm(forms.Form):
    """She read this wording and agrees. The wording she was shown comes back with her answer."""

    version = forms.UUIDField(widget=forms.HiddenInput)
    # The language she was shown it in; empty: the first words.
    language = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    agree = forms.BooleanField(
        label=_("I have read this and I agree"),
        error_messages={"required": _("Please tick this box if you agree. You can also come back later.")},
    )

    def shows(self, version: AgreementVersion) -> bool:
        shown: uuid.UUID | None = self.cleaned_data.get("version")
        return shown == version.uuid


class PaperForm(forms.Form):
    """A signature on paper, entered for somebody with its scan."""

    version = forms.ModelChoiceField(
        label=_("What was signed"), queryset=AgreementVersion.objects.none(), to_field_name="uuid", empty_label=None
    )
    language = forms.ChoiceField(label=_("The language of the paper"), required=False)
    signed_on = forms.DateField(
        label=_("The date on the paper"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    scan = forms.FileField(label=_("A scan or a photo of the paper"), max_length=200)

    def __init__(self, *args: object, agency: Agency, person: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        agreements = Agreement.objects.filter(agency=agency, in_use=True)
        versions = AgreementVersion.objects.filter(agreement__in=agreements, held_on__lte=agency.today())
        self.fields["version"].queryset = versions.select_related("agreement").order_by(  # type: ignore[attr-defined]
            "agreement__title", "-number"
        )
        self._offer_languages()
        self.fields["scan"].widget.attrs["accept"] = "application/pdf,image/jpeg,image/png"

    def _offer_languages(self) -> None:
        """Asked only where some wording is written in more than one."""
        written = {code for version in self.fields["version"].queryset for code in version.also_in("text")}  # type: ignore[attr-defined]
        if not written:
            del self.fields["language"]
            return
        names = [(code, get_language_info(code)["name_translated"]) for code in sorted(written)]
        self.fields["language"].choices = [("", _("As it was first written")), *names]  # type: ignore[attr-defined]

    def clean_scan(self) -> object:
        scan = self.cleaned_data["scan"]
        if scan.size > LARGEST_SCAN:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. A photo in lower quality is enough."), code="too_large"
            )
        return scan
