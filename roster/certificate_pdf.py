"""The training certificate on paper: one tagged PDF (PDF/UA-1), set by typst from data, never from markup."""

import json

import typst
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from roster.models import TrainingCertificate
from roster.queries.certificate import shown_by

SHEET = settings.BASE_DIR / "templates" / "roster" / "certificate.typ"


def write(certificate: TrainingCertificate) -> bytes:
    """The certificate as PDF, in its holder's language, whoever prints it."""
    with override(certificate.person.profile.language):
        said = json.dumps(in_words(certificate), ensure_ascii=False)
    return bytes(
        typst.compile(
            SHEET.read_bytes(), sys_inputs={"certificate": said}, ignore_system_fonts=True, pdf_standards="ua-1"
        )
    )


def in_words(certificate: TrainingCertificate) -> dict[str, object]:
    """Everything the sheet sets, as plain data."""
    agency, programme = certificate.agency, certificate.version.programme
    until = certificate.expires_on
    return {
        "language": get_language() or "en",
        "title": _("Certificate of training"),
        "agency": agency.name,
        "name": certificate.person.get_full_name(),
        "sentence": _("has completed the formal training of %(program)s.") % {"program": programme.title},
        "facts": [
            [_("Date"), date_format(certificate.held_on, "DATE_FORMAT")],
            [_("Good until"), date_format(until, "DATE_FORMAT") if until else _("no end is set")],
            [_("Number"), certificate.number],
            [_("Program"), _("%(title)s, version %(number)s") % _version(certificate)],
        ],
        "shown_heading": _("What it rests on"),
        "columns": [_("What was asked"), _("How it was shown"), _("Date")],
        "shown": [[row.label, row.words, date_format(row.day, "DATE_FORMAT")] for row in shown_by(certificate)],
        "foot": _("This says that training is complete. It is not a license. Ask %(agency)s whether it still stands.")
        % {"agency": agency.name},
    }


def _version(certificate: TrainingCertificate) -> dict[str, object]:
    return {"title": certificate.version.programme.title, "number": certificate.version.number}
