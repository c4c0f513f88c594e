"""Who can be tried out in the demo, with what. Only where DEMO is on (lms.checks refuses it on a real address)."""

import base64
import hashlib
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from people.models import Person
from people.words import Role

PASSWORD = "kitchen table talk"  # noqa: S105 (the demo's, shown on purpose)
# One person a role, in the order a newcomer would walk through the house; then two who read Spanish.
SHOWN = ("ana", "bea", "imani", "fay", "omar", "theo", "lucia", "jo", "cleo", "nina", "odalys.reyes", "ines")


@dataclass(frozen=True)
class SignIn:
    name: str
    email: str
    # What she is where, and her language where it is not the house's own.
    roles: str
    code: str


def secret_of(email: str) -> str:
    """The demo's shared secret of one person's second step, the same at every seeding."""
    return base64.b32encode(hashlib.sha256(f"been there demo {email}".encode()).digest()[:20]).decode()


def give_second_step(person: Person) -> None:
    TOTP.activate(person, secret_of(person.email or ""))


def code_now(email: str) -> str:
    """The six digits her phone would show at this moment."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret_of(email), counter))


def signins() -> list[SignIn]:
    """The demo's people to try, each with the six digits of this moment where a second step is asked."""
    emails = [f"{key}@example.org" for key in SHOWN]
    found = Person.objects.filter(email__in=emails).select_related("profile").prefetch_related("memberships__agency")
    people = {person.email: person for person in found}
    return [_signin(people[email]) for email in emails if email in people]


def _signin(person: Person) -> SignIn:
    held = [m for m in person.memberships.all() if m.in_force()]
    roles = ", ".join(
        f"{m.agency.volunteer_word if m.role == Role.VOLUNTEER else Role(m.role).label} ({m.agency})" for m in held
    )
    language = person.profile.language
    if language != settings.LANGUAGE_CODE:
        roles += ". " + _("Reads in: {language}").format(language=get_language_info(language)["name_translated"])
    email = person.email or ""
    return SignIn(str(person), email, roles, code_now(email) if is_mfa_enabled(person) else "")


def how_to() -> str:
    return _("The password is the same for everybody: {password}").format(password=PASSWORD)
