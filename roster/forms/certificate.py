from django import forms
from django.utils.translation import gettext_lazy as _


class SharingForm(forms.Form):
    """Hers alone: whether a stranger with number and name gets an answer, and how much it says."""

    answers = forms.BooleanField(
        label=_("Whoever has the number and my name may check this certificate"), required=False
    )
    names_agency = forms.BooleanField(
        label=_("The page may also say what I trained for, and at which agency"),
        required=False,
        help_text=_("Without this it says only whether the certificate stands."),
    )


class CheckForm(forms.Form):
    """What stands on the paper. Nothing typed here is kept."""

    number = forms.CharField(label=_("Number of the certificate"), max_length=40, help_text=_("Such as BT-7KQM-2XWD."))
    name = forms.CharField(
        label=_("Name on the certificate"),
        max_length=200,
        required=False,
        help_text=_("The whole name. Capitals and accents do not matter."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["number"].widget.attrs |= {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }
        self.fields["name"].widget.attrs |= {"autocomplete": "off"}
