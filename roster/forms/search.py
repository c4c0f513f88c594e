from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Agency
from people.rules import same_name
from roster.models import Code
from roster.queries.roster_page import Filters
from roster.words import CodeKind, Confirmed

ANY = ("", _("Any"))


class RosterSearchForm(forms.Form):
    """What a coordinator looks for. Whatever a browser sends that is none of it is left out of the search."""

    q = forms.CharField(label=_("Name"), required=False, max_length=80)
    language = forms.ChoiceField(label=_("Language"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    experience = forms.ChoiceField(label=_("Has been through"), required=False)
    child_age = forms.ChoiceField(label=_("Age of their child"), required=False)
    confirmed = forms.ChoiceField(label=_("Confirmed"), required=False, choices=[ANY, *Confirmed.choices])
    no_need_to_ask = forms.BooleanField(label=_("Number may be shared without asking first"), required=False)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {kind: [ANY] for kind in CodeKind}
        for code in Code.objects.filter(Q(agency=None) | Q(agency=agency)):
            choices[code.kind].append((code.key, code.name))
        choices[CodeKind.LANGUAGE].sort(key=lambda one: (one != ANY, same_name(str(one[1]))))
        for kind in CodeKind:
            self.fields[kind].choices = choices[kind]  # type: ignore[attr-defined]

    @property
    def filters(self) -> Filters:
        """The search as it is meant, without what cannot be."""
        self.is_valid()
        said = self.cleaned_data
        return Filters(
            words=said.get("q", ""),
            codes={kind: key for kind in CodeKind if (key := said.get(kind))},
            confirmed=said.get("confirmed", ""),
            share_without_asking=said.get("no_need_to_ask", False),
        )

    @property
    def more_is_set(self) -> bool:
        """Something beside the name is searched for."""
        return bool(self.filters.codes or self.filters.confirmed or self.filters.share_without_asking)
