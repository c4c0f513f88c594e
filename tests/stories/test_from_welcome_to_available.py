"""From a family's first look to a volunteer whom the coordinator finds available: each person in a browser of her own."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from cms.models import AgencyPage
from people import actions
from people.models import Invitation, Person
from people.queries import link_to
from people.words import Role
from roster.queries import available_support_parents
from supervision.actions import Terms, assign, sign_hours
from supervision.models import HoursEntry
from supervision.words import Kind
from tests.factories.cms import make_media, make_packet, make_press, make_video_page
from tests.factories.courses import make_attendance
from tests.factories.roster import make_decision
from tests.factories.supervision import make_signoff
from tests.stories.conftest import RIGHT, WRONG, Town
from tests.stories.walking import PASSWORD, Keyboard, Mouse, red_things, sign_in

ANA, HER_EMAIL = "Ana Reyes", "ana.reyes@example.org"
OpenPage = Callable[..., Page]


# The family


def test_a_family_reads_and_watches_without_being_noted_down(open_page: OpenPage, town: Town) -> None:
    home = make_press(town.agency)
    make_packet(home)
    make_video_page(home, make_media(town.agency, look=True), title="Parents helping parents")
    page = open_page()
    page.goto(home.url)
    _read_the_welcome_packet(page, home)
    page.get_by_role("link", name="Parents helping parents").first.click()
    _watch(page)
    assert page.context.cookies() == []


def _read_the_welcome_packet(page: Page, home: AgencyPage) -> None:
    page.get_by_role("link", name="Welcome packet").first.click()
    expect(page.get_by_text("Keep it on the fridge.")).to_be_visible()
    expect(page.get_by_role("link", name="Leave this page").first).to_be_visible()
    assert page.context.cookies() == []
    page.goto(home.url)


def _watch(page: Page) -> None:
    film = page.locator("video")
    expect(film).to_be_visible()
    expect(page.get_by_text("You are not alone.").first).to_be_visible()
    answer = page.request.get(film.locator("source").get_attribute("src") or "", headers={"Range": "bytes=0-99"})
    assert (answer.status, len(answer.body())) == (206, 100)


# The whole path


def test_everyone_does_her_part_and_then_the_volunteer_is_available(open_page: OpenPage, town: Town) -> None:
    desk = open_page()
    sign_in(desk, town.cleo)
    ana = Mouse(open_page())
    ana.page.goto(invite(desk, town))

    _join(ana)
    not_available(desk, town)
    person = _supervised(town)
    _take_the_training(ana, not_yet=lambda: not_available(desk, town))
    _sign_the_pledge(ana)
    not_available(desk, town)
    _log_an_hour(ana, town, "Bea Olsen")
    _log_an_hour(ana, town, "Cora Menon")
    _say_available(ana)
    not_available(desk, town)

    bea = open_page()
    sign_in(bea, town.bea)
    confirm_hours(bea)
    not_available(desk, town)
    sign_competency(bea, town)
    not_available(desk, town)

    cora = open_page()
    sign_in(cora, town.cora)
    confirm_hours(cora)
    not_available(desk, town)

    fay = open_page()
    sign_in(fay, town.fay)
    list_who_was_there(fay, town)
    not_available(desk, town)

    decide_ready(desk, town, person)
    available(desk, town, person)


def test_the_volunteer_needs_no_mouse(open_page: OpenPage, town: Town) -> None:
    _walks_alone(Keyboard(open_page()), town)


def test_the_volunteer_needs_no_javascript_and_may_read_instead_of_watching(
    open_page: OpenPage, town_with_a_film: Town
) -> None:
    _walks_alone(Mouse(open_page(javascript=False)), town_with_a_film, film=True)


def _walks_alone(ana: Mouse, town: Town, *, film: bool = False) -> None:
    """Her part in the browser; what the others do for her was told above."""
    invitation = actions.invite(actor=town.cleo, agency=town.agency, email=HER_EMAIL, role=Role.VOLUNTEER, name=ANA)
    ana.page.goto(link_to(invitation))
    _join(ana)
    person = _supervised(town)
    _take_the_training(ana, film=film)
    _sign_the_pledge(ana)
    _log_an_hour(ana, town, "Bea Olsen")
    _log_an_hour(ana, town, "Cora Menon")
    _say_available(ana)
    assert not available_support_parents(town.agency).exists()
    _others_do_their_part(town, person)
    assert list(available_support_parents(town.agency)) == [person]


def _supervised(town: Town) -> Person:
    """The coordinator has assigned her a supervisor and a consultant (the screen has its own tests)."""
    person = Person.objects.get(email=HER_EMAIL)
    for supervisor, kind in ((town.bea, Kind.PEER_SUPERVISION), (town.cora, Kind.CLINICAL_CONSULTATION)):
        terms = Terms(kind=kind, starts_on=town.agency.today(), no_conflict=True)
        assign(actor=town.cleo, agency=town.agency, supervisor=supervisor, volunteer=person, terms=terms)
    return person


def _others_do_their_part(town: Town, person: Person) -> None:
    for entry in HoursEntry.objects.filter(person=person):
        sign_hours(actor=entry.supervisor, entries=[entry])
    make_signoff(person, town.bea, town.agency, town.competency)
    make_attendance(person, town.workshop)
    assert not available_support_parents(town.agency).exists()
    make_decision(person, town.agency, by=town.cleo)


# What the volunteer does


def _join(ana: Mouse) -> None:
    expect(ana.page.get_by_role("heading", name="invites you")).to_be_visible()
    ana.write("A password of your own", PASSWORD)
    ana.press("Join")
    expect(ana.page.get_by_role("heading", name="Ready when you are")).to_be_visible()


def _take_the_training(ana: Mouse, *, film: bool = False, not_yet: Callable[[], None] | None = None) -> None:
    ana.follow("Start")
    expect(ana.page.get_by_role("heading", name="Listening first", level=1)).to_be_visible()
    if film:
        _read_instead(ana)
    _answer_wrong_then_right(ana)
    if not_yet:
        not_yet()
    ana.press("I’m done with this")
    expect(ana.page.get_by_role("heading", name="You finished this course")).to_be_visible()


def _read_instead(ana: Mouse) -> None:
    ana.unfold("Read it instead")
    expect(ana.page.get_by_text("Orange plastic.")).to_be_visible()
    ana.press("I have read it")
    expect(ana.page.get_by_text("You are done with this part.")).to_be_visible()


def _answer_wrong_then_right(ana: Mouse) -> None:
    check = ana.page.locator(".questions")
    ana.choose(WRONG)
    ana.press("See what you think")
    expect(check.get_by_text("Not quite yet.")).to_be_visible()
    expect(check.get_by_text(f"Because of 0 in {WRONG[:-2]}")).to_be_visible()
    assert red_things(check) == []
    if isinstance(ana, Keyboard):
        expect(check.locator(".step-say")).to_be_focused()
    ana.choose(RIGHT)
    ana.press("Try again")
    expect(check.get_by_text("Every question is answered well.")).to_be_visible()
    if isinstance(ana, Keyboard):
        expect(check.locator(".step-done")).to_be_focused()


def _sign_the_pledge(ana: Mouse) -> None:
    ana.follow("My training")
    ana.follow("Read and sign")
    expect(ana.page.get_by_role("heading", name="Confidentiality pledge", level=1)).to_be_visible()
    ana.tick("I have read this and I agree")
    ana.press("Sign")
    expect(ana.page.get_by_text("You signed this on").or_(ana.page.get_by_text("Read again")).first).to_be_visible()


def _log_an_hour(ana: Mouse, town: Town, with_whom: str) -> None:
    ana.follow("My hours")
    ana.follow("Add hours")
    expect(ana.page.get_by_role("heading", name="Add hours", level=1)).to_be_visible()
    ana.choose(with_whom)
    ana.write_date("Date", town.agency.today().isoformat())
    ana.write("Minutes", "60")
    ana.choose("One to one")
    ana.choose("By phone")
    ana.write("A few words", "How to end a call kindly")
    ana.press("Send")
    expect(ana.page.get_by_role("heading", name="My hours", level=1)).to_be_visible()
    expect(ana.page.get_by_text(f"with {with_whom}")).to_be_visible()


def _say_available(ana: Mouse) -> None:
    ana.follow("My availability")
    expect(ana.page.get_by_role("heading", name="When you are available", level=1)).to_be_visible()
    ana.tick("I am available")
    ana.press("Save")
    expect(ana.page.get_by_text("You can change this whenever you like.")).to_be_visible()


# What the others do for her


def invite(desk: Page, town: Town) -> str:
    """The coordinator writes the invitation, and hands over the link that its page shows."""
    desk.goto(f"/agency/{town.agency.slug}/people/")
    desk.goto(f"/agency/{town.agency.slug}/invitations/new/")
    desk.get_by_label("Name").fill(ANA)
    desk.get_by_label("This person's own e-mail").fill(HER_EMAIL)
    desk.get_by_role("button", name="Send the invitation").click()
    desk.goto(f"/agency/{town.agency.slug}/invitations/{Invitation.objects.get(email=HER_EMAIL).uuid}/")
    return desk.get_by_label("Link to copy").input_value()


def confirm_hours(page: Page) -> None:
    page.goto("/home/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name=f"Confirm {ANA}").click()
    expect(page.get_by_text("How to end a call kindly")).to_be_visible()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("Confirmed. The volunteer is told.")).to_be_visible()


def sign_competency(page: Page, town: Town) -> None:
    page.get_by_role("link", name=ANA, exact=True).click()
    page.get_by_role("link", name=f"Sign off {town.competency.title}").click()
    page.get_by_role("radio", name="Practicing").check()
    page.get_by_role("checkbox", name="Role play").check()
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_text("Practicing ·").first).to_be_visible()


def list_who_was_there(page: Page, town: Town) -> None:
    page.goto("/home/")
    page.get_by_role("link", name=town.workshop.title).first.click()
    page.get_by_role("link", name="Who was there").first.click()
    page.get_by_role("checkbox", name=ANA).check()
    page.get_by_role("button", name="List them").click()
    expect(page.get_by_text("1 person is listed.")).to_be_visible()


def decide_ready(page: Page, town: Town, person: Person) -> None:
    page.goto(f"/roster/{town.agency.slug}/people/{person.uuid}/")
    page.get_by_role("link", name="Write down your decision").click()
    page.get_by_role("radio", name="Ready").check()
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text("Available now").first).to_be_visible()


def not_available(desk: Page, town: Town) -> None:
    """She is on the roster's page, but not among those who can be matched; and no query finds her."""
    desk.goto(f"/roster/{town.agency.slug}/")
    expect(desk.get_by_role("link", name=ANA, exact=True)).to_be_visible()
    expect(desk.get_by_role("region", name="Available now").get_by_role("link", name=ANA)).to_have_count(0)
    assert not available_support_parents(town.agency).exists()


def available(desk: Page, town: Town, person: Person) -> None:
    desk.goto(f"/roster/{town.agency.slug}/")
    expect(desk.get_by_role("region", name="Available now").get_by_role("link", name=ANA)).to_be_visible()
    assert list(available_support_parents(town.agency)) == [person]
