"""A certificate on paper: one tagged PDF (PDF/UA-1), set by typst from data, never from markup."""

import json

import segno
import typst
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from roster.queries.certificate import covers
from roster.queries.paper import Paper
from supervision.words import duration

SHEET = settings.BASE_DIR / "templates" / "roster" / "certificate.typ"


def write(paper: Paper, language: str) -> bytes:
    """The certificate as PDF, with the name its holder has today, in one of our languages."""
    with translation.override(language):
        said = json.dumps(in_words(paper, language), ensure_ascii=False)
    return bytes(
        typst.compile(
            SHEET.read_bytes(), sys_inputs={"certificate": said}, ignore_system_fonts=True, pdf_standards="ua-1"
        )
    )


def in_words(paper: Paper, language: str) -> dict[str, object]:
    """Everything the sheet sets, as plain data."""
    kind = _training(paper) if paper.of_training else _course(paper)
    return {
        "language": language,
        "agency": paper.agency.name,
        "name": paper.person.get_full_name(),
        "shown": [[row.label, row.words, date_format(row.day, "DATE_FORMAT")] for row in covers(paper)],
        "check": _check(paper),
        **kind,
    }


def _training(paper: Paper) -> dict[str, object]:
    until = paper.until
    version = {"title": paper.title, "number": paper.fact.version.number}  # type: ignore[union-attr]
    return {
        "title": _("Certificate of training"),
        "sentence": _("has completed the formal training of %(program)s.") % {"program": paper.title},
        "facts": [
            *_dated(paper),
            [_("Good until"), date_format(until, "DATE_FORMAT") if until else _("no end is set")],
            [_("Program"), _("%(title)s, version %(number)s") % version],
        ],
        "shown_heading": _("What it rests on"),
        "columns": [_("What was asked"), _("How it was shown"), _("Date")],
        "foot": _("This says that training is complete. It is not a license."),
    }


def _course(paper: Paper) -> dict[str, object]:
    return {
        "title": _("Certificate of completion"),
        "sentence": _("has finished the course %(title)s.") % {"title": paper.title},
        "facts": [*_dated(paper), [_("Time it takes"), duration(paper.fact.minutes)]],  # type: ignore[union-attr]
        "shown_heading": _("What the course held"),
        "columns": [_("Module"), _("Time it takes"), _("Finished on")],
        "foot": _("This says that a course was finished. It is not a license."),
    }


def _dated(paper: Paper) -> list[list[str]]:
    return [[_("Date"), date_format(paper.held_on, "DATE_FORMAT")], [_("Number"), paper.number]]


def _check(paper: Paper) -> dict[str, str]:
    """How anybody can ask whether it still stands; nothing where she has switched that off."""
    if not paper.answers:
        return {}
    return {
        "words": _("Does it still stand? Open this address and type the number and the name:"),
        "url": paper.check_url,
        "qr": segno.make(paper.check_url, error="m", micro=False).svg_inline(border=4),
        "alt": _("A square code for a phone’s camera. It opens %(url)s") % {"url": paper.check_url},
    }
