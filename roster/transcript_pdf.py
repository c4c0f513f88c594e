"""The transcript on paper: one tagged PDF (PDF/UA-1), set by typst from data, never from markup."""

import json

import typst
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from roster.queries.transcript import Line, Transcript

SHEET = settings.BASE_DIR / "templates" / "roster" / "transcript.typ"


def write(said: Transcript) -> bytes:
    """In the language of whoever reads it."""
    data = json.dumps(in_words(said), ensure_ascii=False)
    return bytes(
        typst.compile(
            SHEET.read_bytes(), sys_inputs={"transcript": data}, ignore_system_fonts=True, pdf_standards="ua-1"
        )
    )


def in_words(said: Transcript) -> dict[str, object]:
    """Everything the sheet sets, as plain data."""
    day = date_format(said.day, "DATE_FORMAT")
    return {
        "language": translation.get_language() or "en",
        "title": _("Transcript of everything learned"),
        "name": said.person.get_full_name(),
        "agency": said.agency.name if said.agency else "",
        "as_of": _("As it stands on %(day)s") % {"day": day},
        "page_word": _("Page"),
        "columns": [_("What"), _("More about it"), _("Date"), _("Time"), _("Agency")],
        "parts": [{"title": str(part.label), "rows": [_row(line) for line in lines]} for part, lines in said.parts],
    }


def _row(line: Line) -> list[str]:
    day = date_format(line.day, "DATE_FORMAT")
    if line.until:
        day = _("%(day)s, good until %(until)s") % {
            "day": day,
            "until": date_format(line.until, "DATE_FORMAT"),
        }
    return [line.what, line.more, day, line.time, line.agency]
