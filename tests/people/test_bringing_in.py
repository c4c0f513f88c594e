"""Sixty people from a spreadsheet: looked at, brought in, brought in again."""

import io
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ledger import clock, jobs
from ledger.refusals import Refused, in_words
from people import sheets
from people.actions import bring_in, invite
from people.actions.invitation import OPEN_ONCE
from people.models import Agency, Invitation, Membership, Person, Profile
from people.queries.bringing_in import plan, rows_of
from people.words import Outcome, Role
from tests.factories.people import make_member, make_membership

HEADER = "Name,Called,E-mail to sign in,Contact e-mail,Phone,Language,Role,Since"
PATH = "/agency/willow/people/import/"


def _rows(*lines: str) -> list[dict[str, str]]:
    return rows_of(sheets.read(io.BytesIO("\n".join([HEADER, *lines]).encode()), most_rows=500))


def _plan(cleo: Person, agency: Agency, *lines: str) -> list[tuple[str, list[str]]]:
    planned = plan(actor=cleo, agency=agency, rows=_rows(*lines))
    return [(one.outcome, [problem.column for problem in one.problems]) for one in planned]


def _sixty() -> list[str]:
    return [f"Person {n},,p{n}@example.org,,(555) 010-{n:04},,,2024-0{n % 9 + 1}-01" for n in range(60)]


def _look(browser: Client, *lines: str) -> str:
    sheet = SimpleUploadedFile("list.csv", "\n".join([HEADER, *lines]).encode())
    return browser.post(PATH, {"sheet": sheet}).content.decode()


def _sealed(page: str) -> str:
    return re.search(r'name="rows" value="([^"]+)"', page)[1]


def test_sixty_people_are_looked_at_then_brought_in_then_here(cleo, agency, signed_in):
    browser = signed_in(cleo)
    page = _look(browser, *_sixty())
    assert '<span class="number count">60</span> New' in page
    assert Person.objects.count() == 1  # nothing is written by looking
    answer = browser.post(f"{PATH}confirm/", {"rows": _sealed(page)}, follow=True)
    assert "60 people are new." in answer.content.decode()
    assert Membership.objects.filter(agency=agency, role=Role.VOLUNTEER).count() == 60
    person = Person.objects.get(profile__name="Person 7")
    assert person.email is None
    assert person.profile.contact_email == "p7@example.org"
    assert person.profile.time_zone == agency.time_zone
    assert person.memberships.get().starts_on == date(2024, 8, 1)
    assert person.memberships.get().granted_by == cleo
    assert Invitation.objects.count() == 0
    again = _look(browser, *_sixty())
    assert '<span class="number count">60</span> Here already' in again
    browser.post(f"{PATH}confirm/", {"rows": _sealed(again)})
    browser.post(f"{PATH}confirm/", {"rows": _sealed(page)})
    assert Person.objects.count() == 61


def test_invitations_go_out_by_one_job_for_the_whole_sheet(cleo, agency, signed_in):
    browser = signed_in(cleo)
    page = _look(browser, *_sixty())
    browser.post(f"{PATH}confirm/", {"rows": _sealed(page), "invitations": "on"})
    assert Invitation.objects.filter(agency=agency, role=Role.VOLUNTEER).count() == 60
    while jobs.sweep():
        pass
    assert len(mail.outbox) == 60
    invited = Invitation.objects.get(email="p7@example.org")
    assert str(invited.person) == "Person 7"
    page = _look(browser, *_sixty())
    browser.post(f"{PATH}confirm/", {"rows": _sealed(page), "invitations": "on"})
    assert Invitation.objects.count() == 60


@pytest.mark.parametrize("how_many", [1, 60])
def test_looking_takes_the_same_questions(cleo, agency, django_assert_num_queries, how_many):
    make_member("Ana Reyes", agency, Role.VOLUNTEER)
    rows = _rows(*_sixty()[:how_many])
    with django_assert_num_queries(6):
        plan(actor=cleo, agency=agency, rows=rows)


def test_bringing_in_takes_few_questions_however_many_rows(cleo, agency, django_assert_max_num_queries):
    rows = _rows(*_sixty())
    with django_assert_max_num_queries(40):
        assert bring_in(actor=cleo, agency=agency, rows=rows, invitations=True).invited == 60


def test_two_coordinators_who_invite_the_same_at_once_get_words(cleo, agency):
    """The second one passed every question before the first one was through."""
    asked = {"agency": agency, "email": "a@example.org", "role": Role.VOLUNTEER}
    Invitation.objects.create(**asked, invited_by=cleo, expires_at=clock.now())
    with pytest.raises(Refused, match="open invitation"), in_words(OPEN_ONCE):
        Invitation.objects.create(**asked, invited_by=cleo, expires_at=clock.now())


def test_each_row_with_a_problem_says_which_column(cleo, agency):
    future = (agency.today() + timedelta(days=9)).isoformat()
    assert _plan(
        cleo,
        agency,
        ",,a@example.org,,,,,",
        "Ana,,nonsense,x@,123,Klingon,,",
        f"Bea,,,,,,Boss,{future}",
        "Cora,,,,,,Admin,",
        "Dora,,,,,,supervisor,2020-01-01",
        f"{'E' * 121},,,,,,,31.31.2020",
    ) == [
        ("wrong", ["name"]),
        ("wrong", ["sign_in_email", "contact_email", "phone", "language"]),
        ("wrong", ["role", "since"]),
        ("wrong", ["role"]),
        ("wrong", ["since"]),
        ("wrong", ["name", "since"]),
    ]


def test_rows_are_numbered_as_in_the_sheet(cleo, agency):
    rows = _rows("Ana,,,,,,,", "", ",,,,,,,", "Bea,,nonsense,,,,,")
    assert [(one.number, one.outcome) for one in plan(actor=cleo, agency=agency, rows=rows)] == [
        (2, "new"),
        (5, "wrong"),
    ]


def test_the_page_names_row_and_column_and_leaves_the_row_out(cleo, agency, signed_in):
    browser = signed_in(cleo)
    page = _look(browser, "Ana Reyes,,,,,,,", "Bea Olsen,,nonsense,,,,,")
    assert "<strong>E-mail to sign in:</strong> This is not an e-mail address." in page
    assert "1 row needs a look" in page
    said = browser.post(f"{PATH}confirm/", {"rows": _sealed(page)}, follow=True).content.decode()
    assert "1 person is new. 1 row was left out." in said
    assert not Profile.objects.filter(name="Bea Olsen").exists()


def test_who_is_here_is_known_by_sign_in_or_by_name_with_a_contact(cleo, agency):
    make_member("Ana Reyes", agency, Role.VOLUNTEER)
    make_member("Rosa Delgado", agency, Role.VOLUNTEER, sign_in=False, phone="(555) 010-0177")
    make_member("Tom Baker", agency, Role.VOLUNTEER, sign_in=False, contact_email="home@example.org")
    assert _plan(
        cleo,
        agency,
        "Ana Reyes,,ana.reyes@example.org,,,,,",
        "ROSA  delgado,,,,+1 555 010 0177,,,",
        "Tom Baker,,,HOME@example.org,,,,",
        "Tom Baker,,,other@example.org,,,,",
        "Rosa Delgado,,,,,,facilitator,",
    ) == [("here", []), ("here", []), ("here", []), ("new", []), ("role", [])]


def test_an_address_that_signs_somebody_else_in_is_pointed_out(cleo, agency):
    make_member("Ana Reyes", agency, Role.VOLUNTEER)
    assert _plan(cleo, agency, "Luis Reyes,,ana.reyes@example.org,,,,,") == [("wrong", ["sign_in_email"])]


def test_the_same_person_twice_in_a_sheet_comes_once(cleo, agency):
    lines = ["Ana,,a@example.org,,,,,", "Ana,,a@example.org,,,,,", "Bo,,,,,,,", "Bo,,,,,,,"]
    assert [outcome for outcome, _ in _plan(cleo, agency, *lines)] == ["new", "wrong", "new", "wrong"]


def test_a_couple_may_share_a_contact_address(cleo, agency):
    lines = ["Maria,,,two@example.org,5550100134,,,", "José,,,two@example.org,5550100134,,,"]
    assert [outcome for outcome, _ in _plan(cleo, agency, *lines)] == ["new", "new"]


def test_somebody_with_a_sign_in_at_another_agency_comes_by_saying_yes(cleo, agency, stan):
    rows = _rows("Stan Kowalski,,stan.kowalski@example.org,,,,,")
    (one,) = plan(actor=cleo, agency=agency, rows=rows)
    assert one.outcome == Outcome.ELSEWHERE
    assert bring_in(actor=cleo, agency=agency, rows=rows, invitations=False).left_out == 1
    done = bring_in(actor=cleo, agency=agency, rows=rows, invitations=True)
    assert (done.invited, done.left_out) == (1, 0)
    assert not Membership.objects.filter(agency=agency, person=stan).exists()
    assert Invitation.objects.get().person is None


def test_somebody_who_left_comes_back(cleo, agency):
    ana = make_member("Ana Reyes", agency, Role.VOLUNTEER)
    Membership.objects.filter(person=ana).update(ends_on=agency.today() - timedelta(days=1))
    rows = _rows("Ana Reyes,,ana.reyes@example.org,,,,,2020-01-01")
    assert bring_in(actor=cleo, agency=agency, rows=rows, invitations=False).roles == 1
    assert [m.starts_on for m in ana.memberships.order_by("pk")][1] == agency.today()


def test_nobody_brings_herself_into_a_role(cleo, agency):
    assert _plan(cleo, agency, "Cleo Grant,,cleo.grant@example.org,,,,supervisor,") == [("wrong", ["name"])]


def test_an_invitation_that_is_open_is_not_sent_twice(cleo, agency):
    tom = make_member("Tom Baker", agency, Role.VOLUNTEER, sign_in=False)
    invite(actor=cleo, agency=agency, email="tom@example.org", role=Role.VOLUNTEER, person=tom)
    rows = _rows("Tom Baker,,tom@example.org,,,,,")
    done = bring_in(actor=cleo, agency=agency, rows=rows, invitations=True)
    assert (done.here, done.invited) == (1, 0)


def test_the_agencys_own_word_is_a_role_too(cleo, agency):
    assert _plan(cleo, agency, "Ana,,,,,,support parents,", "Bo,,,,,Español,Volunteer,3/31/2024")[0] == ("new", [])


def test_the_page_says_which_roles_a_sheet_may_give(cleo, signed_in):
    page = signed_in(cleo).get(PATH).content.decode()
    assert "Support Parent · " in page
    told = page.split("What may stand under")[1].split("</p>")[0]
    assert "Publisher" not in told and "Coordinator" not in told


def test_columns_may_stand_in_any_order_and_unknown_ones_are_named(cleo, agency, signed_in):
    assert rows_of([["phone", "NAME"], ["5", "Ana"]])[0]["name"] == "Ana"
    sheet = SimpleUploadedFile("l.csv", b"Name,Diagnosis\nAna,x\n")
    assert "“Diagnosis”, is not one" in signed_in(cleo).post(PATH, {"sheet": sheet}).content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Name\n", "nobody on this list"),
        (b"Phone\n5\n", "no column"),
        (b"Name,Name\nA,B\n", "stands there twice"),
        ("Name\nMaría\n".encode("latin-1"), "CSV UTF-8"),
        (b"Name\n" + b"A,\n" * 501, "more than 500 rows"),
        (b"PK\x03\x04xx", "cannot be opened"),
    ],
)
def test_a_file_that_cannot_be_used_is_answered_in_words(cleo, signed_in, content, words):
    answer = signed_in(cleo).post(PATH, {"sheet": SimpleUploadedFile("l.csv", content)})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Person.objects.count() == 1


def test_the_template_can_be_brought_in_as_it_is(cleo, agency, signed_in):
    browser = signed_in(cleo)
    for kind in ("csv", "xlsx"):
        template = browser.get(f"{PATH}template.{kind}").content
        page = browser.post(PATH, {"sheet": SimpleUploadedFile(f"l.{kind}", template)}).content.decode()
        assert '<span class="number count">2</span> New' in page
        assert "Needs a look" not in page


# Attacks on the second step


def test_rows_cannot_be_forged_borrowed_or_kept_for_later(cleo, stan, agency, other_agency, signed_in):
    make_membership(cleo, other_agency, Role.COORDINATOR)
    browser = signed_in(cleo)
    rows = _sealed(_look(browser, "Mallory,,,,,,,"))

    def people_after(browser: Client, path: str, said: str) -> bool:
        answer = browser.post(path, {"rows": said}, follow=True)
        assert "choose your list once more" in answer.content.decode()
        return Profile.objects.filter(name="Mallory").exists()

    harbor = "/agency/harbor/people/import/confirm/"
    assert not people_after(browser, f"{PATH}confirm/", rows[:-2] + "xx")
    assert not people_after(browser, f"{PATH}confirm/", "")
    assert not people_after(browser, harbor, rows)
    assert not people_after(signed_in(stan), harbor, rows)
    with time_machine.travel(clock.now() + timedelta(hours=5)):
        assert not people_after(signed_in(cleo), f"{PATH}confirm/", rows)
