"""From a family's first look to a volunteer whom the coordinator finds available: each person in a browser of her own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.models import Person
from roster.queries import available_support_parents
from supervision.actions import Terms, assign
from supervision.words import Kind
from tests.factories.cms import make_media, make_packet, make_press, make_video_page
from tests.stories.conftest import RIGHT, WRONG, Town
from tests.stories.walking import PASSWORD, Keyboard, Mouse, red_things, sign_in

ANA, HER_EMAIL = "Ana Reyes", "ana.reyes@example.org"


WAYS = {
    "with a mouse": (Mouse, True),
    "with the keyboard alone": (Keyboard, True),
    "without JavaScript": (Mouse, False),
}


@pytest.fixture(params=WAYS.values(), ids=WAYS.keys())
def comes(request: pytest.FixtureRequest, open_page: Callable[..., Page]) -> Callable[[], Mouse]:
    """Somebody comes with a browser of her own: `comes()`. Everybody in one story gets about in the same way."""
    hands, javascript = request.param
    return lambda: hands(open_page(javascript=javascript))


def test_a_family_reads_and_watches_without_being_noted_down(comes: Callable[[], Mouse], town: Town) -> None:
    home = make_press(town.agency)
    make_packet(home)
    make_video_page(home, make_media(town.agency), title="Parents helping parents")
    family = comes()
    family.page.goto(home.url)
    _read_the_welcome_packet(family)
    family.page.goto(home.url)
    _watch(family)
    assert family.page.context.cookies() == []


def test_everyone_does_her_part_and_then_the_volunteer_is_available(comes: Callable[[], Mouse], town: Town) -> None:
    cleo, ana, bea, cora, fay = (comes() for _person in range(5))
    sign_in(cleo, town.cleo)
    ana.page.goto(_invite(cleo, town))
    _join(ana)
    _not_available(cleo, town)
    person = _supervised(town)
    _take_the_training(ana)
    _not_available(cleo, town)
    _sign_the_pledge(ana)
    _not_available(cleo, town)
    _log_an_hour(ana, town, "Bea Olsen")
    _log_an_hour(ana, town, "Cora Menon")
    _say_available(ana)
    _not_available(cleo, town)

    sign_in(bea, town.bea)
    _confirm_hours(bea)
    _not_available(cleo, town)
    _sign_competency(bea, town)
    _not_available(cleo, town)

    sign_in(cora, town.cora)
    _confirm_hours(cora)
    _not_available(cleo, town)

    sign_in(fay, town.fay)
    _list_who_was_there(fay, town)
    _not_available(cleo, town)

    _decide_ready(cleo)
    _available(cleo, town, person)
    _sees_that_all_is_done(ana)


def _supervised(town: Town) -> Person:
    """The coordinator has assigned her a supervisor and a consultant (the screen has its own tests)."""
    person = Person.objects.get(email=HER_EMAIL)
    for supervisor, kind in ((town.bea, Kind.PEER_SUPERVISION), (town.cora, Kind.CLINICAL_CONSULTATION)):
        terms = Terms(kind=kind, starts_on=town.agency.today(), no_conflict=True)
        assign(actor=town.cleo, agency=town.agency, supervisor=supervisor, volunteer=person, terms=terms)
    return person


# The family


def _read_the_welcome_packet(family: Mouse) -> None:
    family.follow("Welcome packet")
    expect(family.page.get_by_text("Keep it on the fridge.")).to_be_visible()
    expect(family.page.get_by_role("link", name="Leave this page").first).to_be_visible()
    assert family.page.context.cookies() == []


def _watch(family: Mouse) -> None:
    """The film comes in parts, as a browser asks for it, and its words stand beside it."""
    family.follow("Parents helping parents")
    film = family.page.locator("video")
    expect(film).to_be_visible()
    expect(family.page.get_by_text("You are not alone.").first).to_be_visible()
    src = film.locator("source").get_attribute("src") or ""
    answer = family.page.request.get(src, headers={"Range": "bytes=0-99"})
    assert (answer.status, len(answer.body())) == (206, 100)


# The volunteer


def _join(ana: Mouse) -> None:
    expect(ana.page.get_by_role("heading", name="invites you")).to_be_visible()
    ana.write("A password of your own", PASSWORD)
    ana.press("Join")
    expect(ana.page.get_by_role("heading", name="Ready when you are")).to_be_visible()


def _take_the_training(ana: Mouse) -> None:
    ana.follow("Start")
    expect(ana.page.get_by_role("heading", name="Listening first", level=1)).to_be_visible()
    _read_instead(ana)
    _answer_wrong_then_right(ana)
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
    ana.press("See what fits")
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
    expect(ana.page.get_by_role("link", name=f"with {with_whom}")).to_be_visible()


def _say_available(ana: Mouse) -> None:
    ana.unfold("Ana")
    ana.follow("My availability")
    expect(ana.page.get_by_role("heading", name="When you are available", level=1)).to_be_visible()
    ana.tick("I am available")
    ana.press("Save")
    expect(ana.page.get_by_text("You can change this whenever you like.")).to_be_visible()


def _sees_that_all_is_done(ana: Mouse) -> None:
    ana.follow("My training")
    expect(ana.page.get_by_text("asks for before matching is done.")).to_be_visible()
    ana.follow("Your certificate")
    expect(ana.page.get_by_text(ANA).first).to_be_visible()


# What the others do for her


def _invite(cleo: Mouse, town: Town) -> str:
    """The coordinator writes the invitation, and hands over the link that its page shows."""
    cleo.follow("Agency")
    cleo.follow("Invite somebody")
    expect(cleo.page.get_by_role("heading", name="Invite somebody", level=1)).to_be_visible()
    cleo.write("Name", ANA)
    cleo.write("This person's own e-mail", HER_EMAIL)
    cleo.press("Send the invitation")
    return cleo.page.get_by_label("Link to copy").input_value()


def _confirm_hours(signer: Mouse) -> None:
    signer.follow(f"Confirm {ANA}")
    expect(signer.page.get_by_text("How to end a call kindly")).to_be_visible()
    signer.press("Confirm")
    expect(signer.page.get_by_text("Confirmed. The volunteer is told.")).to_be_visible()


def _sign_competency(bea: Mouse, town: Town) -> None:
    bea.follow(ANA)
    bea.follow(f"Sign off {town.competency.title}")
    expect(bea.page.get_by_text("You sign these words")).to_be_visible()
    bea.choose("Practicing")
    bea.tick("Role play")
    bea.press("Sign off")
    expect(bea.page.get_by_text("Practicing ·").first).to_be_visible()


def _list_who_was_there(fay: Mouse, town: Town) -> None:
    fay.follow(f"List who was there {town.workshop.title}")
    fay.tick(ANA)
    fay.press("List them")
    expect(fay.page.get_by_text("1 person is listed.")).to_be_visible()


def _decide_ready(cleo: Mouse) -> None:
    cleo.follow(ANA)
    cleo.follow("Write down your decision")
    cleo.choose("Ready")
    cleo.press("Save the decision")
    expect(cleo.page.get_by_text("Available now").first).to_be_visible()


# What the roster says


def _not_available(cleo: Mouse, town: Town) -> None:
    """She is on the roster's page, but not among those who can be matched; and no query finds her."""
    cleo.page.goto(f"/roster/{town.agency.slug}/")
    expect(cleo.page.get_by_role("link", name=ANA, exact=True)).to_be_visible()
    expect(cleo.page.get_by_role("region", name="Available now").get_by_role("link", name=ANA)).to_have_count(0)
    assert not available_support_parents(town.agency).exists()


def _available(cleo: Mouse, town: Town, person: Person) -> None:
    cleo.page.goto(f"/roster/{town.agency.slug}/")
    expect(cleo.page.get_by_role("region", name="Available now").get_by_role("link", name=ANA)).to_be_visible()
    assert list(available_support_parents(town.agency)) == [person]
