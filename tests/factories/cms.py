"""An agency's press out of nothing: home, pages, pictures, documents, media with their words and consents."""

import io
import subprocess
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pixels
from wagtail.models import Collection, Page

from cms import actions
from cms.ffmpeg import program as _ffmpeg
from cms.models import (
    AgencyPage,
    AskForAParentPage,
    Document,
    Image,
    Media,
    MediaConsent,
    OrientationVideoPage,
    PressPage,
    StandardPage,
    StoryPage,
    Stream,
    WelcomePacketPage,
)
from cms.words import MediaState
from people.models import Agency, Person

CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:00.900\nHello and welcome.\n\n00:01.000 --> 00:01.900\nYou are not alone.\n"
SRT = b"1\n00:00:00,000 --> 00:00:00,900\nHello and welcome.\n\n2\n00:00:01,000 --> 00:00:01,900\nYou are not alone.\n"


def make_press(agency: Agency) -> AgencyPage:
    """The agency's home, its shelf of files and its publishers' group."""
    return actions.open_press(actor=None, agency=agency)


def shelf(agency: Agency | None) -> Collection:
    """Where an agency's files stand; the library's without an agency."""
    return Collection.objects.get(name=f"agency-{agency.slug}" if agency else "library")


def make_page(home: Page, page: PressPage, *, live: bool = True) -> PressPage:
    """A page below another one, published as a publisher would."""
    page.live = False
    page.title = page.title or "A page"
    home.add_child(instance=page)
    if live:
        page.save_revision().publish()
        page.refresh_from_db()
    return page


def make_standard(
    home: Page, title: str = "How it works", *, live: bool = True, body: str = "Call us."
) -> StandardPage:
    return make_page(home, StandardPage(title=title, body=[("text", f"<p>{body}</p>")]), live=live)  # type: ignore[return-value]


def make_story(home: Page, title: str = "Rosa's story", *, shows_people: bool = True, live: bool = False) -> StoryPage:
    page = StoryPage(title=title, teller="Rosa", shows_people=shows_people, body=[("text", "<p>It was a Tuesday.</p>")])
    return make_page(home, page, live=live)  # type: ignore[return-value]


def make_video_page(
    home: Page, media: Media, *, title: str = "Welcome video", live: bool = True
) -> OrientationVideoPage:
    return make_page(home, OrientationVideoPage(title=title, video=media), live=live)  # type: ignore[return-value]


def make_ask(home: Page, title: str = "Ask for a parent") -> AskForAParentPage:
    return make_page(home, AskForAParentPage(title=title, languages="English, Spanish"))  # type: ignore[return-value]


def make_packet(home: Page, title: str = "Welcome packet") -> WelcomePacketPage:
    page = WelcomePacketPage(
        title=title,
        lead="Keep it on the fridge.",
        letter="<p>Dear parent, <b>welcome</b>.</p><ul><li>Take what helps.</li><li>Leave the rest.</li></ul>",
        letter_from="Cleo",
        expect="<p>A call within two days.</p>",
        people=[("person", {"name": "Cleo", "does": "Finds you a parent."})],
        contacts=[("contact", {"name": "Night line", "phone": "555-0101"})],
        rights="<p>You can stop at any time.</p>",
        confidentiality="<p>What you say stays here, unless somebody is in danger.</p>",
        glossary=[("term", {"term": "IEP", "meaning": "A plan for school."})],
        resources=[("resource", {"name": "Library", "what": "Books", "phone": "", "link": "https://example.org/"})],
        hope=[("quote", {"text": "It gets different.", "who": "A father"})],
        checklist=[("item", "Bring your questions")],
    )
    return make_page(home, page)  # type: ignore[return-value]


def make_image(agency: Agency | None, title: str = "A kitchen table") -> Image:
    pixels = io.BytesIO()
    Pixels.new("RGB", (320, 240), "teal").save(pixels, "PNG")
    return Image.objects.create(
        title=title, file=ContentFile(pixels.getvalue(), name="table.png"), collection=shelf(agency)
    )


def make_document(agency: Agency | None, title: str = "A form", data: bytes = b"%PDF-1.4 a form") -> Document:
    return Document.objects.create(title=title, file=ContentFile(data, name="form.pdf"), collection=shelf(agency))


@cache
def film(kind: str = "mp4", seconds: int = 2) -> bytes:
    """A real film of a few grey pictures (or a tone), made once a process."""
    video = ["-f", "lavfi", "-i", f"testsrc=size=160x90:rate=5:duration={seconds}"]
    tone = ["-f", "lavfi", "-i", f"sine=duration={seconds}"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"film.{kind}"
        wanted = tone if kind in ("mp3", "wav") else video
        subprocess.run([_ffmpeg(), "-v", "error", *wanted, str(path)], check=True)
        return path.read_bytes()


@cache
def made_film(name: str, *arguments: str) -> bytes:
    """A film of the kind its name says, made by ffmpeg as told, once a process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        subprocess.run([_ffmpeg(), "-v", "error", *arguments, str(path)], check=True)
        return path.read_bytes()


def make_media(
    agency: Agency | None,
    title: str = "Welcome",
    *,
    kind: str = "mp4",
    shows_people: bool = False,
    words: bool = True,
    data: bytes | None = None,
    look: bool = False,
) -> Media:
    """A video or audio that is ready, with captions and transcript unless told otherwise.

    `look` has ffmpeg look into it as in real life; else its measures are put down as they are known to be.
    """
    type_ = "audio" if kind in ("mp3", "wav") else "video"
    media = Media.objects.create(
        title=title,
        type=type_,
        file=ContentFile(film(kind) if data is None else data, name=f"welcome.{kind}"),
        collection=shelf(agency),
        shows_people=shows_people,
    )
    actions.receive_media(actor=None, media=media)
    media.refresh_from_db()  # where tests commit, its job has looked into it already
    if look or data is not None:
        actions.look_into(media=media)
    else:
        Media.objects.filter(pk=media.pk).update(status=MediaState.READY, duration=2, width=160, height=90)
        media.refresh_from_db()
    if words:
        actions.set_captions(actor=None, media=media, language="en", data=CAPTIONS, name="welcome.vtt")
    return media


def make_consent(
    actor: Person,
    agency: Agency,
    subject: Media | PressPage,
    *,
    signed_on: date | None = None,
    valid_until: date | None = None,
    who: str = "Rosa M.",
    renews: MediaConsent | None = None,
) -> MediaConsent:
    return actions.record_consent(
        actor=actor,
        agency=agency,
        subject=subject,
        who=who,
        signed_on=signed_on or agency.today() - timedelta(days=30),
        valid_until=valid_until,
        scan=SimpleUploadedFile("consent.pdf", b"%PDF-1.4 signed"),
        renews=renews,
    )


def make_stream(media: Media, lines: int = 90) -> Stream:
    """One size of a film, as a run of ffmpeg would have left it."""
    return Stream.objects.create(
        media=media,
        lines=lines,
        width=160,
        height=90,
        bandwidth=90_000,
        codecs="avc1.640015",
        playlist=f'#EXTM3U\n#EXT-X-MAP:URI="{lines}.mp4",BYTERANGE="9@0"\n',
        file=ContentFile(film(), name=f"{media.uuid}-{lines}.mp4"),
        sha256="0" * 64,
        size=len(film()),
    )
