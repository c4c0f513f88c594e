"""What a release means for those who took the module before."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.words import EditionKind

AGAIN = [
    (EditionKind.TYPO, _("A small repair: spelling, a broken link. Whoever finished has finished.")),
    (EditionKind.CHANGED, _("It has changed. Whoever finished has finished; newcomers get the new edition.")),
    (
        EditionKind.RETAKEN,
        _("It has changed so much that it must be taken again. Whoever finished keeps that, until asked again."),
    ),
]


class ReleaseForm(forms.Form):
    kind = forms.ChoiceField(label=_("What does this release mean?"), choices=AGAIN, widget=forms.RadioSelect)

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            self.fields["kind"] = forms.ChoiceField(
                choices=[(EditionKind.FIRST, _("first edition"))], initial=EditionKind.FIRST, widget=forms.HiddenInput
            )
