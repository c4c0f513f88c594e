"""What people are called here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does in an agency. The word for the volunteer is the agency's own."""

    VOLUNTEER = "volunteer", _("Volunteer")
    SUPERVISOR = "supervisor", _("Peer supervisor")
    CONSULTANT = "consultant", _("Clinical consultant")
    FACILITATOR = "facilitator", _("Facilitator")
    PUBLISHER = "publisher", _("Publisher")
    COORDINATOR = "coordinator", _("Coordinator")
    ADMIN = "admin", _("Agency admin")


# Whoever signs, decides or publishes proves herself twice when she signs in.
STAFF_ROLES = frozenset(Role) - {Role.VOLUNTEER}

# Roles are granted downward only.
MAY_GRANT: dict[Role, frozenset[Role]] = {
    Role.ADMIN: frozenset(Role),
    Role.COORDINATOR: frozenset({Role.VOLUNTEER, Role.SUPERVISOR, Role.CONSULTANT, Role.FACILITATOR}),
}

# Nobody runs an agency or publishes for it without signing in.
NEEDS_SIGN_IN = frozenset({Role.PUBLISHER, Role.COORDINATOR, Role.ADMIN})


class PersonState(models.TextChoices):
    HERE = "here", _("here")
    DIED = "died", _("died")  # silences all mail
    ERASED = "erased", _("name removed")


class ContactBy(models.TextChoices):
    PHONE = "phone", _("Phone call")
    TEXT = "text", _("Text message")
    EMAIL = "email", _("E-mail")


class AgreementKind(models.TextChoices):
    PLEDGE = "pledge", _("Confidentiality pledge")
    ROLE = "role", _("Role agreement")
    CODE = "code", _("Code of ethics")
    SUPERVISION = "supervision", _("Supervision agreement")
    CONSENT = "consent", _("Consent")


class SignedBy(models.TextChoices):
    SCREEN = "screen", _("on screen")
    PAPER = "paper", _("on paper")


class UnsignedFor(models.TextChoices):
    """Why a signature was taken back."""

    CONSENT_WITHDRAWN = "consent_withdrawn", _("consent taken back")
    ENTERED_BY_MISTAKE = "entered_by_mistake", _("entered by mistake")


class InvitationState(models.TextChoices):
    OPEN = "open", _("waiting for an answer")
    USED = "used", _("accepted")
    EXPIRED = "expired", _("ran out")
    WITHDRAWN = "withdrawn", _("taken back")


class Outcome(models.TextChoices):
    """What will come of one row of a spreadsheet of people."""

    NEW = "new", _("New")
    HERE = "here", _("Here already")
    ROLE = "role", _("Here already, gets the role")
    ELSEWHERE = "elsewhere", _("Has a sign-in already")
    WRONG = "wrong", _("Needs a look")
