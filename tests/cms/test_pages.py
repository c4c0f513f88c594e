"""Public pages: nobody signs in, nothing is set, and nobody is shown who has not said yes."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cms import actions
from cms.words import WithdrawnBecause
from tests.factories.cms import (
    make_ask,
    make_consent,
    make_image,
    make_media,
    make_packet,
    make_standard,
    make_story,
    make_video_page,
)


def every_page(home):
    return [
        home,
        make_standard(home),
        make_story(home, shows_people=False, live=True),
        make_ask(home),
        make_packet(home),
        make_video_page(home, make_media(home.agency)),
    ]


def test_public_pages_set_no_cookie_and_vary_on_none(home, client):
    for page in [home.get_parent().specific, *every_page(home)]:
        answer = client.get(page.url)
        assert answer.status_code == 200, page.url
        assert not answer.cookies, page.url
        assert "cookie" not in answer.headers.get("Vary", "").lower(), page.url
        assert "Leave this page" in answer.text, page.url
        assert "csrfmiddlewaretoken" not in answer.text


def test_a_public_page_is_the_same_for_a_person_who_is_signed_in(home, client, pat):
    page = make_standard(home)
    stranger = client.get(page.url).text
    client.force_login(pat)
    assert client.get(page.url).text == stranger


@pytest.mark.parametrize(("address", "words"), [("/es/", "Salir de esta página"), ("/en/", "Leave this page")])
def test_a_public_page_speaks_the_language_of_its_address(home, client, pat, address, words):
    """Neither the browser's nor, on a family's page, the language of whoever is signed in."""
    actions.open_front(language="es").save_revision().publish()
    lang = f'<html lang="{address.strip("/")}"'
    for asked in ("en-US,en", "es-US,es"):
        text = client.get(address, HTTP_ACCEPT_LANGUAGE=asked).text
        assert lang in text and words in text
    pat.profile.language = "es" if address == "/en/" else "en"
    pat.profile.save()
    client.force_login(pat)
    assert lang in client.get(address).text


def test_the_front_page_lists_the_agencies_whose_pages_are_open(home, other_home, client):
    other_home.unpublish()
    text = client.get("/en/").text
    assert home.title in text
    assert other_home.title not in text


def test_an_agencys_home_names_its_pages_and_how_to_call(home, client):
    every_page(home)
    text = client.get(home.url).text
    for words in ("Ask for a parent", "Welcome packet", "Welcome video", "Rosa&#x27;s story", "tel:5550100100"):
        assert words in text


def test_the_packet_shows_its_filled_sections_only(home, client):
    packet = make_packet(home)
    text = client.get(packet.url).text
    for words in ("A letter to you", "Night line", "A plan for school.", "It gets different.", "Bring your questions"):
        assert words in text
    packet.glossary = []
    packet.save()
    assert "Words you may hear" not in client.get(packet.url).text


def test_the_packet_prints_as_one_tagged_pdf(home, client):
    packet = make_packet(home)
    answer = client.get(packet.url + "pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in answer.content and b"/MarkInfo" in answer.content
    assert not answer.cookies


def test_a_draft_packet_has_no_pdf(home, client):
    packet = make_packet(home)
    packet.unpublish()
    assert client.get(packet.url + "pdf/").status_code == 404


def test_one_agency_home_an_agency_has(home, agency):
    assert actions.open_press(actor=None, agency=agency) == home
    home.slug = "another"
    with pytest.raises(ValidationError):
        home.full_clean()


def test_a_picture_says_in_words_what_it_shows(home, client):
    image = make_image(home.agency)
    page = make_standard(home)
    page.body = [("picture", {"image": image, "alt": "Two mugs on a table", "caption": ""})]
    page.save_revision().publish()
    assert 'alt="Two mugs on a table"' in client.get(page.url).text


def test_a_page_cannot_use_a_file_of_another_agency(home, other_home):
    image = make_image(other_home.agency)
    page = make_standard(home)
    page.body = [("picture", {"image": image, "alt": "x", "caption": ""})]
    with pytest.raises(ValidationError, match="another agency"):
        page.save_revision().publish()


def test_a_page_may_use_the_librarys_files(home):
    page = make_standard(home)
    page.body = [("picture", {"image": make_image(None), "alt": "x", "caption": ""})]
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize(
    ("words", "missing"), [(True, []), (False, ["no captions yet", "no transcript yet"])], ids=["with words", "without"]
)
def test_a_video_is_published_with_captions_and_transcript(home, words, missing):
    media = make_media(home.agency, words=words)
    page = make_video_page(home, media, live=False)
    if not missing:
        page.save_revision().publish()
        return
    with pytest.raises(ValidationError) as refused:
        page.save_revision().publish()
    for sentence in missing:
        assert sentence in str(refused.value)


def test_a_video_in_the_text_of_a_page_needs_its_words_too(home):
    page = make_standard(home)
    page.body = [("video", {"media": make_media(home.agency, words=False), "caption": ""})]
    with pytest.raises(ValidationError, match="no captions yet"):
        page.save_revision().publish()


def test_a_page_shows_its_transcript_and_its_tracks(home, client):
    page = make_video_page(home, make_media(home.agency))
    text = client.get(page.url).text
    assert "<track" in text and "You are not alone." in text and "<video" in text


class TestConsent:
    def test_a_story_that_shows_people_waits_for_a_consent(self, home, pat):
        story = make_story(home)
        with pytest.raises(ValidationError, match="no signed consent"):
            story.save_revision().publish()
        make_consent(pat, home.agency, story)
        story.save_revision().publish()
        story.refresh_from_db()
        assert story.live

    def test_a_story_without_a_consent_in_force_answers_as_unpublished_from_the_next_visitor_on(
        self, home, pat, client
    ):
        story = make_story(home)
        consent = make_consent(pat, home.agency, story)
        story.save_revision().publish()
        assert client.get(story.url).status_code == 200
        actions.withdraw_consent(actor=pat, consent=consent, reason=WithdrawnBecause.ASKED)
        assert client.get(story.url).status_code == 404

    def test_a_consent_ends_with_its_last_day(self, home, pat, client, agency):
        story = make_story(home)
        make_consent(pat, agency, story, valid_until=agency.today())
        story.save_revision().publish()
        assert client.get(story.url).status_code == 200
        story2 = make_story(home, title="Another")
        make_consent(pat, agency, story2, valid_until=agency.today() - timedelta(days=1))
        with pytest.raises(ValidationError):
            story2.save_revision().publish()

    def test_a_renewed_consent_takes_the_place_of_the_one_that_ended(self, home, pat, agency):
        story = make_story(home)
        old = make_consent(pat, agency, story, valid_until=agency.today() - timedelta(days=1))
        make_consent(pat, agency, story, renews=old)
        story.save_revision().publish()
        story.refresh_from_db()
        assert story.live

    def test_one_of_two_people_who_takes_it_back_hides_the_page(self, home, pat, agency, client):
        story = make_story(home)
        make_consent(pat, agency, story, who="Rosa")
        leaving = make_consent(pat, agency, story, who="Tomas")
        story.save_revision().publish()
        actions.withdraw_consent(actor=pat, consent=leaving, reason=WithdrawnBecause.ASKED)
        assert client.get(story.url).status_code == 404

    def test_the_daily_round_unpublishes_what_nobody_sees_any_more(self, home, pat, agency):
        story = make_story(home)
        consent = make_consent(pat, agency, story)
        story.save_revision().publish()
        kept = make_standard(home)
        actions.withdraw_consent(actor=pat, consent=consent, reason=WithdrawnBecause.ASKED)
        assert actions.hide_without_consent() == 1
        story.refresh_from_db()
        kept.refresh_from_db()
        assert (story.live, kept.live) == (False, True)

    def test_a_page_with_a_video_of_people_follows_the_videos_consent(self, home, pat, agency, client):
        media = make_media(agency, shows_people=True)
        page = make_video_page(home, media, live=False)
        with pytest.raises(ValidationError, match="shows people"):
            page.save_revision().publish()
        consent = make_consent(pat, agency, media)
        page.save_revision().publish()
        assert client.get(page.url).status_code == 200
        actions.withdraw_consent(actor=pat, consent=consent, reason=WithdrawnBecause.ASKED)
        assert client.get(page.url).status_code == 404


def test_a_page_that_is_due_and_may_not_be_published_does_not_stop_the_others(home, pat):
    from ledger import clock

    late = clock.now() - timedelta(minutes=5)
    story, page = make_story(home), make_standard(home, live=False)
    for one in (story, page):
        revision = one.save_revision()
        revision.approved_go_live_at = late
        revision.save()
    assert actions.publish_scheduled() == 1
    page.refresh_from_db()
    story.refresh_from_db()
    assert (page.live, story.live) == (True, False)


def test_an_agencys_home_takes_the_same_queries_with_one_page_and_with_three(home, client, django_assert_num_queries):
    make_standard(home, "One")
    client.get(home.url)
    with django_assert_num_queries(QUERIES):
        client.get(home.url)
    make_standard(home, "Two")
    make_standard(home, "Three")
    with django_assert_num_queries(QUERIES):
        client.get(home.url)


QUERIES = 13


def test_a_page_of_one_agency_is_not_found_under_another(home, other_home):
    page = make_standard(home)
    assert Client().get(page.url.replace("/willow/", "/harbor/")).status_code == 404
