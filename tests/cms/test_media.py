"""Video and audio come in whole, are looked at, and get their words."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from PIL import Image as Pixels

from cms import actions, captions
from cms.models import Image, Media, Transcript
from cms.pictures import without_notes
from ledger.models import Job
from ledger.refusals import Refused
from tests.factories.cms import CAPTIONS, SRT, film, make_document, make_image, make_media


class TestArrival:
    def test_a_film_is_measured_and_ready_with_a_still_of_its_own(self, home):
        media = make_media(home.agency, words=False, look=True)
        assert media.status == "ready"
        kept = media.file.read()
        assert media.sha256 == hashlib.sha256(kept).hexdigest()
        assert (media.size, media.width, media.height) == (len(kept), 160, 90)
        assert media.duration == pytest.approx(2, abs=0.2)
        assert media.thumbnail.read(3) == b"\xff\xd8\xff"

    @pytest.mark.parametrize("kind", ["mp3", "wav"])
    def test_audio_has_a_length_and_no_picture(self, home, kind):
        media = make_media(home.agency, kind=kind, words=False, look=True)
        assert (media.status, media.width) == ("ready", None)
        assert media.duration == pytest.approx(2, abs=0.2)

    def test_it_is_looked_at_by_a_job_that_holds_its_id_only(self, home):
        media = make_media(home.agency)
        job = Job.objects.get(kind="cms.look-into-media")
        assert job.payload == {"media": media.pk}

    @pytest.mark.parametrize(
        "data",
        [
            b"not a film at all",
            b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/secret.ts\n",
            b"ffconcat version 1.0\nfile '/etc/passwd'\n",
        ],
        ids=["nonsense", "a playlist", "a script"],
    )
    def test_what_only_calls_itself_a_film_is_never_ready(self, home, data):
        assert make_media(home.agency, data=data, words=False).status == "failed"

    def test_a_film_that_changed_in_storage_is_not_taken_for_the_one_received(self, home):
        media = make_media(home.agency, words=False)
        Media.objects.filter(pk=media.pk).update(status="stored", sha256="0" * 64)
        media.refresh_from_db()
        with pytest.raises(ValueError, match="not the one"):
            actions.look_into(media=media)

    def test_no_medium_is_ready_without_its_hash(self, home):
        media = make_media(home.agency)
        with pytest.raises(IntegrityError, match="media_ready_is_whole"), transaction.atomic():
            Media.objects.filter(pk=media.pk).update(sha256="")


class TestCaptions:
    @pytest.mark.parametrize(
        ("data", "name"), [(CAPTIONS, "a.vtt"), (SRT, "a.srt"), (SRT.replace(b"\n", b"\r\n"), "A.SRT")]
    )
    def test_both_kinds_of_file_become_the_same_captions(self, home, data, name):
        media = make_media(home.agency, words=False)
        caption = actions.set_captions(actor=None, media=media, language="en", data=data, name=name)
        assert [(cue.start_ms, cue.end_ms, cue.text) for cue in captions.cues_of(caption.vtt)] == [
            (0, 900, "Hello and welcome."),
            (1000, 1900, "You are not alone."),
        ]

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("", "Line 1 must say WEBVTT."),
            ("WEBVTT\n", "There are no captions in this file."),
            ("WEBVTT\n\n00:05.000 --> 00:04.000\nx", "Line 3: the words end before they begin."),
            ("WEBVTT\n\n00:05.000 --> 00:05.000\nx", "Line 3: the words end before they begin."),
            ("WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:03.000 --> 00:09.000\ny", "Line 6: this time is earlier"),
            ("WEBVTT\n\n00:05 --> 00:06\nx", "Line 3: the times should look like"),
            ("WEBVTT\n\n00:05.000 --> 00:06.000\n\n", "Line 3: there are no words below this time."),
        ],
    )
    def test_a_file_that_players_would_stumble_over_is_refused_with_its_line(self, home, text, sentence):
        media = make_media(home.agency, words=False)
        with pytest.raises(Refused) as refused:
            actions.set_captions(actor=None, media=media, language="en", data=text.encode(), name="a.vtt")
        assert sentence in str(refused.value)
        assert not media.captions.exists()

    def test_letters_we_cannot_read_are_named_with_their_line(self):
        with pytest.raises(captions.BadCaptions, match=r"Line 4 .* UTF-8"):
            captions.read(b"WEBVTT\n\n00:01.000 --> 00:02.000\ncaf\xe9\n", "a.vtt")

    def test_another_kind_of_file_is_refused(self):
        with pytest.raises(captions.BadCaptions, match="neither"):
            captions.read(CAPTIONS, "a.html")


class TestTranscript:
    def test_it_is_drafted_from_the_captions(self, home):
        media = make_media(home.agency)
        assert media.transcripts.get().text == "Hello and welcome. You are not alone.\n"

    def test_what_a_person_wrote_is_not_overwritten_by_new_captions(self, home, pat):
        media = make_media(home.agency)
        actions.set_transcript(actor=pat, media=media, language="en", text="**Rosa:** Hello.")
        actions.set_captions(actor=pat, media=media, language="en", data=SRT, name="b.srt")
        assert Transcript.objects.get(media=media).text == "**Rosa:** Hello.\n"

    def test_a_new_voice_and_a_long_pause_begin_a_paragraph(self):
        data = (
            b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Rosa>One\n\n00:02.000 --> 00:03.000\n<v Rosa>two.\n\n"
            b"00:03.000 --> 00:04.000\n<v Ben>Three.\n\n00:20.000 --> 00:21.000\n<v Ben>Four.\n"
        )
        assert captions.draft_transcript(captions.read(data, "a.vtt").cues) == (
            "**Rosa:** One two.\n\n**Ben:** Three.\n\n**Ben:** Four.\n"
        )


@pytest.mark.parametrize("who", ["stan", "ana", "cleo"])
def test_nobody_but_the_agencys_press_gives_a_film_its_words(home, request, who):
    media = make_media(home.agency)
    person = request.getfixturevalue(who)
    with pytest.raises(Refused, match="your own agency"):
        actions.set_transcript(actor=person, media=media, language="en", text="x")
    with pytest.raises(Refused, match="your own agency"):
        actions.set_captions(actor=person, media=media, language="en", data=CAPTIONS, name="a.vtt")


def test_consents_only_grow(home, pat, agency):
    from tests.factories.cms import make_consent

    consent = make_consent(pat, agency, make_media(agency))
    with pytest.raises(DatabaseError, match=r"facts_only_grow|permission denied"), transaction.atomic():
        connection.cursor().execute(f"UPDATE cms_mediaconsent SET valid_until = NULL WHERE id = {consent.pk}")
    with pytest.raises(DatabaseError, match=r"facts_only_grow|permission denied"), transaction.atomic():
        connection.cursor().execute(f"DELETE FROM cms_mediaconsent WHERE id = {consent.pk}")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"who": " "}, "consent_names_nobody"),
        ({"under_18": True}, "consent_needs_guardian"),
        ({"signed": 1}, "consent_in_future"),
        ({"until": -40}, "consent_ends_early"),
    ],
)
def test_a_consent_that_cannot_be_is_refused_in_words(home, pat, agency, change, code):
    from datetime import timedelta

    from django.core.files.uploadedfile import SimpleUploadedFile

    given = {"who": "Rosa", "under_18": False, **{k: v for k, v in change.items() if k in ("who", "under_18")}}
    with pytest.raises(Refused) as refused:
        actions.record_consent(
            actor=pat,
            agency=agency,
            subject=make_media(agency),
            signed_on=agency.today() + timedelta(days=change.get("signed", -30)),
            valid_until=agency.today() + timedelta(days=change["until"]) if "until" in change else None,
            scan=SimpleUploadedFile("consent.pdf", b"%PDF"),
            **given,
        )
    assert refused.value.code == code


def test_the_names_on_a_consent_stand_in_notes_that_can_be_erased(home, pat, agency):
    from ledger.actions import erase_note
    from tests.factories.cms import make_consent

    consent = make_consent(pat, agency, make_media(agency), who="Rosa Marquez")
    assert consent.who.text == "Rosa Marquez"
    erase_note(note=consent.who, reason="asked")
    consent.who.refresh_from_db()
    assert consent.who.text == "" and len(consent.who_digest) == 64


class TestNotesOfTheCamera:
    """A phone writes where it stood, and when, into every file. Families do not need to tell that."""

    def test_a_film_loses_them_on_arrival(self, home, tmp_path):
        import subprocess

        from cms.ffmpeg import program as _ffmpeg

        noted = tmp_path / "noted.mp4"
        (tmp_path / "plain.mp4").write_bytes(film())
        said = ["-metadata", "location=+45.0-093.0/", "-metadata", "comment=Rosas kitchen", "-c", "copy"]
        subprocess.run([_ffmpeg(), "-v", "error", "-i", str(tmp_path / "plain.mp4"), *said, str(noted)], check=True)
        assert b"Rosas kitchen" in noted.read_bytes()
        media = make_media(home.agency, data=noted.read_bytes(), words=False)
        kept = media.file.read()
        assert b"Rosas kitchen" not in kept and b"+45.0" not in kept
        assert (media.status, media.sha256, media.size) == ("ready", hashlib.sha256(kept).hexdigest(), len(kept))

    @pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
    def test_a_picture_loses_them_and_stands_upright(self, kind):
        picture = Pixels.new("RGB", (40, 20), "teal")
        notes = picture.getexif()
        notes[0x010E] = "Rosas kitchen"
        notes[0x0112] = 6  # taken with the phone on its side
        file = io.BytesIO()
        picture.save(file, kind, exif=notes)
        assert b"Rosas kitchen" in file.getvalue()
        kept = without_notes(SimpleUploadedFile("a.jpg", file.getvalue())).read()
        assert b"Rosas kitchen" not in kept and b"Exif" not in kept
        assert Pixels.open(io.BytesIO(kept)).size == (20, 40)

    def test_a_picture_added_by_a_publisher_is_kept_that_way(self, client, home, pat):
        picture = Pixels.new("RGB", (40, 20), "teal")
        notes = picture.getexif()
        notes[0x010E] = "Rosas kitchen"
        file = io.BytesIO()
        picture.save(file, "JPEG", exif=notes)
        client.force_login(pat)
        answer = client.post("/cms/images/add/", {"title": "K", "file": SimpleUploadedFile("k.jpg", file.getvalue())})
        assert answer.status_code == 302
        assert b"Rosas kitchen" not in Image.objects.get(title="K").file.read()


def read(thing):
    with thing.file.storage.open(thing.file.name) as file:
        return file.read()


@pytest.mark.parametrize("kind", ["images", "documents/edit"])
def test_a_picture_and_a_document_keep_their_file(client, home, pat, kind):
    thing = make_image(home.agency) if kind == "images" else make_document(home.agency)
    before = read(thing)
    client.force_login(pat)
    other = read(make_image(home.agency))
    answer = client.post(f"/cms/{kind}/{thing.pk}/", {"title": "x", "file": SimpleUploadedFile("b.png", other + b"x")})
    thing.refresh_from_db()
    assert read(thing) == before
    assert "A file is not exchanged" in answer.text or "A file is not exchanged" in str(answer.context["form"].errors)
