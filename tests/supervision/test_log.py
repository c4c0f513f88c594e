"""The log on paper and as a table."""

import pytest
from django.urls import reverse
from django.utils import formats, translation

from supervision import log
from supervision.queries import entries_for_log
from supervision.words import Format, Kind
from tests.factories.supervision import make_assignment, make_confirmed_hours, make_hours

pytestmark = pytest.mark.django_db


@pytest.fixture
def confirmed(ana, bea, gwen, agency, assigned):
    """Two hours confirmed by Bea, one of them in a group, and one by Gwen from the records."""
    make_confirmed_hours(ana, bea, agency, minutes=60, start="17:30")
    make_confirmed_hours(ana, bea, agency, minutes=90, format=Format.GROUP)
    make_assignment(gwen, ana, agency)
    make_confirmed_hours(ana, gwen, agency, minutes=30)
    make_hours(ana, bea, agency, minutes=20)
    return entries_for_log(ana, Kind.PEER_SUPERVISION)


def test_the_sheet_has_a_part_for_each_who_confirmed_with_both_dates_and_totals(ana, agency, confirmed):
    sheet = log._sheet(ana, Kind.PEER_SUPERVISION, confirmed)
    first, second = sheet["parts"]
    assert (first["title"], second["title"]) == ("Bea Olsen", "Gwen Achterberg")
    assert first["total"] == "150 minutes (2 h 30 min)"
    assert first["split"] == "One to one: 60 minutes. In a group: 90 minutes."
    held, minutes, _how, signed, _remarks = first["rows"][0]
    assert (held, minutes) == (formats.date_format(confirmed[0].held_on, "DATE_FORMAT"), "60")
    assert signed == formats.date_format(agency.today(), "DATE_FORMAT")
    assert ["In all", "180 minutes (3 h)"] in sheet["facts"]


def test_her_log_is_in_her_language(ana, confirmed, client):
    with translation.override("es"):
        sheet = log._sheet(ana, Kind.PEER_SUPERVISION, confirmed)
    assert sheet["title"] == "Registro de horas: Supervisión entre pares"
    assert sheet["parts"][0]["split"] == "Individual: 60 minutos. En grupo: 90 minutos."
    ana.profile.language = "es"
    ana.profile.save()
    client.force_login(ana)
    answer = client.get(reverse("supervision:log-pdf"), {"kind": Kind.PEER_SUPERVISION.value})
    assert b"/Lang(es)" in answer.content


def test_the_paper_is_a_tagged_pdf(ana, confirmed):
    written = log.pdf(ana, Kind.PEER_SUPERVISION, confirmed)
    assert written.startswith(b"%PDF-")
    assert b"/MarkInfo" in written and b"/StructTreeRoot" in written
    assert b"pdfuaid" in written


def test_words_that_look_like_markup_are_only_words(ana, bea, agency, assigned):
    bea.profile.name = '#panic("no") *Bea* $x$ </text> \\ `raw`'
    bea.profile.save()
    make_confirmed_hours(ana, bea, agency)
    assert log.pdf(ana, Kind.PEER_SUPERVISION, entries_for_log(ana, Kind.PEER_SUPERVISION)).startswith(b"%PDF-")


def test_a_log_of_nothing_says_so(ana):
    assert log._sheet(ana, Kind.CLINICAL_CONSULTATION, [])["empty"] == "Nothing is confirmed yet."
    assert log.pdf(ana, Kind.CLINICAL_CONSULTATION, []).startswith(b"%PDF-")


def test_kinds_are_printed_apart(ana, bea, cora, agency, assigned, consulting):
    make_confirmed_hours(ana, bea, agency)
    make_confirmed_hours(ana, cora, agency, kind=Kind.CLINICAL_CONSULTATION, minutes=45)
    assert [entry.minutes for entry in entries_for_log(ana, Kind.CLINICAL_CONSULTATION)] == [45]
