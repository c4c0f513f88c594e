"""Her own pages: details, notices, whom to talk to."""

from datetime import timedelta

import pytest

from ledger import clock
from people.actions import grant_role, notify
from people.models import Agency, Membership, Notice, Person, Profile
from people.queries import talk_to, unread_count
from people.words import Role

DETAILS = {
    "name": "Ana Reyes",
    "preferred_name": "Ani",
    "phone": "(555) 010-0111",
    "contact_email": "",
    "contact_by": "text",
    "language": "en",
    "time_zone": "America/Denver",
}


def test_she_keeps_her_own_details(ana, signed_in):
    browser = signed_in(ana)
    assert 'value="Ana Reyes"' in browser.get("/me/").content.decode()
    assert browser.post("/me/", DETAILS).url == "/me/"
    profile = Profile.objects.get(person=ana)
    assert (profile.preferred_name, profile.contact_by, profile.time_zone) == ("Ani", "text", "America/Denver")
    assert "new name" not in browser.get("/me/").content.decode()
    renamed = browser.post("/me/", DETAILS | {"name": "Ana Duarte"}, follow=True).content.decode()
    assert "carries your new name, certificates too" in renamed


def test_a_body_changes_nothing_but_her_details(ana, bea, signed_in):
    more = {
        "email": "evil@example.org",
        "state": "died",
        "is_staff": "on",
        "is_superuser": "on",
        "person": bea.pk,
        "role": "admin",
    }
    signed_in(ana).post("/me/", DETAILS | more)
    ana.refresh_from_db()
    assert (ana.email, ana.state, ana.is_staff, ana.is_superuser) == ("ana.reyes@example.org", "here", False, False)
    assert Profile.objects.get(person=bea).name == "Bea Olsen"
    assert [m.role for m in ana.memberships.all()] == ["volunteer"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 121), ("contact_email", "x@"), ("time_zone", "Mars/Olympus"), ("language", "xx")],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(ana, signed_in, field, value):
    page = signed_in(ana).post("/me/", DETAILS | {"phone": "(555) 010-0188"} | {field: value}).content.decode()
    assert "Please look at this again" in page
    assert "(555) 010-0188" in page
    assert Profile.objects.get(person=ana).phone == "(555) 010-0111"


def test_her_pages_ask_to_sign_in_first(client):
    for path in ("/me/", "/me/notices/", "/me/agreements/", "/me/copy/"):
        assert client.get(path).url == f"/accounts/login/?next={path}"


# Notices


@pytest.fixture
def told(cleo: Person, ana: Person, agency: Agency) -> Notice:
    grant_role(actor=cleo, person=ana, agency=agency, role=Role.FACILITATOR)
    return Notice.objects.get(person=ana)


def test_a_notice_says_what_is_new_and_opening_it_leads_there(ana, told, signed_in):
    browser = signed_in(ana)
    page = browser.get("/me/notices/").content.decode()
    assert "You have a new role at Willow County Parent to Parent: Facilitator." in page
    assert unread_count(ana) == 1
    assert browser.post(f"/me/notices/{told.uuid}/").url == "/me/"
    assert unread_count(ana) == 0
    assert "Read before" in browser.get("/me/notices/").content.decode()


def test_looking_changes_nothing(ana, told, signed_in):
    browser = signed_in(ana)
    assert browser.get(f"/me/notices/{told.uuid}/").status_code == 405
    assert browser.get("/me/notices/read/").status_code == 405
    assert unread_count(ana) == 1


def test_all_can_be_read_at_once(ana, agency, told, signed_in):
    signed_in(ana).post("/me/notices/read/")
    assert unread_count(ana) == 0


def test_a_notice_of_somebody_else_is_not_found(bea, told, signed_in):
    assert signed_in(bea).post(f"/me/notices/{told.uuid}/").status_code == 404
    assert "new role" not in signed_in(bea).get("/me/notices/").content.decode()


def test_a_notice_for_later_is_not_shown_yet(ana, agency, signed_in):
    later = clock.now() + timedelta(days=3)
    notice = notify(
        person=ana,
        agency=agency,
        kind="people-role-granted",
        key="later",
        about={"role": "facilitator"},
        show_from=later,
    )
    assert signed_in(ana).post(f"/me/notices/{notice.uuid}/").status_code == 404
    assert "new role" not in signed_in(ana).get("/me/notices/").content.decode()


def test_names_in_a_notice_are_text_never_html(ana, agency, signed_in):
    Agency.objects.filter(pk=agency.pk).update(name="<script>alert(1)</script>")
    notify(person=ana, agency=agency, kind="people-role-granted", key="x", about={"role": "facilitator"})
    page = signed_in(ana).get("/me/notices/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_notice_never_leads_out_of_the_house(ana, agency, signed_in):
    notice = notify(person=ana, agency=agency, kind="people-role-granted", key="x", url="https://evil.example/")
    assert signed_in(ana).post(f"/me/notices/{notice.uuid}/").url == "/me/notices/"


def test_the_page_takes_the_same_questions_for_one_and_for_three(ana, agency, signed_in, questions):
    browser = signed_in(ana)

    def one_more(key: str) -> None:
        notify(person=ana, agency=agency, kind="people-role-granted", key=key, about={"role": "facilitator"})

    one_more("1")
    one = questions(lambda: browser.get("/me/notices/"))
    one_more("2")
    one_more("3")
    assert questions(lambda: browser.get("/me/notices/")) == one


# Talk to someone


def test_whom_to_talk_to_are_her_agencies_and_their_crisis_lines(ana, agency, other_agency):
    Agency.objects.filter(pk=agency.pk).update(crisis_name="Warm line", crisis_number="(555) 010-0911")
    talk = talk_to(ana)
    assert [(line.name, line.href) for line in talk.crisis_lines] == [("Warm line", "tel:5550100911")]
    assert [(own.name, own.number, own.hours) for own in talk.agencies] == [
        ("Willow County Parent to Parent", "(555) 010-0100", "Mon–Fri, 9 to 5")
    ]


def test_without_an_agency_the_national_line_is_there(ana, agency, django_assert_num_queries):
    Membership.objects.filter(person=ana).update(ends_on=agency.today() - timedelta(days=1))
    with django_assert_num_queries(1):
        talk = talk_to(ana)
    assert [line.number for line in talk.crisis_lines] == ["988"]
    assert talk.agencies == ()
