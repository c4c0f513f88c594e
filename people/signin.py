"""How allauth meets our people: nobody signs herself up, and nobody learns who has an account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from people.models import Person


def display_name(person: Person) -> str:
    return person.get_short_name()


WRONG_CODE = _("That code does not fit. Look at the newest one and type it in again.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This sign-in is asleep. Please ask your agency."),
        "email_password_mismatch": _(
            "The address and the password do not go together. Look at both again, or ask for a new password."
        ),
        "email_taken": _("This address already has a sign-in."),
        "enter_current_password": _("Please type in the password you have now."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("That is not your password. Look at it again, or ask for a new one."),
        "rate_limited": _("That was a lot in a short time. Please wait a few minutes."),
        "too_many_login_attempts": _(
            "That was a lot of tries in a short time. Please wait a few minutes, or ask for a new password."
        ),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the person it is for, whatever the browser speaks that asked for it."""
        person = context.get("user") or Person.objects.filter(email__iexact=email).first()
        language = person.profile.language if person and hasattr(person, "profile") else translation.get_language()
        with translation.override(language):
            super().send_mail(template_prefix, email, context)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by invitation (people.models.Invitation)."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_label(self, user: Person) -> str:
        return user.email or str(user.uuid)
