"""Opening an agency: the one thing the installation's keeper does. Everything after that the agency does itself."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ledger import clock
from ledger.refusals import Refused
from people.actions.invitation import STANDS_FOR, mail_later
from people.models import Agency, Invitation
from people.words import Role


@transaction.atomic
def open_agency(*, name: str, slug: str, admin_email: str) -> Invitation:
    """A new agency and the invitation of its first admin. Run by whoever keeps the installation, from the command line."""
    slug = slug or slugify(name)
    if not slug or Agency.objects.filter(slug=slug).exists():
        raise Refused(_("Choose another short name: this one is taken or empty."), code="slug_taken")
    if _is_an_address(slug):
        raise Refused(
            _("Choose another short name: “%(name)s” is an address of the house's own.") % {"name": slug},
            code="slug_reserved",
        )
    try:
        validate_email(admin_email)
    except ValidationError:
        raise Refused(_("This is not an e-mail address."), code="not_an_email") from None
    agency = Agency.objects.create(name=name, slug=slug)
    invitation = Invitation.objects.create(
        agency=agency,
        role=Role.ADMIN,
        email=admin_email.strip().lower(),
        language=agency.language,
        expires_at=clock.now() + STANDS_FOR,
        sends=1,
    )
    mail_later(invitation)
    return invitation


def _is_an_address(slug: str) -> bool:
    """Would the agency's home stand where another public page stands already?"""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            return resolve(f"/{settings.LANGUAGE_CODE}/{slug}/").url_name != "wagtail_serve"
        except Resolver404:
            return False
