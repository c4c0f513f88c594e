"""How allauth meets our people: nobody signs herself up, and nobody learns who has an account."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from people.models import Person


def display_name(person: Person) -> str:
    return person.get_short_name()


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by invitation (people.models.Invitation)."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    def get_totp_label(self, user: Person) -> str:
        return user.email or str(user.uuid)
