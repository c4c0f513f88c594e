"""Files in an object store: the authorising view sends her there with an address that ends soon."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.storage import default_storage, storages
from django.test import override_settings

from tests.cms.test_sound import heard_film
from tests.factories.cms import make_document, make_image, make_media, make_standard, make_video_page

moto = pytest.importorskip("moto")


@pytest.fixture
def store(settings, monkeypatch):
    """An S3 of moto's, in this process, instead of the folder."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with moto.mock_aws():
        import boto3

        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="kept")
        options = {"bucket_name": "kept", "region_name": "us-east-1", "querystring_auth": True, "file_overwrite": False}
        kept = {**settings.STORAGES, "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}}
        with override_settings(STORAGES=kept):
            default_storage._wrapped = storages["default"]
            yield storages["default"]
        from django.utils.functional import empty

        default_storage._wrapped = empty


def asked_for(address: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


def test_a_film_is_measured_and_read_from_the_store(store, home):
    media = make_media(home.agency, look=True)
    assert (media.status, media.size, media.width) == ("ready", media.file.size, 160)
    assert store.exists(media.file.name)


def test_who_may_see_it_is_sent_to_the_store_with_our_own_type_for_a_short_while(store, home, client):
    media = make_media(home.agency, look=True)
    page = make_video_page(home, media)
    answer = client.get(media.url)
    assert answer.status_code == 302
    assert answer["Cache-Control"] == "private, no-store"
    said = asked_for(answer["Location"])
    assert said["response-content-type"] == "video/mp4"
    assert "X-Amz-Signature" in said or "Signature" in said
    page.unpublish()
    assert client.get(media.url).status_code == 404


def test_the_sound_of_a_film_is_sent_the_same_way_and_to_a_phone_by_our_own_hand(store, home, client, pat):
    media = make_media(home.agency, data=heard_film())
    client.force_login(pat)
    said = asked_for(client.get(media.sound_url)["Location"])
    assert said["response-content-type"] == "audio/mp4"
    kept = client.get(f"{media.sound_url}?here")
    assert (kept.status_code, len(b"".join(kept.streaming_content))) == (200, media.sound.size)


def test_documents_are_downloads_there_too(store, home, client):
    document = make_document(home.agency)
    page = make_standard(home, live=False)
    page.body = [("download", {"document": document, "label": "A form"})]
    page.save_revision().publish()
    said = asked_for(client.get(document.url)["Location"])
    assert said["response-content-disposition"].startswith("attachment")


def test_pictures_are_drawn_from_the_store_and_sent_the_same_way(store, home, client, pat):
    rendition = make_image(home.agency).get_rendition("width-50")
    assert client.get(rendition.url).status_code == 404
    client.force_login(pat)
    assert asked_for(client.get(rendition.url)["Location"])["response-content-type"] == "image/png"
