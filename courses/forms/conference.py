"""How a web-conference's list is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import LiveSession
from people.forms.choices import time_zones


class ConferenceForm(forms.Form):
    sheet = forms.FileField(
        label=_("The list of participants"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.tsv,text/plain"}),
    )
    zone = forms.ChoiceField(
        label=_("Time zone of the times in it"),
        choices=time_zones,
        help_text=_("The one your web-conference account is set to."),
    )

    def __init__(self, *args: Any, session: LiveSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("zone", session.zone)
