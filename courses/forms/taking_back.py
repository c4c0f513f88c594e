"""Why what was finished is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.words import LearningTakenBack


class TakeBackForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why is it taken back?"),
        choices=LearningTakenBack.choices,
        widget=forms.RadioSelect,
        help_text=_("It stays in the record with today’s date. No other words are kept."),
        error_messages={"required": _("Choose why.")},
    )
