"""A film becomes one that every browser plays, within limits; what cannot be shown says why and leaves nothing behind."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as house
from django.core.files.base import ContentFile

from cms import actions, ffmpeg, film
from cms.actions.film import workplace
from cms.ffmpeg import Limits, program
from cms.models import Media, MediaWork, Stream
from cms.queries import trouble_with
from cms.rules import is_long, rungs_for
from cms.tasks import leave_it_at_one_size
from cms.templatetags.press import films_with_what_they_lack
from cms.words import Trouble
from ledger import clock, jobs
from ledger.models import Job
from ledger.refusals import Refused
from ledger.tasks import run_job
from tests.factories.cms import film as plain_film
from tests.factories.cms import made_film, make_media, make_stream
from tests.processes import wait_for
from tests.stored import stored

PICTURE = ["-f", "lavfi", "-i", "testsrc=size=160x90:rate=5:duration=2"]
TONE = ["-f", "lavfi", "-i", "sine=duration=2"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]


@pytest.fixture(autouse=True)
def a_workshop_of_its_own(settings, tmp_path):
    """What is left behind there was left by this test."""
    settings.VAR_DIR = tmp_path / "var"


def made(name: str, *arguments: str) -> bytes:
    return made_film(name, *PICTURE, *TONE, *arguments)


def kept(media: Media, tmp_path: Path) -> film.Film:
    path = tmp_path / f"kept{Path(media.file.name).suffix}"
    path.write_bytes(media.file.read())
    return film.look(path, video=media.type == "video")


class TestPlayable:
    @pytest.mark.parametrize("name", ["moov-at-the-end.mp4", "a.mov", "a.mkv"])
    def test_h264_is_copied_and_starts_before_it_is_all_there(self, home, name):
        data = made(name, *H264, "-c:a", "aac")
        media = make_media(home.agency, data=data, kind=name.rpartition(".")[2], words=False)
        now = media.file.read()
        assert (media.status, media.content_type) == ("ready", "video/mp4")
        assert 0 < now.index(b"moov") < now.index(b"mdat")

    @pytest.mark.parametrize(
        ("name", "how"),
        [
            ("a.webm", ["-c:v", "libvpx", "-c:a", "libvorbis", "-deadline", "realtime"]),
            ("a.avi", ["-c:v", "mpeg4", "-c:a", "mp3"]),
            ("ten-bit.mp4", ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", "-c:a", "aac"]),
        ],
    )
    def test_anything_else_is_made_anew(self, home, tmp_path, name, how):
        media = make_media(home.agency, data=made(name, *how), kind=name.rpartition(".")[2], words=False)
        found = kept(media, tmp_path)
        assert (media.status, media.content_type) == ("ready", "video/mp4")
        assert found.plays_as_it_is and found.sound.startswith("aac")
        assert (found.width, found.height) == (160, 90)

    def test_sound_that_old_phones_do_not_play_becomes_one_they_do(self, home, tmp_path):
        media = make_media(home.agency, kind="wav", words=False, look=True)
        assert media.content_type == "audio/mp4"
        assert kept(media, tmp_path).sound.startswith("aac")

    def test_the_received_file_leaves_the_store_when_the_row_says_so(self, home, django_capture_on_commit_callbacks):
        before = stored("media")
        with django_capture_on_commit_callbacks(execute=True):
            media = make_media(home.agency, data=made("a.mov", *H264), kind="mov", words=False)
        assert stored("media") - before == {f"{media.uuid}.mp4"}


def boxes(data: bytes) -> list[tuple[bytes, bytes]]:
    """The outermost parts of an MP4: (kind, body)."""
    found, at = [], 0
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        found.append((kind, data[at + 8 : at + size]))
        at += size
    return found


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def thousands_of_tracks() -> bytes:
    moov = dict(boxes(made("few.mp4", *H264)))[b"moov"]
    parts = boxes(moov)
    track = next(body for kind, body in parts if kind == b"trak")
    crowded = b"".join(box(kind, body) for kind, body in parts) + box(b"trak", track) * 3000
    return b"".join(box(kind, crowded if kind == b"moov" else body) for kind, body in boxes(made("few.mp4", *H264)))


def ten_hours_by_its_head() -> bytes:
    """The head of a Matroska file says ten hours; what follows is two seconds."""
    data = made("a.mkv", *H264, "-c:a", "aac")
    at = data.index(b"\x44\x89\x88") + 3  # Duration, an eight-byte float of milliseconds
    return data[:at] + struct.pack(">d", 36_000_000.0) + data[at + 8 :]


def ten_hours() -> bytes:
    """Really ten hours long: a picture of 16 by 16 every ten seconds."""
    picture = ["-f", "lavfi", "-i", "color=size=16x16:rate=1/10:duration=36000"]
    return made_film("long.mp4", *picture, *H264)


def nine_thousand_wide() -> bytes:
    return made_film("wide.mp4", "-f", "lavfi", "-i", "color=size=9000x16:rate=1:duration=1", *H264)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:1/secret.ts\n#EXTINF:1,\nfile:///etc/passwd\n"
HOSTILE = {
    "zero length": (lambda: b"", "mp4", Trouble.EMPTY),
    "a playlist": (lambda: LIST, "mp4", Trouble.NOT_A_FILM),
    "an svg": (lambda: SVG, "mp4", Trouble.NOT_A_FILM),
    "a page": (lambda: b"<!doctype html><title>x</title><video src=x>", "mov", Trouble.NOT_A_FILM),
    "a playlist as matroska": (lambda: LIST, "mkv", Trouble.NOT_A_FILM),
    "malformed": (lambda: plain_film()[:40] + bytes(range(256)) * 40, "mp4", Trouble.NOT_A_FILM),
    "cut off, head last": (lambda: plain_film()[:-600], "mp4", Trouble.CUT_OFF),
    "cut off, head first": (
        lambda: made("first.mp4", *H264, "-movflags", "+faststart")[:-3000],
        "mp4",
        Trouble.CUT_OFF,
    ),
    "thousands of tracks": (thousands_of_tracks, "mp4", Trouble.TOO_MANY),
    "absurdly wide": (nine_thousand_wide, "mp4", Trouble.TOO_WIDE),
    "ten hours by its head": (ten_hours_by_its_head, "mkv", Trouble.TOO_LONG),
    "ten hours": (ten_hours, "mp4", Trouble.TOO_LONG),
}


class TestWhatCannotBeShown:
    @pytest.mark.parametrize("case", HOSTILE)
    def test_it_says_why_and_leaves_nothing_behind(self, home, client, pat, case):
        data, kind, trouble = HOSTILE[case]
        media = make_media(home.agency, data=data(), kind=kind, words=False)
        assert (media.status, media.work.trouble) == ("failed", trouble)
        assert trouble_with(media) == str(trouble.label)
        assert not media.thumbnail and not media.streams.exists()
        assert not any((Path(house.VAR_DIR) / "films").iterdir())
        client.force_login(pat)
        assert client.get(media.url).status_code == 404
        assert str(trouble.label) in client.get(f"/cms/media/edit/{media.pk}/").text.replace("&#x27;", "'")

    @pytest.mark.parametrize(
        "limits",
        [Limits(seconds=1), Limits(cpu=1), Limits(memory=80 * 1024**2), Limits(size=2000)],
        ids=["time", "processor", "memory", "what it writes"],
    )
    def test_ffmpeg_is_stopped_at_each_limit(self, tmp_path, limits):
        path = tmp_path / "a.mp4"
        path.write_bytes(made_film("busy.mp4", "-f", "lavfi", "-i", "testsrc=size=640x360:rate=25:duration=4", *H264))
        how = ["-vf", "loop=loop=-1:size=100", "-c:v", "libx264", "-preset", "slow", str(tmp_path / "out.mp4")]
        said = ffmpeg.run(path, how, limits=limits)
        assert said.stopped and not said.ok
        out = tmp_path / "out.mp4"
        assert not out.exists() or out.stat().st_size <= limits.size

    def test_it_ends_with_the_worker_that_started_it(self, tmp_path):
        """A worker that is killed leaves no ffmpeg running."""
        path = tmp_path / "a.mp4"
        path.write_bytes(plain_film())
        script = (
            "import sys, os, subprocess, time\n"
            f"p = subprocess.Popen([sys.executable, '-I', '-S', {str(ffmpeg.CONFINED)!r}, str(os.getpid()), '60',"
            f" str(2**31), '1000000', '0', {program()!r}, '-v', 'quiet', '-re', '-stream_loop', '-1', '-i', {str(path)!r},"
            " '-f', 'null', '-'], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
            f"while p.poll() is None and not open(f'/proc/{{p.pid}}/cmdline').read().startswith({program()!r}): time.sleep(0.01)\n"
            "assert p.poll() is None; print(p.pid, flush=True); os.kill(os.getpid(), 9)\n"
        )
        pid = int(subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).stdout)
        wait_for("an end of ffmpeg", lambda: not runs(pid))


def runs(pid: int) -> bool:
    """Whether there is such a process, and not only its row in the table."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class TestTryingAgain:
    def test_the_publisher_reads_why_and_tries_again(self, home, client, pat):
        media = make_media(home.agency, words=False)
        Media.objects.filter(pk=media.pk).update(status="stored")
        actions.fail(media=media, trouble=Trouble.OURS)
        client.force_login(pat)
        page = client.get(f"/cms/media/edit/{media.pk}/").text
        assert "Something went wrong here" in page and f"/cms/films/{media.pk}/again/" in page
        assert client.post(f"/cms/films/{media.pk}/again/").status_code == 302
        media.refresh_from_db()
        assert (media.status, media.work.tries, media.work.trouble) == ("stored", 2, "")
        state = client.get(f"/cms/films/{media.pk}/state/").text
        assert "0 %" in state and "every 3s" in state
        jobs.sweep()
        media.refresh_from_db()
        assert (media.status, media.work.percent) == ("ready", 100)
        assert "every 3s" not in client.get(f"/cms/films/{media.pk}/state/").text

    def test_what_is_ready_is_not_begun_anew(self, home, pat):
        media = make_media(home.agency)
        before = Job.objects.count()
        assert actions.try_again(actor=pat, media=media).status == "ready"
        assert Job.objects.count() == before

    def test_nobody_but_its_press_tries_again(self, home, stan):
        with pytest.raises(Refused, match="your own agency"):
            actions.try_again(actor=stan, media=make_media(home.agency))

    def test_after_three_lost_workers_it_is_set_aside_with_a_sentence(self, home):
        media = make_media(home.agency, words=False)
        Media.objects.filter(pk=media.pk).update(status="stored")
        job = Job.objects.get(kind="cms.look-into-media")
        remains = Path(house.VAR_DIR) / "films" / str(media.uuid)
        remains.mkdir(parents=True)
        (remains / "film.mp4").write_bytes(b"half")
        received, storage = media.file.name, media.file.storage
        half = storage.save(f"media/{media.uuid}.m4a", ContentFile(b"half"))
        Job.objects.update(leased_until=clock.now() - jobs.LONG_LEASE, attempts=2, done_at=None)
        assert not jobs.run(job.pk)
        media.refresh_from_db()
        job.refresh_from_db()
        assert job.parked_at and job.attempts == 3
        assert not remains.exists() and not storage.exists(half)
        assert media.file.name == received and storage.exists(received)
        assert (media.status, media.work.trouble) == ("failed", "ours")

    def test_a_lost_worker_s_film_is_made_once_more_and_its_remains_are_gone(self, home):
        media = make_media(home.agency, words=False)
        Media.objects.filter(pk=media.pk).update(status="stored")
        with workplace(media) as folder:
            remains = folder.parent / str(media.uuid)
        remains.mkdir()
        (remains / "film.mp4").write_bytes(b"half")
        media.file.storage.save(f"media/{media.uuid}.mp4", media.file)  # it got as far as the store
        Job.objects.update(leased_until=clock.now() - jobs.LONG_LEASE, done_at=None)
        assert jobs.run(Job.objects.get(kind="cms.look-into-media").pk)
        media.refresh_from_db()
        assert (media.status, media.file.name) == ("ready", f"media/{media.uuid}.mp4")
        assert not remains.exists()


class TestSizes:
    @pytest.mark.parametrize(
        ("width", "height", "lines"),
        [
            (1920, 1080, (240, 480, 720)),
            (1280, 720, (240, 480, 720)),
            (1080, 1920, (240, 480, 720)),
            (640, 360, (240, 360)),
            (320, 240, (240,)),
            (160, 90, (90,)),
        ],
    )
    def test_none_is_larger_than_the_film(self, width, height, lines):
        assert tuple(rung.lines for rung in rungs_for(width, height)) == lines

    def test_ten_minutes_or_a_hundred_megabytes_are_long(self):
        assert [is_long(600, 10), is_long(601, 10), is_long(9, 100_000_000), is_long(9, 100_000_001)] == [
            False,
            True,
            False,
            True,
        ]

    @pytest.fixture
    def long_film(self, home):
        picture = ["-f", "lavfi", "-i", "testsrc=size=480x270:rate=5:duration=8"]
        sound = ["-f", "lavfi", "-i", "sine=duration=8"]
        data = made_film("eight.mp4", *picture, *sound, *H264, "-c:a", "aac")
        media = make_media(home.agency, data=data, words=False)
        actions.make_streams(media=media)
        return media

    def test_every_size_has_its_key_pictures_at_the_same_seconds_and_plays(self, long_film, tmp_path):
        sizes = list(long_film.streams.all())
        assert [(one.lines, one.width, one.height) for one in sizes] == [(240, 426, 240), (270, 480, 270)]
        cuts = {tuple(line for line in one.playlist.splitlines() if "EXTINF" in line) for one in sizes}
        assert cuts == {("#EXTINF:6.000000,", "#EXTINF:2.000000,")}
        for one in sizes:
            path = tmp_path / "size.mp4"
            path.write_bytes(one.file.read())
            assert film.look(path, video=True).seconds == pytest.approx(8, abs=0.3)
        assert not any((Path(house.VAR_DIR) / "films").iterdir())

    def test_the_press_reads_it_in_parts_and_a_stranger_is_told_there_is_nothing(self, long_film, client, pat, stan):
        base = f"/media/{long_film.uuid}/stream/"
        addresses = [base + name for name in ("all.m3u8", "240.m3u8", "240.mp4")]
        for person, code in ((stan, 404), (pat, 200)):
            client.force_login(person)
            assert [client.get(address).status_code for address in addresses] == [code] * 3
        every = client.get(addresses[0])
        assert every["Cache-Control"] == "private, no-cache"
        assert every["Content-Type"] == "application/vnd.apple.mpegurl"
        assert every.text.count("#EXT-X-STREAM-INF") == 2 and "\n240.m3u8\n" in every.text
        assert 'URI="240.mp4"' in client.get(addresses[1]).text
        part = client.get(addresses[2], headers={"Range": "bytes=4-7"})
        assert (part.status_code, b"".join(part.streaming_content)) == (206, b"ftyp")
        assert part["Cache-Control"] == "private, no-cache"

    def test_made_again_they_are_the_same_ones(self, long_film):
        before = list(Stream.objects.values_list("pk", flat=True))
        actions.make_streams(media=long_film)
        assert list(Stream.objects.values_list("pk", flat=True)) == before

    def test_they_leave_the_store_after_their_film(self, home, long_film):
        kept = make_stream(make_media(home.agency))
        files = [(one.file.storage, one.file.name) for one in long_film.streams.all()]
        actions.tidy_streams()
        assert all(storage.exists(name) for storage, name in files)
        remains = Path(house.VAR_DIR) / "films" / str(long_film.uuid)
        remains.mkdir()
        long_film.delete()
        actions.tidy_streams()
        assert not remains.exists()
        assert not any(storage.exists(name) for storage, name in files)
        assert kept.file.storage.exists(kept.file.name)

    def test_a_long_one_waits_in_the_queue_of_films(self, home, monkeypatch):
        monkeypatch.setattr("cms.rules.LONG_SECONDS", 1)
        media = make_media(home.agency, words=False, look=False)
        Media.objects.filter(pk=media.pk).update(status="stored")
        media.refresh_from_db()
        actions.look_into(media=media)
        job = Job.objects.get(kind="cms.make-streams")
        assert job.payload == {"media": media.pk}
        assert Media.objects.get(pk=media.pk).in_the_making
        rung = []
        monkeypatch.setattr(run_job, "apply_async", lambda ids, **how: rung.append((*ids, how["queue"])))
        Job.objects.exclude(pk=job.pk).delete()
        assert jobs.sweep(long_ones=False) == 0  # its own worker does it
        assert jobs.sweep(long_ones=False) == 0  # and is not rung for once a minute
        assert rung == [(job.pk, "films")]


def test_how_far_it_is_is_told_to_the_publisher_also_while_smaller_sizes_are_made(home, client, pat):
    client.force_login(pat)
    media = make_media(home.agency, words=False)
    at = f"/cms/films/{media.pk}/state/"
    for status, more in (("stored", "You can leave this page."), ("ready", "It plays. Smaller sizes")):
        Media.objects.filter(pk=media.pk).update(status=status)
        actions.film.teller(media, 10)(4.2)
        assert MediaWork.objects.get(media=media).percent == 42
        shown = client.get(at).text
        assert "42 %" in shown and more in shown and "hx-get" in shown
    leave_it_at_one_size(media.pk)
    shown = client.get(at).text
    assert "%" not in shown and "hx-get" not in shown


def test_the_list_of_films_says_what_each_lacks_in_the_same_queries(home, client, pat, django_assert_num_queries):
    client.force_login(pat)
    make_media(home.agency, "Whole")
    broken = make_media(home.agency, "Broken", words=False)
    actions.look_into(media=broken)
    Media.objects.filter(pk=broken.pk).update(status="stored")
    actions.fail(media=broken, trouble=Trouble.EMPTY)
    page = client.get("/cms/media/").text
    assert "This file is empty." in page and ">ready<" in page
    make_media(home.agency, "Silent", words=False)
    for number in (1, 3):
        shown = list(Media.objects.order_by("title")[:number])
        with django_assert_num_queries(3):
            assert [film.title for film, _lacks in films_with_what_they_lack(shown)] == [film.title for film in shown]
