from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from people.actions.agency import OWN_WORDS
from people.forms.choices import languages, time_zones
from people.forms.seen import SeenForm
from people.models import Agency

DIALLED = RegexValidator(r"^[\d\s()+*#.\-/x]+$", _("Write a number one can call, such as (555) 010-0100."))


class AgencyForm(SeenForm, forms.ModelForm):
    """The agency's own words, numbers and hours."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    language = forms.ChoiceField(label=_("Language"), choices=languages)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False, validators=[DIALLED])
    crisis_number = forms.CharField(label=_("Its number"), max_length=40, validators=[DIALLED])

    class Meta:
        model = Agency
        fields = OWN_WORDS

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        helps = {
            "role_word": _("What you call one volunteer, such as Support Parent or Parent Ally."),
            "role_word_plural": _("What you call several of them."),
            "hours": _("For example: Monday to Friday, 9 to 5."),
            "phone": _("Shown on “Talk to someone” and to families."),
            "crisis_name": _("Shown on every “Talk to someone” page. In the United States: 988."),
            "late_after_days": _("Hours entered later than this are marked, never refused."),
        }
        for name, words in helps.items():
            self.fields[name].help_text = words
