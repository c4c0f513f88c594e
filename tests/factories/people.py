"""People, agencies and roles out of nothing: shared by the tests and the demo."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.utils.text import slugify

from ledger import clock
from ledger.actions import record
from people.models import (
    Agency,
    Agreement,
    AgreementSigned,
    AgreementVersion,
    Membership,
    Person,
    Profile,
)
from people.models.languages import Translations, only
from people.words import AgreementKind, Role


def make_person(
    name: str,
    *,
    email: str | None = None,
    sign_in: bool = True,
    password: str | None = None,
    **profile: object,
) -> Person:
    """A person with a sign-in (verified address), or without one. Profile fields by name: `phone`, `language`, …"""
    if sign_in and email is None:
        email = f"{slugify(name).replace('-', '.')}@example.org"
    person = Person.objects.create_user(email if sign_in else None, password)
    Profile.objects.create(person=person, name=name, **profile)
    if person.email:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def make_second_factor(person: Person, *, secret: str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP") -> Authenticator:
    """The codes of an authenticator app. The secret is fixed so that a test or a demo can compute them."""
    authenticator = TOTP.activate(person, secret).instance
    RecoveryCodes.activate(person)
    return authenticator


def make_agency(name: str = "Willow County Parent to Parent", *, slug: str = "", **fields: object) -> Agency:
    return Agency.objects.create(name=name, slug=slug or slugify(name), **fields)


def make_membership(
    person: Person,
    agency: Agency,
    role: Role,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    granted_by: Person | None = None,
) -> Membership:
    """A role at an agency, by default since about a year."""
    return Membership.objects.create(
        person=person,
        agency=agency,
        role=role,
        starts_on=starts_on or agency.today() - timedelta(days=365),
        ends_on=ends_on,
        granted_by=granted_by,
    )


def make_member(
    name: str,
    agency: Agency,
    *roles: Role,
    starts_on: date | None = None,
    second_factor: bool = True,
    **person: object,
) -> Person:
    """A person with roles at an agency; with a second factor if one of the roles is a staff role."""
    member = make_person(name, **person)  # type: ignore[arg-type]
    for role in roles:
        make_membership(member, agency, role, starts_on=starts_on)
    if second_factor and set(roles) - {Role.VOLUNTEER}:
        make_second_factor(member)
    return member


def make_agreement(
    agency: Agency,
    title: str = "Confidentiality pledge",
    *,
    kind: AgreementKind = AgreementKind.PLEDGE,
    text: str = "I keep what families tell me to myself.",
    held_on: date | None = None,
    translations: Translations | None = None,
) -> Agreement:
    """An agreement with its first version in force; `translations` of title and text: `{"es": {"title": …, "text": …}}`."""
    agreement = Agreement.objects.create(
        agency=agency, kind=kind, title=title, translations=only("title", translations)
    )
    day = held_on or agency.today() - timedelta(days=365)
    make_agreement_version(agreement, text=text, held_on=day, translations=translations)
    return agreement


def make_agreement_version(
    agreement: Agreement, *, text: str, held_on: date | None = None, translations: Translations | None = None
) -> AgreementVersion:
    return record(
        AgreementVersion(
            agreement=agreement,
            number=agreement.versions.count() + 1,
            text=text,
            translations=only("text", translations),
            held_on=held_on or agreement.agency.today(),
        )
    )


def make_signature(
    person: Person, agreement: Agreement, *, held_on: date | None = None, language: str = ""
) -> AgreementSigned:
    """She signed, on screen, the version that was in force that day."""
    day = held_on or clock.today(agreement.agency.time_zone)
    version = agreement.current(day)
    return record(AgreementSigned(person=person, version=version, language=language, entered_by=person, held_on=day))
