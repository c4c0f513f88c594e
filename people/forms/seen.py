"""Two who change the same thing at once, or one person on two pages: nobody writes over what she has not seen."""

import json
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

SEEN = "seen"


class SeenForm(forms.Form):
    """A form that changes what is kept. Its `initial` is what is kept now; where that is not what she saw, both are shown.

    `asks_about` names the fields that are compared; empty means all of them. What she sends a second time she has seen.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    asks_about: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is kept now, where it differs from what she saw and from what she typed: (label, words).
        self.meanwhile: list[tuple[str, str]] = []
        if not self.is_bound:
            self.initial = {**self.initial, SEEN: self._kept_now()}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        seen, now = said.get(SEEN), self._kept_now()
        differs = [name for name in self.changed_data if name in self._compared()]
        if seen and seen != now and differs:
            self.meanwhile = [(str(self.fields[name].label), self._in_words(name)) for name in differs]
            shown = cast(QueryDict, self.data).copy()
            shown[self.add_prefix(SEEN)] = now
            self.data = shown
            self.add_error(
                None,
                forms.ValidationError(
                    _(
                        "This was changed after you opened it, here or on another page. Look at both, then save once more."
                    ),
                    code="changed_meanwhile",
                ),
            )
        return said

    @property
    def asked(self) -> dict[str, Any]:
        """What she asks for, without what the page only carried along."""
        return {name: value for name, value in self.cleaned_data.items() if name != SEEN}

    def _compared(self) -> list[str]:
        return [name for name in self.fields if name != SEEN and (not self.asks_about or name in self.asks_about)]

    def _kept_now(self) -> str:
        kept = [[name, self._plain(name)] for name in self._compared()]
        return salted_hmac("people.forms.seen", json.dumps(kept)).hexdigest()

    def _plain(self, name: str) -> str | list[str]:
        value = self.get_initial_for_field(self.fields[name], name)
        if isinstance(value, (list, tuple)):
            return sorted(map(str, value))
        return "" if value is None else str(value)

    def _in_words(self, name: str) -> str:
        kept = self._plain(name)
        names = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", ())}
        said = [names.get(one, one) for one in ([kept] if isinstance(kept, str) else kept)]
        return ", ".join(said) or "–"
