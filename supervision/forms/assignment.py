"""How two people are assigned to each other, and how one stands in for another."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from people.models import Agency, Membership, Person
from people.permissions import roles_of
from people.queries.person import person_signing_in_with
from people.words import Role
from supervision.actions import Terms
from supervision.forms.asking import AskingForm, Dated, PersonChoice, one_of
from supervision.permissions import ROLE_OF
from supervision.words import SUPERVISED_CHOICES, Kind


def _holders(agency: Agency, *roles: Role) -> QuerySet[Person]:
    """People who hold one of the roles at the agency today, by name."""
    held = Membership.objects.filter(agency=agency, role__in=roles).on(agency.today())
    return Person.objects.filter(pk__in=held.values("person")).order_by("profile__name")


class AssignForm(AskingForm):
    """Who, with whom, for what, from when."""

    kind = one_of(_("For what?"), SUPERVISED_CHOICES, initial=Kind.PEER_SUPERVISION)
    guest = forms.EmailField(label=_("Or a guest from another agency: the e-mail they sign in with"), required=False)
    starts_on = forms.DateField(label=_("From"), widget=Dated)
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=Dated)
    every_days = forms.IntegerField(label=_("The two meet every … days"), required=False, min_value=1, max_value=366)
    credential = forms.CharField(label=_("Credential to sign with"), required=False, max_length=120)
    credential_until = forms.DateField(label=_("Credential good until"), required=False, widget=Dated)
    groups_only = forms.BooleanField(label=_("Only leads a group this person comes to"), required=False)
    no_conflict = forms.BooleanField(
        label=_(
            "Both have said: they are not family, do not live together, and do not depend on each other for money."
        ),
        error_messages={"required": _("Please confirm that there is no conflict of interest.")},
    )

    field_order = ["volunteer", "kind", "supervisor", "guest"]

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency
        self.fields["volunteer"] = PersonChoice(_holders(agency, Role.VOLUNTEER), label=_("Who is it for?"))
        self.fields["supervisor"] = PersonChoice(
            _holders(agency, Role.SUPERVISOR, Role.CONSULTANT), label=_("Who will be there for them?"), required=False
        )
        self.order_fields(self.field_order)

    def clean_guest(self) -> Person | None:
        """Only somebody who holds such a role somewhere can be found here; anybody else is invited first."""
        address = self.cleaned_data["guest"]
        if not address:
            return None
        person = person_signing_in_with(address)
        role = ROLE_OF[Kind(self.cleaned_data.get("kind") or Kind.PEER_SUPERVISION)]
        if person is None or not roles_of(person).any(role):
            raise ValidationError(
                _("Nobody with this address can be assigned for this yet. Invite them to your agency first."),
                code="guest",
            )
        return person

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if bool(said.get("supervisor")) == bool(said.get("guest")) and "guest" not in self.errors:
            self.add_error("supervisor", _("Choose somebody from the list, or a guest, not both."))
        return said

    @property
    def chosen(self) -> Person:
        person: Person = self.cleaned_data["supervisor"] or self.cleaned_data["guest"]
        return person

    @property
    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(
            kind=Kind(said["kind"]),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            every_days=said["every_days"],
            credential=said["credential"],
            credential_until=said["credential_until"],
            groups_only=said["groups_only"],
            no_conflict=said["no_conflict"],
        )


class EndForm(AskingForm):
    """The last day of an assignment."""

    last_day = forms.DateField(label=_("Last day"), widget=Dated)


class CoverForm(AskingForm):
    """Who stands in, and from when to when."""

    starts_on = forms.DateField(
        label=_("First day"), widget=Dated, error_messages={"required": _("Please give the date.")}
    )
    ends_on = forms.DateField(
        label=_("Last day"), widget=Dated, error_messages={"required": _("Please give the date.")}
    )
    no_conflict = forms.BooleanField(
        label=_(
            "As far as I know, nobody here is family of the one who stands in, lives with them or depends on them."
        ),
        error_messages={"required": _("Please confirm that there is no conflict of interest.")},
    )

    field_order = ["absent", "by"]

    def __init__(self, *args: Any, agency: Agency, kind: Kind, absent: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holders = _holders(agency, ROLE_OF[kind])
        if absent is None:
            self.fields["absent"] = PersonChoice(holders, label=_("Who is away?"))
        others = holders.exclude(pk=absent.pk) if absent else holders
        self.fields["by"] = PersonChoice(others, label=_("Who stands in?"))
        self.absent_herself = absent
        self.order_fields(self.field_order)

    @property
    def absent(self) -> Person:
        person: Person = self.absent_herself or self.cleaned_data["absent"]
        return person
