"""A publisher sees and edits her own agency's pages, pictures, documents and media; of another agency's, not even a title."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page, UploadedFile

from cms.actions import open_press
from cms.doors import OPEN, anybody
from cms.models import Document, Image, Media, MediaConsent, StandardPage
from cms.permissions import own_homes, press_agencies
from ledger import jobs
from tests.cms.addresses import cms_addresses
from tests.factories.cms import (
    CAPTIONS,
    film,
    make_consent,
    make_document,
    make_image,
    make_media,
    make_standard,
    make_story,
    shelf,
)

OURS, THEIRS = "Ourwords", "Theirsecret"


@pytest.fixture
def things(home, other_home, pat, stan, other_agency):
    """One of each in both agencies; every title of the other one says so."""
    made = {}
    for whose, front, title in (("own", home, OURS), ("other", other_home, THEIRS)):
        page = make_standard(front, f"{title} shared page")
        page.title = f"{title} shared page"
        page.save_revision()
        made[whose] = {
            "home": front,
            "page": page,
            "story": make_story(front, f"{title} shared story"),
            "image": make_image(front.agency, f"{title} shared picture"),
            "document": make_document(front.agency, f"{title} shared paper"),
            "media": make_media(front.agency, f"{title} shared film"),
        }
    return made


@pytest.fixture
def press(client, pat):
    client.force_login(pat)
    return client


PARTS = {
    "page_id": "page",
    "parent_page_id": "page",
    "page_to_move_id": "page",
    "destination_id": "home",
    "image_id": "image",
    "document_id": "document",
    "doc_id": "document",
    "media_id": "media",
}


def object_of(name: str, part: str) -> str:
    """Which thing a part of an address names."""
    if part == "pk":
        return "image" if "images" in name else "document" if "docs" in name else "page"
    return PARTS.get(part, "")


OBJECT_ADDRESSES = [
    address
    for address in cms_addresses()
    if address.name in OPEN and any(object_of(address.name, part) for part in address.parts)
]


def fill(address, things):
    values = {part: things[object_of(address.name, part)].pk for part in address.parts if object_of(address.name, part)}
    if "revision_id" in address.parts:
        values["revision_id"] = things["page"].latest_revision_id or things["page"].get_latest_revision().pk
    if "object_id" in address.parts:
        values["object_id"] = things["page"].pk
    return address.filled(**values)


def test_the_address_of_an_object_opens_for_its_own_agency_only(press, things):
    assert len(OBJECT_ADDRESSES) > 40
    wrong = []
    for address in OBJECT_ADDRESSES:
        own, other = (fill(address, things[whose]) for whose in ("own", "other"))
        answers = [press.get(other), press.post(other, {})]
        # A module's pages open for modules only, which stand in a higher room (tests/courses/test_release_scope.py).
        if not address.name.startswith("modules:") and press.get(own).status_code in (403, 404):
            wrong.append(f"closed to its own press: {own}")
        if [answer.status_code for answer in answers] != [404, 404] or any(THEIRS in a.text for a in answers):
            wrong.append(f"open to another press: {other}")
    assert wrong == []


LISTS = [address for address in cms_addresses() if OPEN.get(address.name) is anybody and not address.parts]


@pytest.mark.parametrize(
    "query", ["", "?q=shared", "?q=shared&ordering=title&p=1"], ids=["all", "searched", "in order"]
)
def test_no_list_chooser_or_search_shows_a_title_of_another_agency(press, things, query):
    assert len(LISTS) > 20
    seen = {address.name: press.get(address.filled() + query, follow=True).text for address in LISTS}
    assert [name for name, text in seen.items() if THEIRS in text or "agency-harbor" in text] == []


THERE = {
    "/cms/pages/search/?q=Ourwords": "Ourwords shared page",
    "/cms/choose-page/search/?q=Ourwords": "Ourwords shared page",
    "/cms/images/": "Ourwords shared picture",
    "/cms/images/chooser/": "Ourwords shared picture",
    "/cms/documents/": "Ourwords shared paper",
    "/cms/documents/chooser/": "Ourwords shared paper",
    "/cms/media/": "Ourwords shared film",
    "/cms/media/chooser/": "Ourwords shared film",
    "/cms/media/chooser/video/?q=Ourwords": "Ourwords shared film",
    "/cms/api/main/pages/?child_of={home}": "Ourwords shared page",
}


def test_her_own_are_there(press, things):
    """So that the lists above are not simply empty."""
    pages = {path: press.get(path.format(home=things["own"]["home"].pk)).text for path in THERE}
    assert [path for path, title in THERE.items() if title not in pages[path]] == []


def test_the_librarys_pictures_can_be_chosen_but_not_edited(press, things):
    image = make_image(None, "Library picture")
    assert "Library picture" in press.get("/cms/images/chooser/").text
    assert press.get(f"/cms/images/chooser/chosen/{image.pk}/").status_code == 200
    assert press.get(f"/cms/images/{image.pk}/").status_code == 404


def test_the_librarys_films_can_be_chosen_and_shown_but_not_edited(files_here, press, things, client):
    film = make_media(None, "Library film")
    for path in ("chooser/", "chooser/video/", "chooser/video/?q=Library"):
        assert "Library film" in press.get(f"/cms/media/{path}").text
    assert press.get(f"/cms/media/chooser/{film.pk}/").status_code == 200
    assert press.get(film.url).status_code == 200
    assert "Library film" not in press.get("/cms/media/").text
    for path in ("edit", "delete", "usage"):
        assert press.get(f"/cms/media/{path}/{film.pk}/").status_code == 404
        assert press.post(f"/cms/media/{path}/{film.pk}/", {"title": "Mine now"}).status_code == 404
    page = make_standard(things["own"]["home"], live=False)
    page.body = [("video", {"media": film, "caption": ""})]
    page.save_revision().publish()
    assert "Hello and welcome." in client.get(page.url).text


def test_a_library_film_without_its_words_or_consents_is_not_published(things):
    page = make_standard(things["own"]["home"], live=False)
    page.body = [("video", {"media": make_media(None, "Silent", words=False, shows_people=True), "caption": ""})]
    with pytest.raises(ValidationError) as refused:
        page.save_revision().publish()
    for said in ("no captions yet", "no transcript yet", "no signed consent"):
        assert said in str(refused.value)


@pytest.mark.parametrize(
    "path",
    [
        "/cms/choose-page/chosen-multiple/?id={page}",
        "/cms/images/chooser/chosen-multiple/?id={image}",
        "/cms/documents/chooser/chosen-multiple/?id={document}",
        "/cms/bulk/wagtailcore/page/delete/?id={page}&next=/cms/",
        "/cms/bulk/wagtailcore/page/publish/?id={page}&next=/cms/",
        "/cms/bulk/wagtailcore/page/unpublish/?id={page}&next=/cms/",
        "/cms/bulk/cms/image/delete/?id={image}&next=/cms/",
        "/cms/bulk/cms/document/delete/?id={document}&next=/cms/",
    ],
)
def test_several_at_once_are_hers_each_one(press, things, path):
    ids = {whose: {name: thing.pk for name, thing in some.items()} for whose, some in things.items()}
    assert press.get(path.format(**ids["own"])).status_code == 200
    for asked in (
        path.format(**ids["other"]),
        path.format(**ids["own"]) + "&id=" + path.format(**ids["other"]).split("id=")[1].split("&")[0],
    ):
        assert press.get(asked).status_code == 404, asked
        assert press.post(asked).status_code == 404, asked


def test_nothing_is_done_to_all_at_once(press, things):
    for kind in ("wagtailcore/page", "cms/image", "cms/document"):
        assert press.get(f"/cms/bulk/{kind}/delete/?id=all&next=/cms/").status_code == 404


@pytest.mark.parametrize("kind", ["image", "document", "media"])
def test_a_file_cannot_be_put_on_another_agencys_shelf(press, things, kind):
    thing = things["own"][kind]
    address = {"image": "/cms/images/{}/", "document": "/cms/documents/edit/{}/", "media": "/cms/media/edit/{}/"}[kind]
    press.post(address.format(thing.pk), {"title": "x", "collection": shelf(things["other"]["home"].agency).pk})
    thing.refresh_from_db()
    assert thing.collection == shelf(things["own"]["home"].agency)


def test_a_page_goes_nowhere_but_among_her_own(press, things):
    page, theirs = things["own"]["page"], things["other"]["home"]
    assert (
        press.post(
            f"/cms/pages/{page.pk}/copy/", {"new_title": "x", "new_slug": "x", "new_parent_page": theirs.pk}
        ).status_code
        == 404
    )
    assert press.post(f"/cms/pages/{page.pk}/move/", {"new_parent_page": theirs.pk}).status_code == 404
    assert press.post(f"/cms/pages/{page.pk}/move/{theirs.pk}/confirm/").status_code == 404
    page.refresh_from_db()
    assert page.get_parent().pk == things["own"]["home"].pk
    assert theirs.get_children().count() == 2


def test_typed_page_choosers_begin_among_her_own(press, things):
    things["own"]["story"].delete()
    answer = press.get("/cms/choose-page/?page_type=cms.storypage", follow=True)
    assert THEIRS not in answer.text
    assert things["own"]["home"].title in answer.text


def test_the_explorers_api_shows_her_own_branch(press, things):
    listed = press.get("/cms/api/main/pages/?limit=20").json()["items"]
    titles = {item["title"] for item in listed}
    assert "Ourwords shared page" in titles
    assert not any(THEIRS in title for title in titles)
    assert press.get(f"/cms/api/main/pages/?child_of={things['other']['home'].pk}").status_code == 400


def test_the_apis_of_files_are_closed(press, things):
    for path in ("images/", "documents/", f"images/{things['own']['image'].pk}/", "pages/find/?html_path=harbor/"):
        assert press.get(f"/cms/api/main/{path}").status_code == 404


def test_an_upload_that_somebody_else_began_is_not_hers(press, things, stan):
    begun = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(Image),
        file=SimpleUploadedFile("a.png", b"x"),
        uploaded_by_user=stan,
    )
    for path in ("create_from_uploaded_image", "delete_upload"):
        assert press.post(f"/cms/images/multiple/{path}/{begun.pk}/").status_code in (403, 404)
    assert UploadedFile.objects.filter(pk=begun.pk).exists()


def test_where_a_file_is_used_names_no_page_of_others(press, things, other_home):
    """A page of another agency cannot use it (the page refuses to be published); a draft of theirs is not named either."""
    image = things["own"]["image"]
    draft = StandardPage(
        title=f"{THEIRS} draft", live=False, body=[("picture", {"image": image, "alt": "x", "caption": ""})]
    )
    other_home.add_child(instance=draft)
    answer = press.get(f"/cms/images/usage/{image.pk}/")
    assert answer.status_code == 200
    assert THEIRS not in answer.text


@pytest.mark.parametrize("path", ["delete", "copy", "move"])
def test_an_agencys_home_stays_where_it_is(press, things, path):
    home = things["own"]["home"]
    press.post(f"/cms/pages/{home.pk}/{path}/", {"new_title": "x", "new_slug": "y", "new_parent_page": ""})
    home.refresh_from_db()
    assert home.live


def test_she_adds_a_video_with_its_captions_and_finds_the_transcript_drafted(
    press, things, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = press.post(
            "/cms/media/video/add/",
            {
                "title": "New film",
                "language": "en",
                "file": SimpleUploadedFile("new.mp4", film()),
                "captions": SimpleUploadedFile("new.vtt", CAPTIONS),
            },
        )
    assert answer.status_code == 302, answer.text
    jobs.sweep()  # where no worker listens
    media = Media.objects.get(title="New film")
    assert media.collection == shelf(things["own"]["home"].agency)
    assert media.status == "ready"
    assert media.transcripts.get().text.startswith("Hello and welcome.")


def test_bad_captions_are_answered_at_their_field_with_the_line(press, things):
    answer = press.post(
        "/cms/media/video/add/",
        {
            "title": "New film",
            "language": "en",
            "file": SimpleUploadedFile("new.mp4", film()),
            "captions": SimpleUploadedFile("new.vtt", b"WEBVTT\n\n00:05.000 --> 00:04.000\nx"),
        },
    )
    assert "Line 3: the words end before they begin." in answer.text
    assert 'value="New film"' in answer.text
    assert not Media.objects.filter(title="New film").exists()


def test_a_film_never_changes_its_file(press, things):
    media = things["own"]["media"]
    press.post(
        f"/cms/media/edit/{media.pk}/",
        {
            "title": "Renamed",
            "language": "en",
            "transcript": "Every word.",
            "file": SimpleUploadedFile("b.mp4", b"other"),
        },
    )
    before = media.sha256
    media.refresh_from_db()
    assert (media.title, media.sha256) == ("Renamed", before)
    assert media.file.read() == film()
    assert media.transcripts.get().text == "Every word.\n"


def page_form(page, **changed):
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "lead": "",
            "teller": "Rosa",
            "shows_people": "on",
            "body": streamfield([("text", rich_text("<p>It was a Tuesday.</p>"))]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
            **changed,
        }
    )


def test_publishing_a_story_without_consent_is_refused_in_words_and_keeps_what_was_typed(press, things):
    story = things["own"]["story"]
    answer = press.post(
        f"/cms/pages/{story.pk}/edit/", page_form(story, title="A new title", **{"action-publish": "1"})
    )
    assert "no signed consent of theirs is in force" in answer.text
    assert 'value="A new title"' in answer.text
    story.refresh_from_db()
    assert not story.live


def test_a_draft_of_it_may_be_saved(press, things):
    story = things["own"]["story"]
    assert press.post(f"/cms/pages/{story.pk}/edit/", page_form(story, title="A draft")).status_code == 302
    story.refresh_from_db()
    assert (story.live, story.get_latest_revision_as_object().title) == (False, "A draft")


def test_publishing_in_bulk_does_not_walk_around_the_consent(press, things):
    story = things["own"]["story"]
    press.raise_request_exception = False
    press.post(f"/cms/bulk/wagtailcore/page/publish/?id={story.pk}&next=/cms/")
    story.refresh_from_db()
    assert not story.live


class TestConsents:
    def test_she_keeps_a_consent_and_takes_it_back(self, press, things, agency):
        media = things["own"]["media"]
        given = {"who": "Rosa Marquez", "signed_on": "2025-01-02", "scan": SimpleUploadedFile("c.pdf", b"%PDF")}
        answer = press.post(f"/cms/consents/media/{media.pk}/", given, follow=True)
        assert "Rosa Marquez" in answer.text
        consent = MediaConsent.objects.get(media=media)
        answer = press.post(f"/cms/consents/{consent.uuid}/withdraw/", {"reason": "asked"}, follow=True)
        assert "taken back" in answer.text
        assert not MediaConsent.objects.in_force(agency.today()).exists()

    def test_what_is_missing_is_said_at_its_field(self, press, things):
        answer = press.post(
            f"/cms/consents/media/{things['own']['media'].pk}/",
            {"who": "R", "signed_on": "2025-01-02", "under_18": "on", "scan": SimpleUploadedFile("c.pdf", b"%PDF")},
        )
        assert "a parent or guardian signs" in answer.text

    def test_a_consent_of_another_agency_is_not_there(self, press, things, stan, other_agency):
        from people.words import Role
        from tests.factories.people import make_membership

        make_membership(stan, other_agency, Role.PUBLISHER)
        consent = make_consent(stan, other_agency, things["other"]["media"])
        assert press.get(f"/cms/consents/{consent.uuid}/scan/").status_code == 404
        assert press.post(f"/cms/consents/{consent.uuid}/withdraw/", {"reason": "asked"}).status_code == 404
        assert not hasattr(consent, "withdrawn")

    def test_the_paper_is_a_file_to_keep(self, files_here, press, things, pat, agency):
        consent = make_consent(pat, agency, things["own"]["media"])
        answer = press.get(f"/cms/consents/{consent.uuid}/scan/")
        assert answer["Content-Disposition"].startswith("attachment")

    def test_a_film_with_a_consent_is_not_deleted(self, press, things, pat, agency):
        media = things["own"]["media"]
        make_consent(pat, agency, media)
        answer = press.post(f"/cms/media/delete/{media.pk}/", follow=True)
        assert "It stays." in answer.text
        assert Media.objects.filter(pk=media.pk).exists()


def test_documents_of_the_other_agency_are_not_deleted_by_guessing(press, things):
    document = things["other"]["document"]
    press.post(f"/cms/documents/delete/{document.pk}/")
    assert Document.objects.filter(pk=document.pk).exists()


def new_page(press, things, kind, **fields):
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    form = {
        "title": "Brand new",
        "slug": "brand-new",
        "lead": "",
        "body": streamfield([("text", rich_text("<p>It was a Tuesday.</p>"))]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
        "action-publish": "1",
        **fields,
    }
    return press.post(f"/cms/pages/add/cms/{kind}/{things['own']['home'].pk}/", nested_form_data(form))


def test_a_new_page_is_published_at_once(press, things, client):
    assert new_page(press, things, "standardpage").status_code == 302
    assert client.get("/en/willow/brand-new/").status_code == 200


def test_a_new_page_that_is_sent_twice_is_one_page_with_the_later_words(press, things):
    """The editor saves by itself, and at that very moment she presses a button."""
    new_page(press, things, "standardpage", lead="Once.", **{"action-publish": ""})
    assert new_page(press, things, "standardpage", lead="Twice.").status_code == 302
    page = StandardPage.objects.get(slug="brand-new")
    assert (page.live, page.lead) == (True, "Twice.")


def test_a_new_story_of_people_cannot_be_published_at_once_and_says_why(press, things):
    answer = new_page(press, things, "storypage", teller="Rosa", shows_people="on")
    assert "Save it as a draft" in answer.text
    assert 'value="Brand new"' in answer.text


def test_a_new_page_cannot_show_a_file_of_another_agency(press, things):
    from wagtail.test.utils.form_data import streamfield

    theirs = things["other"]["image"]
    body = streamfield([("picture", {"image": theirs.pk, "alt": "x", "caption": ""})])
    assert "another agency" in new_page(press, things, "standardpage", body=body).text


def test_the_first_page_of_the_press_says_what_waits(press, things, pat, agency):
    text = press.get("/cms/").text
    assert "Ourwords shared story" in text and "No consent of the people shown is in force." in text
    make_consent(pat, agency, things["own"]["story"])
    assert "Everything you added has what it needs" in press.get("/cms/").text
    make_media(agency, "Ourwords silent", words=False)
    assert "“Ourwords silent” has no captions yet" in press.get("/cms/").text


def test_the_first_page_of_the_press_counts_her_own_pages(press, things, pat, agency):
    open_press(actor=None, agency=agency, language="es")  # homes in two languages meet at the root of all
    hers = sum(1 + home.get_descendant_count() for home in own_homes(press_agencies(pat)))
    everybodys = Page.objects.filter(depth__gt=1).count()
    text = " ".join(re.sub(r"<[^>]+>", " ", press.get("/cms/").text).split())
    assert hers < everybodys
    assert f"{hers} Pages" in text and f"{everybodys} Pages" not in text


def test_what_waits_takes_the_same_queries_for_one_and_for_three(things, agency, home, django_assert_num_queries):
    from cms.queries import what_waits

    with django_assert_num_queries(5):
        assert len(what_waits([agency])) == 1
    for number in (2, 3):
        make_story(home, f"Story {number}")
        make_media(agency, f"Film {number}", words=False)
    with django_assert_num_queries(5):
        assert len(what_waits([agency])) == 7
