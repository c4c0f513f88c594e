"""Who listens only gets the sound of a film, not its picture: as it is in the film, in a file of its own."""

from pathlib import Path

import pytest

from cms import actions, film
from cms.actions.film import look_into
from cms.models import Media, Sound
from cms.words import MediaState, Trouble
from tests.factories.cms import film as plain_film
from tests.factories.cms import made_film, make_media

TWO_SECONDS = ["-f", "lavfi", "-i", "testsrc=size=160x90:rate=5:duration=2", "-f", "lavfi", "-i", "sine=duration=2"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]


def heard_film() -> bytes:
    return made_film("heard.mp4", *TWO_SECONDS, *H264, "-c:a", "aac")


@pytest.fixture
def talk(home) -> Media:
    return make_media(home.agency, data=heard_film())


def opened(sound: Sound, tmp_path: Path) -> film.Film:
    path = tmp_path / "heard.m4a"
    path.write_bytes(sound.file.read())
    return film.look(path, video=False)


def test_it_is_as_long_as_the_film_without_its_picture_and_a_part_of_its_size(talk, tmp_path):
    found = opened(talk.sound, tmp_path)
    assert found.sound.startswith("aac") and not found.picture
    assert found.seconds == pytest.approx(talk.duration, abs=0.2)
    assert talk.sound.size == talk.sound.file.size < talk.size
    with pytest.raises(film.NoFilm):
        film.look(tmp_path / "heard.m4a", video=True)


def test_a_film_that_is_made_anew_has_its_sound_too(home, tmp_path):
    old = made_film("old.avi", *TWO_SECONDS, "-c:v", "mpeg4", "-c:a", "mp3")
    assert opened(make_media(home.agency, data=old, kind="avi").sound, tmp_path).sound.startswith("aac")


def test_the_press_hears_it_in_parts_and_a_stranger_is_told_there_is_nothing(files_here, talk, client, pat, stan):
    client.force_login(stan)
    assert client.get(talk.sound_url).status_code == 404
    client.force_login(pat)
    part = client.get(talk.sound_url, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part["Content-Type"], b"".join(part.streaming_content)) == (206, "audio/mp4", b"ftyp")


def test_it_is_nobodys_while_the_film_is_not_ready(talk, client, pat):
    client.force_login(pat)
    Media.objects.filter(pk=talk.pk).update(status=MediaState.FAILED)
    assert client.get(talk.sound_url).status_code == 404


def test_a_silent_film_and_one_from_before_are_heard_as_they_are(files_here, home, talk, client, pat):
    silent = make_media(home.agency, data=plain_film())
    talk.sound.delete()
    client.force_login(pat)
    for one in (silent, talk):
        assert not Sound.objects.filter(media=one).exists()
        answer = client.get(one.sound_url)
        assert (answer.status_code, answer["Content-Type"]) == (200, "video/mp4")
        assert len(b"".join(answer.streaming_content)) == one.size


def test_a_recording_is_its_own_sound(home):
    assert not Sound.objects.filter(media=make_media(home.agency, kind="mp3", look=True)).exists()


def test_looked_into_twice_it_is_one(home, talk):
    before = talk.sound
    stale = Media.objects.get(pk=talk.pk)
    stale.status = MediaState.STORED  # another worker took it up before the first had written
    stale.file.name, stale.sha256 = talk.file.name, talk.sha256
    look_into(media=stale)
    assert list(Sound.objects.filter(media=talk).values_list("pk", "sha256")) == [(before.pk, before.sha256)]
    assert before.file.storage.exists(before.file.name)


def test_a_film_given_up_leaves_no_sound_and_one_thrown_away_takes_its_own_along(home, talk):
    storage, name = talk.sound.file.storage, talk.sound.file.name
    half = make_media(home.agency, words=False)
    Media.objects.filter(pk=half.pk).update(status=MediaState.STORED)
    with talk.sound.file.open() as heard:
        left = storage.save(f"streams/{half.uuid}-sound.m4a", heard)
    half.refresh_from_db()
    actions.fail(media=half, trouble=Trouble.OURS)
    assert not storage.exists(left)
    actions.tidy_streams()
    assert storage.exists(name)
    talk.delete()
    actions.tidy_streams()
    assert not storage.exists(name)
