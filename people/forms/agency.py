from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from people.actions.agency import OWN_WORDS
from people.forms.choices import languages, time_zones
from people.forms.languages import TranslatedForm, initial_in
from people.forms.seen import SeenForm
from people.models import Agency

DIALLED = RegexValidator(r"^[\d\s()+*#.\-/x]+$", _("Write a number one can call, such as (555) 010-0100."))


class AgencyForm(SeenForm, TranslatedForm, forms.ModelForm):
    """The agency's own words, numbers and hours, its words also in the other languages of the house."""

    TRANSLATED = ("role_word", "role_word_plural", "hours", "crisis_name")

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    language = forms.ChoiceField(label=_("Language"), choices=languages)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False, validators=[DIALLED])
    crisis_number = forms.CharField(label=_("Its number"), max_length=40, validators=[DIALLED])

    class Meta:
        model = Agency
        fields = tuple(name for name in OWN_WORDS if name != "translations")

    def __init__(self, *args: Any, instance: Agency, **kwargs: Any) -> None:
        beside = initial_in(instance, *self.TRANSLATED)
        super().__init__(*args, instance=instance, initial=beside, first=instance.language, **kwargs)
        self.fields["role_word_plural"].label = _("And for several of them")
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

    @property
    def own_words(self) -> dict[str, object]:
        """What the form sets, the words in other languages together."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | {"translations": self.translations}
