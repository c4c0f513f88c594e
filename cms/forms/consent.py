"""How a consent is asked."""

from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.models import MediaConsent

SCANS = ["pdf", "jpg", "jpeg", "png"]
LARGEST = 20 * 1024 * 1024


class ConsentForm(forms.Form):
    """Who signed, when, until when, and the paper."""

    who = forms.CharField(label=_("Whose consent it is"), max_length=120)
    signed_on = forms.DateField(label=_("Signed on"), widget=AdminDateInput)
    valid_until = forms.DateField(
        label=_("Valid until"), required=False, widget=AdminDateInput, help_text=_("Empty: until it is taken back.")
    )
    under_18 = forms.BooleanField(label=_("Under 18 when it was signed"), required=False)
    guardian = forms.CharField(label=_("Parent or guardian who signed"), required=False, max_length=120)
    renews = forms.ModelChoiceField(
        label=_("Takes the place of"),
        required=False,
        queryset=MediaConsent.objects.none(),
        help_text=_("An earlier consent of the same person that has ended or will end."),
    )
    scan = forms.FileField(
        label=_("Scan of the signed paper"),
        validators=[FileExtensionValidator(SCANS)],
        help_text=_("PDF, JPG or PNG, 20 MB at most."),
    )

    def __init__(self, *args: Any, earlier: list[MediaConsent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["renews"]
        field.queryset = MediaConsent.objects.filter(pk__in=[one.pk for one in earlier])  # type: ignore[attr-defined]
        field.label_from_instance = _name  # type: ignore[attr-defined]

    def clean_scan(self) -> Any:
        scan = self.cleaned_data["scan"]
        if scan.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 20 MB."))
        return scan


def _name(consent: MediaConsent) -> str:
    name = consent.who.text if consent.who else ""
    return f"{name or _('Name removed')}, {consent.held_on}"
