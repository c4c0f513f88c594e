"""How somebody is signed up by another."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import LiveSession, SignUp
from people.models import Membership, Person


class SignUpForm(forms.Form):
    """Who rang, or has no sign-in: a person of the agency who is not signed up yet."""

    person = forms.ModelChoiceField(
        label=_("Who would like to come?"), queryset=Person.objects.none(), empty_label=_("Choose a person")
    )

    def __init__(self, *args: Any, session: LiveSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Membership.objects.filter(agency=session.agency).on(session.agency.today())
        there = SignUp.objects.standing().filter(session=session)
        people = Person.objects.filter(pk__in=here.values("person")).exclude(pk__in=there.values("person"))
        people = people.exclude(pk__in=session.facilitators.values("pk"))
        self.fields["person"].queryset = people.order_by("profile__name", "pk")  # type: ignore[attr-defined]
