"""The press room in a browser: a module's new words reach a learner, a film gets its words, an agency keeps its own house."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cms.models import AgencyPage, Media, OrientationVideoPage
from courses.actions import open_shelf, release_module
from courses.models import LessonPage, Module, ModulePage
from courses.words import EditionKind
from people.models import Agency, Membership, Person
from tests.factories.cms import CAPTIONS, film, make_press
from tests.factories.courses import make_course, make_enrolment
from tests.stories.walking import PASSWORD, Mouse, give_password, sign_in

NEW_WORDS = "Wait for the second sentence."


@pytest.fixture
def comes(open_page: Callable[..., Page]) -> Callable[[], Mouse]:
    """Somebody comes with a browser of her own."""
    return lambda: Mouse(open_page())


@pytest.fixture
def module(house: str, agency: Agency, pat: Person, ana: Person) -> ModulePage:
    """A module of the agency's own, released once, with one lesson."""
    give_password(pat, ana)
    shelf = open_shelf(actor=pat, parent=make_press(agency))
    page = shelf.add_child(instance=ModulePage(title="Listening", slug="listening", summary="What a pause can do."))
    body = [("text", "<p>Let her finish.</p>"), ("reflection", {"prompt": "Who listened to you?"})]
    page.add_child(instance=LessonPage(title="The pause", slug="the-pause", minutes=5, body=body))
    release_module(actor=pat, page=page, kind=EditionKind.FIRST)
    return page


def test_new_words_of_a_module_reach_a_learner_when_they_are_released(
    module: ModulePage, agency: Agency, pat: Person, ana: Person, comes: Callable[[], Mouse]
) -> None:
    course = make_course("Foundation training", Module.objects.get(), agency=agency)
    make_enrolment(ana, course, agency)
    publisher, learner = comes(), comes()
    sign_in(publisher, pat, arrives="Not shown yet")
    _writes(publisher, NEW_WORDS)
    _previews(publisher, NEW_WORDS)
    _saves_the_draft(publisher)
    _is_told_that_the_draft_is_not_part_of_it(publisher, module)
    _publishes(publisher)
    _releases(publisher, module)
    _reads(learner, ana, NEW_WORDS)


def _writes(publisher: Mouse, words: str) -> None:
    """In the lesson's editor, behind what is there."""
    page = publisher.page
    page.goto(f"/cms/pages/{LessonPage.objects.get().pk}/edit/")
    words_so_far = page.get_by_role("textbox").filter(has_text="Let her finish.")
    words_so_far.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {words}")
    # The editor keeps what was typed a moment later.
    expect(page.locator("input[name=body-0-value]")).to_have_value(re.compile(re.escape(words)))


def _previews(publisher: Mouse, words: str) -> None:
    """Beside the editor, as a learner would see it, before anything is saved."""
    publisher.press("Toggle preview")
    seen = publisher.page.frame_locator("#w-preview-iframe")
    expect(seen.get_by_text(words)).to_be_visible()
    publisher.press("Toggle preview")


def _saves_the_draft(publisher: Mouse) -> None:
    publisher.press("Save draft")
    expect(
        publisher.page.get_by_text("has been saved").or_(publisher.page.get_by_text("has been updated")).first
    ).to_be_visible()


def _is_told_that_the_draft_is_not_part_of_it(publisher: Mouse, module: ModulePage) -> None:
    page = publisher.page
    page.goto(f"/cms/pages/{module.pk}/edit/")
    publisher.press("Actions")
    publisher.follow("Release this module")
    expect(page.get_by_text("because the last changes are not published: The pause")).to_be_visible()
    expect(page.get_by_text("Nothing has changed since the last release.")).to_be_visible()


def _publishes(publisher: Mouse) -> None:
    page = publisher.page
    page.goto(f"/cms/pages/{LessonPage.objects.get().pk}/edit/")
    page.locator("nav .w-dropdown__toggle").last.click()
    publisher.press("Publish")
    expect(page.get_by_text("has been published").first).to_be_visible()


def _releases(publisher: Mouse, module: ModulePage) -> None:
    page = publisher.page
    page.goto(f"/cms/modules/{module.pk}/release/")
    expect(page.get_by_text("Learners read edition 1")).to_be_visible()
    expect(page.get_by_text("Everything is there.")).to_be_visible()
    publisher.press("Release this module")
    expect(page.get_by_role("group", name="What does this release mean?")).to_be_visible()
    publisher.choose("It has changed.")
    publisher.press("Release this module")
    expect(page.get_by_text("is released as edition 2. Learners read it from now on.")).to_be_visible()


def _reads(learner: Mouse, ana: Person, words: str) -> None:
    learner.page.goto("/accounts/login/")
    learner.write("E-mail address", ana.email or "")
    learner.write("Password", PASSWORD)
    learner.press("Sign in")
    learner.follow("Start")
    expect(learner.page.get_by_text(words)).to_be_visible()


def test_a_film_gets_its_words_before_families_can_watch_it(
    house: str, agency: Agency, pat: Person, comes: Callable[[], Mouse], tmp_path: Path
) -> None:
    give_password(pat)
    home = make_press(agency)
    publisher, family = comes(), comes()
    sign_in(publisher, pat, arrives="Not shown yet")
    _adds_a_film(publisher, tmp_path)
    _makes_a_page_of_it(publisher, home)
    _is_asked_for_captions_and_loses_nothing(publisher)
    _gives_it_its_words(publisher, tmp_path)
    _publishes_the_page(publisher)
    family.page.goto(home.url)
    family.follow("Parents helping parents")
    expect(family.page.get_by_text("You are not alone.").first).to_be_visible()
    expect(family.page.locator("video track[kind=captions]")).to_have_count(1)


def _adds_a_film(publisher: Mouse, folder: Path) -> None:
    page = publisher.page
    (folder / "hello.mp4").write_bytes(film())
    publisher.follow("Media")
    publisher.follow("Add video")
    publisher.write("Title", "A first hello")
    page.get_by_label("File").set_input_files(folder / "hello.mp4")
    page.get_by_label("People can be seen or recognized").uncheck()
    publisher.press("Upload")
    expect(page.get_by_text("A first hello").first).to_be_visible()


def _makes_a_page_of_it(publisher: Mouse, home: AgencyPage) -> None:
    page = publisher.page
    page.goto(f"/cms/pages/{home.pk}/add_subpage/")
    publisher.follow("Orientation video")
    page.get_by_placeholder("Page title").fill("Parents helping parents")
    page.get_by_role("textbox", name="In one or two sentences").fill("Three minutes, at your own pace.")
    publisher.press("Choose video")
    publisher.follow("A first hello")
    expect(page.get_by_role("button", name="Choose video")).to_be_hidden()


def _is_asked_for_captions_and_loses_nothing(publisher: Mouse) -> None:
    page = publisher.page
    page.locator("nav .w-dropdown__toggle").last.click()
    publisher.press("Publish")
    expect(page.get_by_text("“A first hello” has no captions yet.")).to_be_visible()
    expect(page.get_by_placeholder("Page title")).to_have_value("Parents helping parents")
    expect(page.get_by_role("textbox", name="In one or two sentences")).to_have_value(
        "Three minutes, at your own pace."
    )
    # After a moment the editor keeps by itself what was not published: a button pressed meanwhile would make the page twice.
    expect(page).to_have_url(re.compile(r"/edit/$"))
    _saves_the_draft(publisher)


def _gives_it_its_words(publisher: Mouse, folder: Path) -> None:
    page = publisher.page
    (folder / "hello.vtt").write_bytes(CAPTIONS)
    publisher.follow("Media")
    publisher.follow("A first hello")
    page.get_by_label("Captions (.vtt or .srt)").set_input_files(folder / "hello.vtt")
    publisher.write("Transcript", "Hello and welcome. You are not alone. (A kettle sings.)")
    publisher.press("Save")
    expect(page.get_by_text("' updated").first).to_be_visible()
    assert Media.objects.get().transcripts.get().text.endswith("(A kettle sings.)\n")


def _publishes_the_page(publisher: Mouse) -> None:
    page = publisher.page
    page.goto(f"/cms/pages/{OrientationVideoPage.objects.get().pk}/edit/")
    page.locator("nav .w-dropdown__toggle").last.click()
    publisher.press("Publish")
    expect(page.get_by_text("has been published").first).to_be_visible()


def test_an_admin_keeps_her_agencys_house(
    house: str, agency: Agency, ada: Person, ana: Person, comes: Callable[[], Mouse]
) -> None:
    give_password(ada)
    admin = comes()
    sign_in(admin, ada)
    _changes_the_hours(admin)
    _invites_a_coordinator(admin)
    _makes_her_a_facilitator(admin)
    _finds_nothing_to_give_herself(admin)
    assert set(Membership.objects.filter(person=ana).values_list("role", flat=True)) == {"volunteer", "facilitator"}


def _changes_the_hours(admin: Mouse) -> None:
    admin.follow("Settings")
    admin.write("When somebody answers (optional)", "Monday to Thursday, 8 to 4")
    admin.press("Save")
    expect(admin.page.get_by_text("Your agency's settings are saved.")).to_be_visible()
    admin.follow("Talk to someone")
    expect(admin.page.get_by_text("Monday to Thursday, 8 to 4").first).to_be_visible()


def _invites_a_coordinator(admin: Mouse) -> None:
    admin.follow("Agency")
    admin.follow("Invite somebody")
    admin.write("Name", "Kim Sato")
    admin.write("This person's own e-mail", "kim@example.org")
    _gives(admin, "Coordinator")
    admin.press("Send the invitation")
    expect(admin.page.get_by_label("Link to copy")).to_be_visible()


def _makes_her_a_facilitator(admin: Mouse) -> None:
    admin.follow("Agency")
    admin.follow("People")
    admin.follow("Ana Reyes")
    admin.unfold("Give another role")
    _gives(admin, "Facilitator")
    admin.press("Give the role")
    expect(
        admin.page.get_by_role("list", name="Roles").get_by_role("strong").filter(has_text="Facilitator")
    ).to_be_visible()


def _gives(admin: Mouse, role: str) -> None:
    admin.page.get_by_label("Role", exact=True).select_option(label=role)


def _finds_nothing_to_give_herself(admin: Mouse) -> None:
    admin.follow("People")
    admin.follow("Ada Whitfield")
    expect(admin.page.get_by_role("heading", name="Ada Whitfield", level=1)).to_be_visible()
    expect(admin.page.get_by_text("Give another role")).to_have_count(0)
