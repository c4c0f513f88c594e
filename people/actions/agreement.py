"""Agreements: written in versions, signed on screen or entered from paper, taken back with a reason."""

from datetime import date
from typing import IO

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import clock
from ledger.actions import record
from ledger.refusals import Refused, in_words
from people.actions.notice import notify
from people.locks import lock
from people.models import Agency, Agreement, AgreementSigned, AgreementUnsigned, AgreementVersion, Membership, Person
from people.models.languages import Translations, only
from people.permissions import can_manage_people, refuse_unless, roles_of
from people.scans import Scan, kept
from people.words import AgreementKind, Role, SignedBy, UnsignedFor

CHANGED = gettext_lazy("The wording was changed meanwhile. Please read the new one below before you sign.")
SENTENCES = {
    "agreement_once_an_agency": gettext_lazy("Your agency has an agreement of this title already."),
    "people_agreement.agency_id, people_agreement.title": gettext_lazy(
        "Your agency has an agreement of this title already."
    ),
    "agreement_version_once": gettext_lazy("Somebody else saved a new version just now. Look at it first."),
    "agreement_versions_in_order": gettext_lazy("A new version cannot begin before the one that stands now."),
    "agreement_version_in_force": CHANGED,
    "agreement_in_a_language_of_it": gettext_lazy("This wording is not written in that language."),
    "agreement_signed_once": gettext_lazy("This version is signed already."),
    "agreement_of_own_agency": gettext_lazy("This person does not belong to the agency of this agreement."),
}


@transaction.atomic
def write_agreement(
    *,
    actor: Person,
    agency: Agency,
    kind: AgreementKind,
    title: str,
    text: str,
    in_force_from: date,
    translations: Translations | None = None,
) -> AgreementVersion:
    """A new agreement with its first version; `translations` are its title and text in other languages."""
    refuse_unless(can_manage_people(actor, agency))
    with in_words(SENTENCES):
        agreement = Agreement.objects.create(
            agency=agency, kind=kind, title=title, translations=only("title", translations)
        )
    return _write(actor, agreement, text, in_force_from, translations)


@transaction.atomic
def write_version(
    *,
    actor: Person,
    agreement: Agreement,
    text: str,
    in_force_from: date,
    translations: Translations | None = None,
) -> AgreementVersion:
    """A new wording, or the same in one more language. Whoever signed an earlier one is asked to read and sign again from
    the day it counts. `translations` with titles name the agreement from now on.
    """
    refuse_unless(can_manage_people(actor, agreement.agency))
    latest = agreement.versions.last()
    if latest and _same(latest, text, translations):
        raise Refused(_("Nothing was changed in the text."), code="nothing_changed", field="text")
    version = _write(actor, agreement, text, in_force_from, translations)
    agreement.translations |= only("title", translations)
    agreement.save(update_fields=["translations"])
    _ask_again(version)
    return version


def _same(latest: AgreementVersion, text: str, translations: Translations | None) -> bool:
    texts = {language: said["text"] for language, said in only("text", translations).items()}
    return latest.text.strip() == text.strip() and latest.also_in("text") == texts


def _write(
    actor: Person, agreement: Agreement, text: str, in_force_from: date, translations: Translations | None
) -> AgreementVersion:
    if in_force_from < agreement.agency.today():
        raise Refused(_("A wording counts from today or a later day."), code="in_the_past", field="in_force_from")
    latest = agreement.versions.last()
    number = latest.number + 1 if latest else 1
    with in_words(SENTENCES):
        return record(
            AgreementVersion(
                agreement=agreement,
                number=number,
                text=text,
                translations=only("text", translations),
                written_by=actor,
                held_on=in_force_from,
            )
        )


def _ask_again(version: AgreementVersion) -> None:
    agreement = version.agreement
    here = Membership.objects.filter(agency=agreement.agency).on(agreement.agency.today()).values("person")
    earlier = AgreementSigned.objects.live().filter(version__agreement=agreement, person__in=here)
    for person in Person.objects.filter(pk__in=earlier.values("person")).select_related("profile"):
        notify(
            person=person,
            agency=agreement.agency,
            kind="people-agreement-changed",
            key=f"people-agreement-changed:{version.uuid}:{person.uuid}",
            url=reverse("people:agreement", args=[agreement.uuid]),
            about={"title": agreement.said("title", person.profile.language)},
            show_from=clock.start_of(version.held_on, agreement.agency.time_zone),
        )


@transaction.atomic
def set_agreement_in_use(*, actor: Person, agreement: Agreement, in_use: bool) -> Agreement:
    """Whether people are asked for it. What was signed stays."""
    refuse_unless(can_manage_people(actor, agreement.agency))
    agreement.in_use = in_use
    agreement.save(update_fields=["in_use"])
    return agreement


@transaction.atomic
def sign_agreement(*, actor: Person, version: AgreementVersion, language: str = "") -> AgreementSigned:
    """She signs, on screen and for herself, the version she was shown, in the language she read; signing twice is signing
    once. Without a language it is the words as they were first written.
    """
    agency = version.agreement.agency
    refuse_unless(roles_of(actor).has(agency, *Role))
    lock(actor)
    today = agency.today()
    if version.agreement.current(today) != version:
        raise Refused(CHANGED, code="agreement_version_in_force")
    before = AgreementSigned.objects.live().filter(person=actor, version=version).first()
    if before:
        return before
    with in_words(SENTENCES):
        return record(
            AgreementSigned(
                person=actor, version=version, language=language, how=SignedBy.SCREEN, entered_by=actor, held_on=today
            )
        )


def enter_paper(
    *,
    actor: Person,
    person: Person,
    version: AgreementVersion,
    signed_on: date,
    scan: IO[bytes],
    language: str = "",
) -> AgreementSigned:
    """What she signed on paper is entered for her, with its scan, by somebody else."""
    agency = version.agreement.agency
    refuse_unless(can_manage_people(actor, agency))
    if actor == person:
        raise Refused(_("Your own paper is entered by somebody else."), code="agreement_on_screen_by_herself")
    if signed_on > agency.today():
        raise Refused(_("This day has not come yet."), code="in_the_future", field="signed_on")
    if signed_on < version.held_on:
        raise Refused(
            _("This wording did not count yet on that day. Choose the version that stands on the paper."),
            code="agreement_version_in_force",
            field="version",
        )
    with kept(scan) as file:
        return _record_paper(actor, person, version, signed_on, file, language)


@transaction.atomic
def _record_paper(
    actor: Person, person: Person, version: AgreementVersion, signed_on: date, scan: Scan, language: str
) -> AgreementSigned:
    lock(person)
    with in_words(SENTENCES):
        return record(
            AgreementSigned(
                person=person,
                version=version,
                language=language,
                how=SignedBy.PAPER,
                entered_by=actor,
                held_on=signed_on,
                scan=scan.name,
                scan_sha256=scan.sha256,
            )
        )


@transaction.atomic
def take_back_signature(*, actor: Person, signed: AgreementSigned, reason: UnsignedFor) -> AgreementUnsigned:
    """A consent is taken back by herself (or entered for her); a paper entered by mistake by a coordinator."""
    agreement = signed.version.agreement
    manages = can_manage_people(actor, agreement.agency) and actor != signed.person
    if reason == UnsignedFor.CONSENT_WITHDRAWN:
        refuse_unless(agreement.kind == AgreementKind.CONSENT and (actor == signed.person or manages))
    else:
        refuse_unless(manages and signed.how == SignedBy.PAPER)
    lock(signed.person)
    if AgreementUnsigned.objects.filter(signed=signed).exists():
        raise Refused(_("This was taken back already."), code="taken_back_already")
    return record(AgreementUnsigned(signed=signed, by=actor, reason=reason, held_on=agreement.agency.today()))
