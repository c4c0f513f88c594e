"""Consents come in on paper and can be taken back; what showed the person is then not shown."""

import hashlib
from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from cms.models import Media, MediaConsent, MediaConsentWithdrawn, PressPage
from cms.permissions import can_edit
from cms.words import WithdrawnBecause
from ledger.actions import record, write_note
from ledger.refusals import Refused
from people.models import Agency, Person


@transaction.atomic
def record_consent(
    *,
    actor: Person,
    agency: Agency,
    subject: Media | PressPage,
    who: str,
    signed_on: date,
    scan: UploadedFile,
    valid_until: date | None = None,
    under_18: bool = False,
    guardian: str = "",
    renews: MediaConsent | None = None,
) -> MediaConsent:
    """Write down that a person shown signed a consent. Under 18 a guardian signs."""
    _may(actor, agency)
    if signed_on > agency.today():
        raise Refused(_("The day of signing is still to come."), code="consent_in_future", field="signed_on")
    if valid_until and valid_until < signed_on:
        raise Refused(
            _("The last day cannot be before the day of signing."), code="consent_ends_early", field="valid_until"
        )
    if not who.strip():
        raise Refused(_("Say whose consent it is."), code="consent_names_nobody", field="who")
    if under_18 and not guardian.strip():
        raise Refused(
            _("For anybody under 18 a parent or guardian signs. Who was it?"),
            code="consent_needs_guardian",
            field="guardian",
        )
    name, name_digest = write_note(who)
    signer, signer_digest = write_note(guardian if under_18 else "")
    return record(
        MediaConsent(
            agency=agency,
            media=subject if isinstance(subject, Media) else None,
            page_key=None if isinstance(subject, Media) else _key(subject),
            who=name,
            who_digest=name_digest,
            under_18=under_18,
            guardian=signer,
            guardian_digest=signer_digest,
            held_on=signed_on,
            valid_until=valid_until,
            scan=scan,
            scan_sha256=_hash(scan),
            renews=renews,
            recorded_by=actor,
        )
    )


@transaction.atomic
def withdraw_consent(*, actor: Person, consent: MediaConsent, reason: WithdrawnBecause) -> MediaConsentWithdrawn:
    """The person took the consent back. The next visitor does not see what showed her."""
    _may(actor, consent.agency)
    if hasattr(consent, "withdrawn"):
        raise Refused(_("This consent was already taken back."), code="consent_withdrawn")
    return record(MediaConsentWithdrawn(consent=consent, by=actor, reason=reason, held_on=consent.agency.today()))


def _may(actor: Person, agency: Agency) -> None:
    if not can_edit(actor, agency):
        raise Refused(_("You can keep the consents of your own agency only."), code="consent_not_yours")


def _key(page: PressPage) -> UUID:
    return page.translation_key


def _hash(scan: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in scan.chunks():
        digest.update(chunk)
    scan.seek(0)
    return digest.hexdigest()
