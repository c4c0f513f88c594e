"""The lists of the room as files: what they hold, for whom, and that they are filtered as the page is."""

import csv
import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from people.words import Role
from supervision.words import Format, Kind
from tests.factories.people import make_member
from tests.factories.supervision import (
    make_assignment,
    make_confirmed_hours,
    make_hours,
    make_signoff,
    make_signoff_request,
)
from tests.supervision.test_pages import as_, words_of

pytestmark = pytest.mark.django_db


def lines(person, address: str) -> list[dict[str, str]]:
    answer = as_(person).get(address)
    assert answer["Content-Disposition"].startswith("attachment;")
    if ".xlsx" in address:
        heading, *rows = load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
        return [dict(zip(heading, [cell or "" for cell in row], strict=True)) for row in rows]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_her_own_hours_with_her_words(ana, bea, cora, agency, assigned, consulting, kind):
    day = agency.today() - timedelta(days=3)
    make_confirmed_hours(ana, bea, agency, held_on=day, note="Boundaries", late_days=40)
    make_hours(ana, cora, agency, kind=Kind.CLINICAL_CONSULTATION, minutes=30)
    assert len(lines(ana, f"/hours/hours.{kind}")) == 2
    [line] = lines(ana, f"/hours/hours.{kind}?kind=peer_supervision")
    said = (line["Date"], line["Minutes"], line["With"], line["State"], line["Confirmed by"], line["Note"])
    assert said == (day.isoformat(), "60", "Bea Olsen", "Confirmed", "Bea Olsen", "Boundaries")
    assert (line["Counts"], line["Days after the session, if late"]) == ("yes", "40")
    assert lines(bea, f"/hours/hours.{kind}") == []


def test_no_cell_is_a_formula(ana, bea, agency, assigned):
    note = make_hours(ana, bea, agency, note="plain").note
    type(note).objects.filter(pk=note.pk).update(text="=HYPERLINK(1)")
    assert lines(ana, "/hours/hours.csv")[0]["Note"] == "'=HYPERLINK(1)"
    assert lines(bea, "/supervise/waiting.csv")[0]["Note"] == "'=HYPERLINK(1)"


def test_her_supervisor_saves_what_the_two_share_and_nothing_else(ana, bea, cora, agency, assigned, consulting):
    make_hours(ana, bea, agency, minutes=37)
    make_hours(ana, cora, agency, kind=Kind.CLINICAL_CONSULTATION, minutes=41, note="Consultation words")
    assert [line["Minutes"] for line in lines(bea, f"/supervise/people/{assigned.uuid}/hours.csv")] == ["37"]
    [line] = lines(cora, f"/supervise/people/{consulting.uuid}/hours.xlsx")
    assert (line["Minutes"], line["Note"]) == ("41", "Consultation words")
    assert as_(bea).get(f"/supervise/people/{consulting.uuid}/hours.csv").status_code == 404


def test_who_leads_a_group_has_group_hours_only_on_the_page_and_in_the_file(ana, bea, gwen, agency, assigned):
    leading = make_assignment(gwen, ana, agency, groups_only=True)
    make_hours(ana, bea, agency, minutes=37, note="Between the two of us")
    make_hours(ana, gwen, agency, minutes=41, format=Format.GROUP)
    assert "Between the two of us" not in words_of(as_(gwen).get(f"/supervise/people/{leading.uuid}/"))
    assert [line["Minutes"] for line in lines(gwen, f"/supervise/people/{leading.uuid}/hours.csv")] == ["41"]


def test_the_coordinator_saves_everybodys_hours_without_a_note(ana, dee, bea, cleo, agency, other_agency, assigned):
    make_hours(ana, bea, agency, note="Not for the office")
    make_hours(dee, bea, agency, minutes=45)
    make_hours(dee, bea, other_agency)
    found = lines(cleo, "/agency/willow/hours.csv")
    assert {(line["Name"], line["Minutes"]) for line in found} == {("Ana Reyes", "60"), ("Dee Robinson", "45")}
    assert "Note" not in found[0] and "office" not in str(found)
    assert [line["Name"] for line in lines(cleo, "/agency/willow/hours.xlsx?q=dee")] == ["Dee Robinson"]


def test_the_coordinators_lists_are_saved_as_they_are_filtered(ana, dee, bea, cleo, agency, assigned, framework):
    make_signoff(ana, bea, agency, framework.competencies.first())
    found = {line["Volunteer"]: line["Who"] for line in lines(cleo, "/agency/willow/assignments.csv")}
    assert (found["Ana Reyes"], found["Dee Robinson"]) == ("Bea Olsen", "Nobody yet")
    assert "Ana Reyes" not in str(lines(cleo, "/agency/willow/assignments.csv?nobody=1"))
    assert len(lines(cleo, "/agency/willow/sign-offs.xlsx?q=connection")) == 1
    assert lines(cleo, "/agency/willow/sign-offs.csv?q=dee") == []


def test_the_desk_finds_people_and_says_how_many(bea, agency, framework):
    for name in ("Zora Neal", "Yara Diaz", "Xenia Roth"):
        make_assignment(bea, make_member(name, agency, Role.VOLUNTEER), agency)
    zora = make_assignment(bea, make_member("Zora Bell", agency, Role.VOLUNTEER), agency).volunteer
    make_signoff_request(zora, bea, agency, framework.competencies.first())
    page = words_of(as_(bea).get("/supervise/?q=zora"))
    assert "Zora Neal" in page and "Yara Diaz" not in page
    assert "Everyone (2)" in page and "Something waits (1)" in page and "2 people" in page
    assert "Nobody found" in words_of(as_(bea).get("/supervise/?q=nemo"))
    assert [line["Name"] for line in lines(bea, "/supervise/people.csv?q=zora&waiting=1")] == ["Zora Bell"]


def test_what_waits_is_found_by_name_and_counted(ana, dee, bea, agency, assigned):
    make_assignment(bea, dee, agency)
    make_hours(ana, bea, agency)
    make_hours(dee, bea, agency, minutes=45)
    assert "2 sessions to confirm" in words_of(as_(bea).get("/supervise/waiting/"))
    page = words_of(as_(bea).get("/supervise/waiting/?q=dee"))
    assert "1 session to confirm" in page and "Ana Reyes" not in page
    assert [line["Minutes"] for line in lines(bea, "/supervise/waiting.xlsx?q=dee")] == ["45"]
