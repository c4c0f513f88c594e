"""Files are served by views that ask: what a public page shows is public, everything else is its own people's."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cms import access, actions
from cms.words import WithdrawnBecause
from tests.factories.cms import (
    film,
    make_consent,
    make_document,
    make_image,
    make_media,
    make_standard,
    make_video_page,
)

pytestmark = pytest.mark.usefixtures("files_here")  # in a store: tests/cms/test_store.py


def shown_on(home, block):
    page = make_standard(home, "Shows it", live=False)
    page.body = [block]
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def media(home):
    return make_media(home.agency, look=True)


def picture_of(home):
    return make_image(home.agency).get_rendition("width-100")


class TestWhoMaySee:
    def test_a_file_that_no_page_shows_is_its_press_s_alone(self, home, media, client, pat, ana, stan, ada):
        addresses = [media.url, picture_of(home).url, make_document(home.agency).url, media.captions.get().url]
        addresses.append(media.poster_url)
        for person, answer in ((None, 404), (stan, 404), (ana, 404), (pat, 200), (ada, 200)):
            client.logout()
            if person:
                client.force_login(person)
            assert [client.get(url).status_code for url in addresses] == [answer] * 5, person

    def test_what_a_public_page_shows_is_public_while_it_shows_it(self, home, media, client):
        rendition, document = picture_of(home), make_document(home.agency)
        pages = [
            make_video_page(home, media),
            shown_on(home, ("picture", {"image": rendition.image, "alt": "x", "caption": ""})),
        ]
        page = make_standard(home, "Papers", live=False)
        page.body = [("download", {"document": document, "label": "A form"})]
        page.save_revision().publish()
        addresses = [media.url, media.captions.get().url, media.poster_url, rendition.url, document.url]
        assert [client.get(url).status_code for url in addresses] == [200] * 5
        for one in [*pages, page]:
            one.refresh_from_db()
            one.unpublish()
        assert [client.get(url).status_code for url in addresses] == [404] * 5

    def test_no_cookie_is_set_by_a_public_file(self, home, media, client):
        make_video_page(home, media)
        answer = client.get(media.url)
        assert not answer.cookies and "cookie" not in answer.headers.get("Vary", "").lower()

    def test_a_page_that_no_longer_shows_it_does_not_make_it_public(self, home, client):
        image = make_image(home.agency)
        page = shown_on(home, ("picture", {"image": image, "alt": "x", "caption": ""}))
        url = image.get_rendition("width-50").url
        assert client.get(url).status_code == 200
        page.body = [("text", "<p>No picture now.</p>")]
        page.save_revision().publish()
        assert client.get(url).status_code == 404

    def test_a_draft_does_not_make_it_public(self, home, client):
        image = make_image(home.agency)
        page = make_standard(home)
        page.body = [("picture", {"image": image, "alt": "x", "caption": ""})]
        page.save_revision()
        assert client.get(image.get_rendition("width-50").url).status_code == 404

    def test_a_consent_taken_back_closes_the_film_itself(self, home, client, pat, agency):
        media = make_media(agency, shows_people=True)
        consent = make_consent(pat, agency, media)
        make_video_page(home, media)
        assert client.get(media.url).status_code == 200
        actions.withdraw_consent(actor=pat, consent=consent, reason=WithdrawnBecause.ASKED)
        assert client.get(media.url).status_code == 404

    def test_a_higher_room_may_show_it_to_its_own_people(self, home, media, client, ana, stan, monkeypatch):
        monkeypatch.setattr(access, "_predicates", [])
        access.register(lambda file, person: person == ana)
        client.force_login(ana)
        assert client.get(media.url).status_code == 200
        client.force_login(stan)
        assert client.get(media.url).status_code == 404
        assert not access.may_see(media, AnonymousUser())

    def test_no_room_shows_people_who_took_their_consent_back(self, agency, home, ana, pat, monkeypatch):
        monkeypatch.setattr(access, "_predicates", [lambda file, person: True])
        media = make_media(agency, shows_people=True)
        assert not access.may_see(media, ana)
        make_consent(pat, agency, media)
        assert access.may_see(media, ana)

    def test_a_file_that_is_not_whole_yet_is_shown_to_nobody_outside(self, home, media, client):
        make_video_page(home, media)
        type(media).objects.filter(pk=media.pk).update(status="stored")
        assert client.get(media.url).status_code == 404


@pytest.fixture
def address(home):
    """A public film, exactly as `film()` made it."""
    media = make_media(home.agency)
    make_video_page(home, media)
    return media.url


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


class TestParts:
    """Range, as browsers ask for it when somebody moves the slider."""

    def test_the_whole_film_comes_with_its_size_and_never_guessed_at(self, address, client):
        answer = client.get(address)
        assert (answer.status_code, body(answer)) == (200, film())
        assert answer["Content-Length"] == str(len(film()))
        assert answer["Content-Type"] == "video/mp4"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Accept-Ranges"] == "bytes"
        assert "sandbox" in answer["Content-Security-Policy"]

    @pytest.mark.parametrize(
        ("asked", "first", "last"),
        [("bytes=0-9", 0, 9), ("bytes=100-", 100, None), ("bytes=-20", -20, None), ("bytes=5-999999999", 5, None)],
    )
    def test_a_part_comes_as_a_part(self, address, client, asked, first, last):
        whole = film()
        answer = client.get(address, headers={"range": asked})
        start = first if first >= 0 else len(whole) + first
        end = last if last is not None else len(whole) - 1
        assert answer.status_code == 206
        assert answer["Content-Range"] == f"bytes {start}-{end}/{len(whole)}"
        assert answer["Content-Length"] == str(end - start + 1)
        assert body(answer) == whole[start : end + 1]

    @pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
    def test_a_part_that_is_not_there_is_refused_with_the_size(self, address, client, asked):
        answer = client.get(address, headers={"range": asked})
        assert answer.status_code == 416
        assert answer["Content-Range"] == f"bytes */{len(film())}"

    @pytest.mark.parametrize("asked", ["bytes=9-3", "bytes=0-1,4-5", "lines=1-2", "bytes=-", "bytes=x-1", "nonsense"])
    def test_a_range_nobody_understands_is_answered_with_the_whole(self, address, client, asked):
        answer = client.get(address, headers={"range": asked})
        assert (answer.status_code, body(answer)) == (200, film())

    def test_if_range_gives_a_part_of_the_same_film_only(self, address, client):
        mark = client.head(address)["ETag"]
        same = client.get(address, headers={"range": "bytes=0-3", "if-range": mark})
        other = client.get(address, headers={"range": "bytes=0-3", "if-range": '"another"'})
        assert (same.status_code, body(same)) == (206, film()[:4])
        assert (other.status_code, body(other)) == (200, film())

    def test_what_she_has_already_is_not_sent_again(self, address, client):
        mark = client.get(address)["ETag"]
        answer = client.get(address, headers={"if-none-match": mark})
        assert (answer.status_code, body(answer)) == (304, b"")

    def test_head_tells_without_sending(self, address, client):
        answer = client.head(address)
        assert answer["Content-Length"] == str(len(film()))
        assert body(answer) == b""

    def test_nothing_is_changed_through_it(self, address, client):
        assert client.post(address).status_code == 405


def test_a_document_is_always_a_file_to_keep(home, client):
    page = make_standard(home, live=False)
    document = make_document(home.agency, data=b"<script>alert(1)</script>")
    document.file.name = "documents/evil.html"
    page.body = [("download", {"document": document, "label": "A form"})]
    page.save_revision().publish()
    answer = client.get(document.url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] in ("application/octet-stream", "application/pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_captions_are_served_as_text_tracks(home, media, client):
    make_video_page(home, media)
    answer = client.get(f"/media/{media.uuid}/captions/en.vtt")
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.text.startswith("WEBVTT")
    assert client.get(f"/media/{media.uuid}/captions/xx.vtt").status_code == 404


@pytest.mark.parametrize(
    "path", ["en/_util/login/", "documents/1/form.pdf", "media-files-are-served-by-a-view/media/a.mp4"]
)
def test_wagtails_own_ways_in_and_out_are_closed(home, client, path):
    assert client.get(f"/{path}").status_code == 404
