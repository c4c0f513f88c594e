from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Agency
from people.rules import same_name
from roster.forms.decide import day_input
from roster.models import Card, Code, Offer
from roster.words import CodeKind


class OfferForm(forms.Form):
    """Hers alone: whether she is available, for how many, and when she is away. No reason is asked."""

    willing = forms.BooleanField(label=_("I am available"), required=False)
    limit = forms.IntegerField(
        label=_("How many families at a time"),
        min_value=1,
        max_value=20,
        initial=1,
        help_text=_("One is plenty to begin with."),
    )
    supporting_now = forms.IntegerField(
        label=_("How many families I support now"),
        min_value=0,
        max_value=20,
        initial=0,
        help_text=_("Only the number. No names."),
    )
    away_from = forms.DateField(label=_("First day away"), required=False, widget=day_input())
    away_until = forms.DateField(
        label=_("Last day away"),
        required=False,
        widget=day_input(),
        help_text=_("You can leave it open. Nobody asks why."),
    )

    @staticmethod
    def initial_of(offer: Offer | None) -> dict[str, object]:
        if offer is None:
            return {}
        return {name: getattr(offer, name) for name in OfferForm.base_fields}


class OfferForHerForm(OfferForm):
    """The same, written down by a coordinator for somebody without a sign-in, as she said it."""

    LABELS = {
        "willing": _("They said: I am available"),
        "supporting_now": _("How many families they support now"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS.items():
            self.fields[name].label = label
        self.fields["away_until"].help_text = _("It can stay open. Nobody asks why.")


class CardForm(forms.Form):
    """What the coordinator may search by. Each box is agreed to by ticking it, and taken back by clearing it."""

    languages = forms.ModelMultipleChoiceField(
        label=_("Languages I can support in"),
        queryset=Code.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("Where"), queryset=Code.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    experience = forms.ModelMultipleChoiceField(
        label=_("What I have been through"),
        queryset=Code.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    child_ages = forms.ModelMultipleChoiceField(
        label=_("How old my child is now"),
        queryset=Code.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Adult children count. So do children who have died, at the age they were."),
    )
    ask_first = forms.BooleanField(label=_("Ask me before you share my number"), required=False, initial=True)

    KINDS = {
        "languages": CodeKind.LANGUAGE,
        "areas": CodeKind.AREA,
        "experience": CodeKind.EXPERIENCE,
        "child_ages": CodeKind.CHILD_AGE,
    }

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in self.KINDS.items():
            allowed = Code.objects.filter(Q(agency=None) | Q(agency=agency), kind=kind)
            self.fields[name].queryset = allowed  # type: ignore[attr-defined]
            if kind == CodeKind.LANGUAGE:
                named = sorted(((code.pk, code.name) for code in allowed), key=lambda one: same_name(one[1]))
                self.fields[name].choices = named  # type: ignore[attr-defined]

    @property
    def experience_under_headings(self) -> list[tuple[str, list[dict[str, object]]]]:
        """What one can have been through, under its headings, each with what it means."""
        chosen = {str(value) for value in self["experience"].value() or ()}
        found: dict[str, list[dict[str, object]]] = {}
        for code in self.fields["experience"].queryset:  # type: ignore[attr-defined]
            option = {
                "value": code.pk,
                "label": code.name,
                "help": code.said("hint"),
                "checked": str(code.pk) in chosen,
            }
            found.setdefault(code.said("heading"), []).append(option)
        return list(found.items())

    @staticmethod
    def initial_of(card: Card | None) -> dict[str, object]:
        if card is None:
            return {}
        codes = list(card.codes.all())
        chosen = {name: [c.pk for c in codes if c.kind == kind] for name, kind in CardForm.KINDS.items()}
        return {**chosen, "ask_first": card.ask_first}

    @property
    def codes(self) -> Collection[Code]:
        return [code for name in self.KINDS for code in self.cleaned_data[name]]
