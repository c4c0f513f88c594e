"""The people of an agency: found, filtered, taken out as a file."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from people.actions import invite
from people.models import Agency, Membership, Person, Profile
from people.queries import PeopleSearch, find_people
from people.words import Role
from tests.factories.people import make_member, make_membership


def _names(agency: Agency, **search: str) -> list[str]:
    return [str(person) for person in find_people(agency, PeopleSearch(**search))]


def test_by_any_part_of_name_called_e_mail_and_phone(ana, bea, agency):
    Profile.objects.filter(person=bea).update(preferred_name="Trixie")
    assert _names(agency, words="rey") == ["Ana Reyes"]
    assert _names(agency, words="ANA reyes") == ["Ana Reyes"]
    assert _names(agency, words="trix") == ["Bea Olsen"]
    assert _names(agency, words="ana.reyes@") == ["Ana Reyes"]
    assert _names(agency, words="010-0111") == ["Ana Reyes"]
    assert _names(agency, words="nobody") == []


def test_by_role_and_only_of_this_agency(ana, bea, stan, agency):
    assert _names(agency) == ["Ana Reyes", "Bea Olsen"]
    assert _names(agency, role="supervisor") == ["Bea Olsen"]
    assert _names(agency, role="nonsense") == ["Ana Reyes", "Bea Olsen"]


def test_by_being_here_or_having_left(ana, bea, agency):
    Membership.objects.filter(person=ana).update(ends_on=agency.today() - timedelta(days=1))
    assert _names(agency) == ["Bea Olsen"]
    assert _names(agency, state="gone") == ["Ana Reyes"]
    assert _names(agency, state="gone", role="supervisor") == []


def test_by_sign_in(cleo, ana, agency):
    make_member("Tom Baker", agency, Role.VOLUNTEER, sign_in=False)
    rosa = make_member("Rosa Delgado", agency, Role.VOLUNTEER, sign_in=False)
    invite(actor=cleo, agency=agency, email="rosa@example.org", role=Role.VOLUNTEER, person=rosa)
    assert _names(agency, sign_in="with") == ["Ana Reyes", "Cleo Grant"]
    assert _names(agency, sign_in="without") == ["Rosa Delgado", "Tom Baker"]
    assert _names(agency, sign_in="invited") == ["Rosa Delgado"]


def test_the_page_says_how_many_and_keeps_what_was_searched(cleo, ana, bea, signed_in):
    page = signed_in(cleo).get("/agency/willow/people/?q=an&role=volunteer").content.decode()
    assert "1 person" in page
    assert "Ana Reyes" in page
    assert "Bea Olsen" not in page
    assert 'value="an"' in page
    assert "people.csv?q=an&amp;role=volunteer" in page
    assert "Nobody found" in signed_in(cleo).get("/agency/willow/people/?q=zzz&role=x&state=y&page=z").content.decode()


def test_others_find_no_such_page(ana, bea, pat, stan, signed_in):
    for person in (ana, bea, pat, stan):
        for path in ("", "people.csv", "new/", "import/"):
            assert signed_in(person).get(f"/agency/willow/people/{path}").status_code == 404


def test_the_list_takes_the_same_questions_for_one_row_and_for_three(cleo, agency, signed_in, questions):
    browser = signed_in(cleo)
    one = questions(lambda: browser.get("/agency/willow/people/"))
    for name in ("Ana Reyes", "Bea Olsen"):
        make_member(name, agency, Role.VOLUNTEER, Role.FACILITATOR)
    assert questions(lambda: browser.get("/agency/willow/people/")) == one


@pytest.mark.parametrize("rows", [1, 3])
def test_finding_takes_three_questions(agency, rows, django_assert_num_queries):
    for number in range(rows):
        make_member(f"Person {number}", agency, Role.VOLUNTEER, Role.FACILITATOR)
    with django_assert_num_queries(3):
        found = list(find_people(agency, PeopleSearch()))
        assert [len(person.here) for person in found] == [2] * rows


def test_the_file_holds_the_same_people_and_no_formula(cleo, ana, agency, signed_in):
    Profile.objects.filter(person=ana).update(name='=HYPERLINK("https://evil.example","x")', phone="+1 555 010 0111")
    make_membership(ana, agency, Role.FACILITATOR)
    browser = signed_in(cleo)
    answer = browser.get("/agency/willow/people/people.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="willow-people.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Name,Called,Roles,Since")
    assert lines[1].startswith("\"'=HYPERLINK")
    assert "'+1 555 010 0111" in lines[1]
    assert '"Support Parent, Facilitator"' in lines[1]
    sheet = load_workbook(io.BytesIO(browser.get("/agency/willow/people/people.xlsx").content)).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == '=HYPERLINK("https://evil.example","x")'
    assert browser.get("/agency/willow/people/people.exe").status_code == 404


def test_somebody_who_is_only_about_to_begin_is_here(cleo, ana, agency):
    Membership.objects.filter(person=ana).update(ends_on=agency.today() - timedelta(days=1))
    make_membership(ana, agency, Role.VOLUNTEER, starts_on=agency.today() + timedelta(days=3))
    assert _names(agency, role="volunteer") == ["Ana Reyes"]


def test_an_erased_person_is_found_without_a_name(ada, ana, agency):
    from people.actions import erase_person

    erase_person(actor=ada, person=ana, agency=agency)
    assert _names(agency, state="gone") == ["Name removed"]
    assert Person.objects.filter(pk=ana.pk).exists()
