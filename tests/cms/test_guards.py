"""What the database itself refuses, on both databases: a video page without its words, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from cms.models import OrientationVideoPage
from tests.factories.cms import make_media, make_video_page


@pytest.fixture
def silent(home):
    """A video without words on a page that is not published."""
    return make_video_page(home, make_media(home.agency, words=False), live=False)


@pytest.fixture
def spoken(home):
    """A published video page with its words."""
    return make_video_page(home, make_media(home.agency))


def refused(sql: str, *values: object) -> None:
    with pytest.raises(IntegrityError, match="video_has_words"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_page_does_not_go_live_without_the_words_of_its_video(silent):
    refused("UPDATE wagtailcore_page SET live = %s WHERE id = %s", True, silent.pk)
    with pytest.raises(IntegrityError, match="video_has_words"), transaction.atomic():
        silent.live = True
        silent.save(clean=False)


def test_a_live_page_does_not_change_to_a_video_without_words(spoken, silent):
    with pytest.raises(IntegrityError, match="video_has_words"), transaction.atomic():
        OrientationVideoPage.objects.filter(pk=spoken.pk).update(video=silent.video)


@pytest.mark.parametrize("table", ["cms_caption", "cms_transcript"])
def test_the_words_stay_while_a_page_shows_the_video(spoken, silent, table):
    refused(f"DELETE FROM {table} WHERE media_id = %s", spoken.video_id)
    refused(f"UPDATE {table} SET media_id = %s WHERE media_id = %s", silent.video_id, spoken.video_id)


def test_with_its_words_it_goes_live_and_without_the_page_they_may_go(spoken):
    spoken.unpublish()
    spoken.video.captions.all().delete()
    spoken.video.transcripts.all().delete()
    assert not spoken.video.captions.exists()
