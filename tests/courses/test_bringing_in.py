"""Modules from a writer's folder become drafts; twice is once; what is wrong is said with file and line; nothing is left behind."""

import io
import re
import stat
import struct
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import AgencyPage, Document, Image, Media
from courses import kept
from courses.actions import bring_in_modules, make_course, open_shelf, place_module, publish_pages, release_module
from courses.exporting import NoFileForm
from courses.models import Course, Edition, LessonPage, ModulePage
from courses.queries.arrival import Arrival, arrival
from courses.queries.export import course_files, module_files
from courses.queries.review import review
from courses.unpacking import NoArchive, unpacked
from courses.words import EditionKind, Fate
from ledger import clock
from ledger.refusals import Refused
from people.models import Agency, Person
from people.words import Role
from tests.cms.conftest import files_here  # noqa: F401 (a fixture)
from tests.courses.handing_in import LESSON, MODULE, folder, picture, zipped
from tests.factories.cms import make_image, make_media, make_press
from tests.factories.people import make_member

pytestmark = pytest.mark.usefixtures("files_here")
Files = dict[str, str | bytes]


@pytest.fixture
def home(agency: Agency) -> AgencyPage:
    return make_press(agency)


def brought(pat: Person, home: Page, files: Files) -> Arrival:
    return bring_in_modules(actor=pat, parent=home, handed=unpacked(zipped(files)))


def looked_at(pat: Person, home: AgencyPage, files: Files) -> Arrival:
    return arrival(actor=pat, parent=home, agency=home.agency, handed=unpacked(zipped(files)))


def counted() -> tuple[int, ...]:
    return tuple(kind.objects.count() for kind in (Page, Revision, Image, Document, Media, Edition, Course))


def stored() -> set[str]:
    at = Path(default_storage.location)  # type: ignore[attr-defined]
    return {str(path.relative_to(at)) for path in at.rglob("*") if path.is_file()}


def as_bytes(files: Files) -> dict[str, bytes]:
    return {name: held.encode() if isinstance(held, str) else held for name, held in files.items()}


def exported(page: ModulePage) -> dict[str, bytes]:
    return {n: h.encode() if isinstance(h, str) else h.open("rb").read() for n, h in module_files(page).items()}


def test_a_folder_becomes_drafts_and_is_saved_as_the_same_files(agency: Agency, pat: Person, home: AgencyPage) -> None:
    files = folder()
    brought(pat, home, files)
    lessons = LessonPage.objects.all()
    assert {(one.title, one.live) for one in lessons} == {("The pause", False), ("La pausa", False)}
    assert not Edition.objects.exists()
    film = Media.objects.get()
    assert (film.title, film.shows_people, film.ready) == ("First call", True, False)
    assert film.collection.name == Image.objects.get().collection.name == f"agency-{agency.slug}"
    page = ModulePage.objects.get(locale__language_code="en")
    assert publish_pages(actor=pat, page=page) == 4
    # What came with files says for nobody that she agreed to be seen.
    told = [str(problem.sentence) for problem in review(page).problems]
    assert any("still being prepared" in sentence for sentence in told)
    assert exported(page) == as_bytes(files)


def test_bringing_the_same_files_in_again_changes_nothing(pat: Person, home: AgencyPage) -> None:
    assert {row.fate for row in brought(pat, home, folder()).rows} == {Fate.MADE}
    before, kept_before = counted(), stored()
    again = brought(pat, home, folder())
    assert {row.fate for row in again.rows} == {Fate.LEFT}
    assert not again.does_something
    assert (counted(), stored()) == (before, kept_before)


def test_what_changed_is_a_new_draft_under_the_same_ids_and_what_is_live_stays(pat: Person, home: AgencyPage) -> None:
    brought(pat, home, folder())
    page = ModulePage.objects.get(locale__language_code="en")
    publish_pages(actor=pat, page=page)
    lesson = LessonPage.objects.get(slug="the-pause", locale__language_code="en")
    files = folder() | {"listening/01-the-pause.md": LESSON.replace("What helps first?", "What helps most?")}
    files["listening/02-after.md"] = LESSON.replace("The pause", "After").replace("the-pause", "after")
    files["listening/02-after.es.md"] = files["listening/02-after.md"]
    fates = {(row.title, row.fate) for row in brought(pat, home, files).rows if row.what == "lesson"}
    assert fates == {("The pause", Fate.CHANGED), ("La pausa", Fate.LEFT), ("After", Fate.MADE)}
    live = LessonPage.objects.get(pk=lesson.pk)
    draft = live.get_latest_revision_as_object()
    assert (live.live, live.has_unpublished_changes) == (True, True)
    assert "What helps first?" in str(live.body.raw_data[-1])
    assert "What helps most?" in str(draft.body.raw_data[-1])
    assert [block["id"] for block in draft.body.raw_data] == [block["id"] for block in live.body.raw_data]


def prompts(*said: str) -> str:
    return "".join(f":::reflection\nprompt: {one}\n:::\n\n" for one in said)


def keys(language: str) -> dict[str, str]:
    """The ids of a lesson's reflections, by their prompts."""
    lesson = LessonPage.objects.get(locale__language_code=language).get_latest_revision_as_object()
    return {block["value"]["prompt"]: block["id"] for block in lesson.body.raw_data if block["type"] == "reflection"}


def test_parts_that_change_places_keep_their_ids_and_translations_are_brought_in_line(
    pat: Person, home: AgencyPage
) -> None:
    """Else what she wrote beside one prompt would stand beside another."""
    who, what, neu = "Who was there for you?", "What do you want to say first?", "Which evening comes to mind?"
    quien, que = "¿Quién estuvo a su lado?", "¿Qué quiere decir primero?"
    head = LESSON[: LESSON.index(":::video")]

    def files(english: list[str], spanish: list[str]) -> Files:
        texts = {"01-the-pause.md": prompts(*english), "01-the-pause.es.md": prompts(*spanish)}
        modules = {"module.md": MODULE, "module.es.md": MODULE}
        return {f"listening/{n}": t for n, t in {**modules, **{n: head + t for n, t in texts.items()}}.items()}

    brought(pat, home, files([who, what], [quien, que]))
    before = keys("en")
    assert [*keys("es").values()] == [before[who], before[what]]
    brought(pat, home, files([what, who], [que, quien]))
    assert keys("en") == before
    assert keys("es") == {que: before[what], quien: before[who]}
    # One gives way to another that asks something else, and its translation is not written anew yet.
    found = brought(pat, home, files([neu, who], [que, quien]))
    assert {row.fate for row in found.rows if row.what == "lesson"} == {Fate.CHANGED}
    assert keys("en")[who] == before[who] and keys("en")[neu] not in before.values()
    assert [*keys("es").values()] == [*keys("en").values()]
    assert not brought(pat, home, files([neu, who], [que, quien])).does_something
    publish_pages(actor=pat, page=ModulePage.objects.get(locale__language_code="en"))
    assert not review(ModulePage.objects.get(locale__language_code="en")).problems


def test_a_page_that_somebody_else_locked_is_not_written_on_and_all_the_rest_waits(
    client: Client, agency: Agency, pat: Person, home: AgencyPage
) -> None:
    brought(pat, home, folder())
    lesson = LessonPage.objects.get(slug="the-pause", locale__language_code="en")
    paz = make_member("Paz Ibarra", agency, Role.PUBLISHER)
    locked = LessonPage.objects.filter(pk=lesson.pk)
    locked.update(locked=True, locked_by=paz, locked_at=clock.now())
    files = folder() | {"listening/01-the-pause.md": LESSON.replace("What helps first?", "What helps most?")}
    after = LESSON.replace("The pause", "After").replace("the-pause", "after").replace("kitchen-table", "new")
    files |= {
        "listening/media/new.jpg": picture("JPEG"),
        **{f"listening/02-after{one}.md": after for one in ("", ".es")},
    }
    assert not looked_at(pat, home, folder()).locked, "what would not change is in nobody's way"
    before = counted(), stored()
    assert looked_at(pat, home, files).locked == ["“The pause” is locked by Paz Ibarra."]
    with pytest.raises(Refused, match=r"“The pause” is locked by Paz Ibarra\. Nothing"):
        brought(pat, home, files)
    client.force_login(pat)
    archive = SimpleUploadedFile("l.zip", zipped(files).getvalue())
    page = client.post(reverse("modules:bring-in", args=[home.pk]), {"archive": archive}).content.decode()
    assert "“The pause” is locked by Paz Ibarra." in page and "Nothing would change" not in page
    assert "Bring it in<" not in page
    module = ModulePage.objects.get(locale__language_code="en")
    client.post(reverse("modules:publish", args=[module.pk]))
    assert "locked by Paz Ibarra" in client.get(reverse("modules:overview", args=[module.pk])).content.decode()
    assert (counted(), stored()) == before and not LessonPage.objects.live().exists()
    assert looked_at(paz, home, files).locked == [], "her own lock keeps the others out"
    locked.update(locked_by=None)
    assert looked_at(pat, home, files).locked == ["“The pause” is locked."]
    locked.update(locked=False)
    brought(pat, home, files)
    assert LessonPage.objects.count() == 4


def test_a_page_that_waits_for_its_hour_is_not_written_on(pat: Person, home: AgencyPage) -> None:
    brought(pat, home, folder())
    lesson = LessonPage.objects.get(slug="the-pause", locale__language_code="en")
    lesson.go_live_at = datetime(2031, 3, 4, 15, 30, tzinfo=UTC)
    lesson.save_revision(user=pat).publish(user=pat, skip_permission_checks=True)
    files = folder() | {"listening/01-the-pause.md": LESSON.replace("What helps first?", "What helps most?")}
    [said] = looked_at(pat, home, files).locked
    assert said.startswith("“The pause” goes live on March 4, 2031")
    before = counted()
    with pytest.raises(Refused, match=r"Nothing was changed\."):
        brought(pat, home, files)
    assert counted() == before


def test_what_somebody_writes_by_hand_in_the_tools_she_has_comes_in(pat: Person, home: AgencyPage) -> None:
    """No slugs, keys as words, no last line's end, pictures as Markdown has them, numbers as people count, notes to oneself,
    endings as other programs write them.
    """
    lesson = (
        "\n--- \nTitle: Welcome\nMinutes: 5\nContent note: A hard night.\nAnother way: In short.\n---\r\nHello.\n\n"
    )
    lesson += '![Two cups](media/Kitchen%20table.PNG "Ours")\n\n::: Callout heading=“Keep this”\nYou may stop.\n:::'
    files: Files = {
        "Our evenings/Module.MD": "---\ntitle: Our evenings\nsummary: What helps.\n---",
        "Our evenings/10 - Later.markdown": lesson.replace("Welcome", "Later"),
        "Our evenings/2 - Welcome.md": lesson,
        "Our evenings/README.md": "For us: ask Ana for the pictures.",
        "Our evenings/media/Kitchen table.PNG": picture("PNG"),
    }
    found = brought(pat, home, files)
    assert found.unused == ["Our evenings/README.md"]
    page = ModulePage.objects.get()
    lessons = [one.get_latest_revision_as_object() for one in LessonPage.objects.child_of(page).order_by("path")]
    assert (page.slug, [one.slug for one in lessons]) == ("our-evenings", ["welcome", "later"])
    assert (lessons[0].minutes, lessons[0].content_note, lessons[0].another_way.strip()) == (
        5,
        "A hard night.",
        "In short.",
    )
    assert [(block["type"], block["value"]) for block in lessons[0].body.raw_data] == [
        ("markdown", "Hello."),
        ("picture", {"image": Image.objects.get().pk, "alt": "Two cups", "caption": "Ours"}),
        ("callout", {"kind": "note", "title": "Keep this", "text": "<p>You may stop.</p>"}),
    ]
    assert {row.fate for row in brought(pat, home, files).rows} == {Fate.LEFT}
    publish_pages(actor=pat, page=page)
    saved = {f"our-evenings/{name.partition('/')[2]}": held for name, held in exported(page).items()}
    assert {row.fate for row in brought(pat, home, saved).rows} == {Fate.LEFT}  # type: ignore[arg-type]


def test_a_picture_comes_in_without_what_the_camera_wrote_and_only_once(pat: Person, home: AgencyPage) -> None:
    files = folder() | {"listening/media/kitchen-table.png": picture("PNG", camera=True)}
    brought(pat, home, files)
    kept_picture = Image.objects.get().file.open("rb").read()
    assert b"phone" in picture("PNG", camera=True)
    assert b"phone" not in kept_picture
    brought(pat, home, files)
    brought(pat, home, files | {"listening/media/kitchen-table.png": kept_picture})
    assert Image.objects.count() == 1


def test_files_that_are_here_are_used_and_another_agencys_are_not(
    agency: Agency, other_agency: Agency, pat: Person, home: AgencyPage
) -> None:
    make_press(other_agency)
    lesson = LESSON.replace("first-call", "welcome").replace("kitchen-table", "a-kitchen-table")
    files: Files = {"listening/module.md": MODULE, "listening/01-the-pause.md": lesson}
    files["listening/media/leaflet-for-you.pdf"] = b"%PDF-1.4 a leaflet"
    make_media(other_agency)
    make_image(other_agency)
    told = {str(fault) for fault in looked_at(pat, home, files).faults}
    assert told == {
        "listening/01-the-pause.md, line 10: there is no video called “welcome”, in media/ or here.",
        "listening/01-the-pause.md, line 16: there is no picture called “a-kitchen-table”, in media/ or here.",
    }
    make_media(None)
    make_image(agency)
    assert looked_at(pat, home, files).faults == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("module.md", MODULE.replace("slug: listening", "slug: My Module"), "module.md, line 3: “slug” has small letters"),
        ("module.md", MODULE.replace("stages: []", "stages: [no-such]"), "“no-such” is no stage"),
        ("module.md", "---\ntitle: [\n---\n", "module.md, line 2: this line cannot be read"),
        ("module.md", "---\na: &a [x]\ntitle: *a\n---\n", "module.md, line 3: this line cannot be read"),
        ("01-the-pause.md", LESSON.replace("minutes: 10", "minutes: 500"), "“minutes” has to be a whole number"),
        ("01-the-pause.md", LESSON.replace("  - ask: What", "  - ask: yes: What"), "line 35: this line cannot be read"),
        ("01-the-pause.md", LESSON.replace("alt: Two cups on a kitchen table.", ""), "line 16: “alt” is missing"),
        ("01-the-pause.md", LESSON.replace("right: true", "right: false"), "line 32: Mark exactly one answer as right."),
        ("01-the-pause.md", LESSON.replace(":::note", ":::dance"), "line 20: “:::dance” is not known."),
        ("01-the-pause.md", LESSON.replace("text: Wait.", "text: yes"), "line 32: “text” has to be words"),
        ("01-the-pause.md", LESSON.replace('intro: ""', "intro: [Look, once]"), "line 32: “intro” has to be words"),
        ("01-the-pause.md", LESSON.replace("text: Wait.", "text: {a: Wait.}"), "line 32: “text” has to be words"),
        ("01-the-pause.md", LESSON.replace("Let her", "Let \udcff her").encode("utf-8", "surrogateescape"), "line 14: it has letters"),
        ("01-the-pause.md", LESSON.replace("minutes: 10", "minutes: ten"), "line 4: “minutes” has to be a whole number"),
        ("01-the-pause.md", LESSON.replace("Let her", "See ![it](media/x.png). Let her"), "line 14: a picture stands on a line"),
        ("01-the-pause.md", LESSON.replace("Let her", "![](media/x.png)\nLet her"), "line 14: say between the brackets"),
        ("01-the-pause.md", LESSON.replace("Let her", "![x](https://example.org/x.png)\n"), "line 14: a picture from another"),
        ("01-the-pause.md", LESSON.replace(":::note", ":::note!"), "line 20: three colons open a part"),
        ("01-the-pause.md", "Only words.", "line 1: it does not begin with a line “---”"),
        ("01.md", LESSON.replace("slug: the-pause\n", ""), "01.md, line 1: it does not say its slug"),
        ("02-twin.md", LESSON, "“the-pause” is another lesson's slug"),
        ("media/kitchen-table.png", b"no picture", "media/kitchen-table.png: "),
        ("media/kitchen-table.jpg", picture("JPEG"), "two files in media/ are called “kitchen-table”"),
        ("media/first-call.en.vtt", "hello", "first-call.en.vtt: Line 1 must say WEBVTT."),
        ("media/first-call.md", "---\nlanguage: xx\n---\n", "“xx” is no language of this house"),
        ("01-the-pause.xx.md", LESSON, "is missing"),
        ("../course.md", "---\ntitle: A\nslug: a\nmodules: [ghost]\n---\n", "course.md: there is no module “ghost”."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_file_and_the_line_and_nothing_is_written(
    pat: Person, home: AgencyPage, name: str, text: str | bytes, said: str
) -> None:
    files = {one: held for one, held in folder().items() if ".es." not in one}
    files[f"listening/{name}".replace("listening/../", "")] = text
    before = counted(), stored()
    told = "\n".join(str(fault) for fault in looked_at(pat, home, files).faults)
    assert said in told
    assert "Block" not in told
    with pytest.raises(Refused):
        brought(pat, home, files)
    assert (counted(), stored()) == before


def odd(change: str) -> io.BytesIO:
    """An archive that is not what it says."""
    files = folder()
    if change == "many":
        files |= {f"listening/media/{n}.txt": b"" for n in range(2001)}
    if change == "large text":
        files["listening/03-long.md"] = "a" * 300_000
    if change == "bomb":
        files["listening/media/talk.mp4"] = bytes(3_000_000)
    if change == "twice":
        files["listening/MODULE.md"] = MODULE
    if change == "two endings":
        files["listening/module.markdown"] = MODULE
    if change == "apart":
        files["elsewhere/deep/module.md"] = MODULE
    if change == "no module":
        del files["listening/module.md"]
    packed = zipped(files)
    with zipfile.ZipFile(packed, "a") as archive:
        for name, kind in {
            "../evil.md": 0,
            "/etc/evil.md": 0,
            "a\\evil.md": 0,
            "listening/link.md": stat.S_IFLNK,
        }.items():
            if change == name:
                entry = zipfile.ZipInfo(name)
                entry.external_attr = (kind | 0o777) << 16
                archive.writestr(entry, "/etc/passwd")
        if change == "lzma":
            archive.writestr("listening/x.md", "x", zipfile.ZIP_LZMA)
    data = bytearray(packed.getvalue())
    if change == "damaged":
        at = data.index(b"listening/module.md") + len("listening/module.md") + 4
        data[at] ^= 0xFF
    if change == "locked":
        for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.index(sign) + place
            data[at : at + 2] = struct.pack("<H", 1)
    if change == "huge list":
        at = data.rindex(b"PK\x05\x06")
        data[at + 12 : at + 16] = struct.pack("<L", 1 << 30)
    return io.BytesIO(data[:-40] if change == "cut off" else b"hello" if change == "no zip" else data)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("no zip", "no zip archive"),
        ("cut off", "no zip archive"),
        ("damaged", "damaged"),
        ("locked", "locked with a password"),
        ("lzma", "packed in a way"),
        ("many", "more than 2000 files"),
        ("huge list", "more than 2000 files"),
        ("large text", "too long"),
        ("bomb", "far larger than it looks"),
        ("twice", "in it twice"),
        ("two endings", "in it twice"),
        ("apart", "side by side"),
        ("no module", "no module.md"),
        ("../evil.md", "leads out of the folder"),
        ("/etc/evil.md", "cannot be used"),
        ("a\\evil.md", "cannot be used"),
        ("listening/link.md", "a link, not a file"),
    ],
)
def test_an_archive_that_is_not_in_order_is_refused_in_words(change: str, said: str) -> None:
    with pytest.raises(NoArchive, match=said):
        unpacked(odd(change))


@pytest.mark.parametrize("name", ["module.es.md", "01-the-pause.es.md"])
def test_a_translation_under_another_slug_is_one_fault(pat: Person, home: AgencyPage, name: str) -> None:
    files = folder()
    files[f"listening/{name}"] = re.sub(r"\nslug: .*", "\nslug: another", str(files[f"listening/{name}"]))
    [fault] = looked_at(pat, home, files).faults
    assert str(fault) == f"listening/{name}: “slug” is not the same in both languages."


def test_pictures_and_documents_have_a_limit_together_and_films_another(monkeypatch: pytest.MonkeyPatch) -> None:
    files = folder()
    held = sum(len(said.encode() if isinstance(said, str) else said) for n, said in files.items() if ".mp4" not in n)
    monkeypatch.setattr("courses.unpacking.MOST_HELD", held)
    assert unpacked(zipped(files)).folders
    monkeypatch.setattr("courses.unpacking.MOST_HELD", held - 1)
    with pytest.raises(NoArchive, match="Bring it in in parts"):
        unpacked(zipped(files))


def test_a_damaged_film_is_said_and_what_computers_leave_beside_files_is_not_seen(
    pat: Person, home: AgencyPage
) -> None:
    files = folder() | {"__MACOSX/listening/._module.md": b"\x00", "listening/.DS_Store": b"\x00", "notes.txt": "mine"}
    data = bytearray(zipped(files).getvalue())
    at = data.index(b"listening/media/first-call.mp4") + len("listening/media/first-call.mp4") + 5
    data[at] ^= 0xFF
    found = arrival(actor=pat, parent=home, agency=home.agency, handed=unpacked(io.BytesIO(data)))
    assert str(found.faults[0]) == "listening/media/first-call.mp4: it is damaged. Pack the folder again."
    assert found.unused == ["notes.txt"]


def test_a_course_holds_what_is_released_and_waits_for_the_rest(agency: Agency, pat: Person, home: AgencyPage) -> None:
    text = "---\ntitle: Evenings\nslug: evenings\nsummary: Two evenings.\nmodules: [listening]\n---\n"
    short = LESSON[: LESSON.index(":::video")] + "Read this.\n\n" + LESSON[LESSON.index(":::check") :]
    files: Files = {"course.md": text, "01-listening/module.md": MODULE, "01-listening/01-the-pause.md": short}
    waiting = brought(pat, home, files)
    course = Course.objects.get(slug="evenings")
    assert (course.agency, course.published, course.placements.count()) == (agency, False, 0)
    assert "Release them" in waiting.rows[-1].note
    page = ModulePage.objects.get()
    publish_pages(actor=pat, page=page)
    release_module(actor=pat, page=page, kind=EditionKind.FIRST)
    assert brought(pat, home, files).rows[-1].fate == Fate.CHANGED
    assert [one.module.slug for one in course.placements.all()] == ["listening"]
    assert brought(pat, home, files).rows[-1].fate == Fate.LEFT
    assert course_files(course) == files
    client = Client()
    client.force_login(pat)
    sent = client.get(reverse("courses:agency-course-files", args=[agency.slug, "evenings"]))
    packed = zipfile.ZipFile(io.BytesIO(b"".join(sent.streaming_content)))  # type: ignore[arg-type]
    assert {name: packed.read(name).decode() for name in packed.namelist()} == files


def test_what_fails_in_the_middle_leaves_no_file_behind(agency: Agency, pat: Person, home: AgencyPage) -> None:
    """An open course keeps one module that is needed: the house says so after the files are in the store."""
    files: Files = {name: held for name, held in folder().items() if "media" not in name}
    plain = LESSON[: LESSON.index(":::video")] + "Read this.\n\n" + LESSON[LESSON.index(":::check") :]
    files = {"listening/module.md": MODULE, "listening/01-the-pause.md": plain}
    brought(pat, home, files)
    page = ModulePage.objects.get()
    publish_pages(actor=pat, page=page)
    module = release_module(actor=pat, page=page, kind=EditionKind.FIRST).module
    course = make_course(actor=pat, agency=agency, title="Evenings")
    place_module(actor=pat, course=course, module=module)
    Course.objects.update(published=True)
    before = counted(), stored()
    files["course.md"] = "---\ntitle: Evenings\nslug: evenings\nmodules: [listening]\nnot_needed: [listening]\n---\n"
    files["listening/01-the-pause.md"] = LESSON
    files |= {name: held for name, held in folder().items() if "media" in name}
    with pytest.raises(Refused, match="at least one module"):
        brought(pat, home, files)
    assert (counted(), stored()) == before


def test_another_agencys_course_is_not_touched(other_agency: Agency, pat: Person, home: AgencyPage) -> None:
    Course.objects.create(agency=other_agency, title="Theirs", slug="theirs")
    files = folder() | {"course.md": "---\ntitle: Ours\nslug: theirs\n---\n"}
    assert [str(fault) for fault in looked_at(pat, home, files).faults] == [
        "course.md: “theirs” is taken. Choose another slug."
    ]


def test_a_stranger_brings_nothing_in(stan: Person, home: AgencyPage) -> None:
    with pytest.raises(Refused):
        brought(stan, home, folder())


def test_in_the_press_room_she_looks_first_and_nothing_is_written_before_she_says_so(
    client: Client, agency: Agency, pat: Person, home: AgencyPage
) -> None:
    shelf = open_shelf(actor=pat, parent=home)
    client.force_login(pat)
    address, before = reverse("modules:bring-in", args=[shelf.pk]), counted()
    archive = zipped(folder() | {"listening/01-the-pause.md": "hello"}).getvalue()
    told = client.post(address, {"archive": SimpleUploadedFile("l.zip", archive)}).content.decode()
    assert "listening/01-the-pause.md, line 1: it does not begin" in told
    assert stored() == set()
    seen = client.post(address, {"archive": SimpleUploadedFile("l.zip", zipped(folder()).getvalue())})
    assert "This is what would happen" in seen.content.decode()
    assert (counted(), len(stored())) == (before, 1)
    put = seen.context["confirm"]["kept"].value()
    client.get(address)
    assert counted() == before
    answer = client.post(reverse("modules:bring-in-confirm", args=[shelf.pk]), {"kept": put})
    assert answer["Location"] == reverse("wagtailadmin_explore", args=[shelf.pk])
    assert LessonPage.objects.count() == 2
    assert not [name for name in stored() if name.startswith(kept.PLACE)]
    # Pressed again: the files are not here any more, and nothing happens twice.
    client.post(reverse("modules:bring-in-confirm", args=[shelf.pk]), {"kept": put})
    assert LessonPage.objects.count() == 2
    overview = reverse("modules:overview", args=[ModulePage.objects.get(locale__language_code="en").pk])
    assert "Publish all its lessons" in client.get(overview).content.decode()


def test_what_nobody_came_back_for_is_gone_the_next_day(pat: Person, bea: Person) -> None:
    put = kept.keep(pat, zipped(folder()))
    assert kept.take(bea, put) is None
    kept.tidy()
    assert len(stored()) == 1
    with clock.pretend(clock.now() + 2 * kept.KEPT_FOR):
        kept.tidy()
    assert stored() == set()


def test_a_lesson_shows_no_file_of_another_agency_whatever_its_form_was_sent_and_none_is_packed(
    other_agency: Agency, pat: Person, home: AgencyPage
) -> None:
    make_press(other_agency)
    theirs = make_image(other_agency, "Theirs alone")
    brought(pat, home, folder())
    module = ModulePage.objects.get(locale__language_code="en")
    shown = ("picture", {"image": theirs.pk, "alt": "x", "caption": ""})
    form = {
        "title": "Brand new",
        "slug": "brand-new",
        "minutes": 5,
        "body": streamfield([shown]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
    }
    client = Client()
    client.force_login(pat)
    answer = client.post(f"/cms/pages/add/courses/lessonpage/{module.pk}/", nested_form_data(form))
    assert "another agency" in answer.content.decode()
    assert not LessonPage.objects.filter(slug="brand-new").exists()
    # One that stands there all the same, from before.
    publish_pages(actor=pat, page=module)
    module.add_child(
        instance=LessonPage(title="Old", slug="old", minutes=5, body=[(shown[0], {**shown[1], "image": theirs})])
    )
    with pytest.raises(NoFileForm, match="another agency"):
        module_files(module)


def test_a_transcript_with_a_sign_that_no_database_keeps_is_a_fault(pat: Person, home: AgencyPage) -> None:
    [fault] = looked_at(pat, home, folder() | {"listening/media/first-call.es.md": "Uno.\nDos\0.\n"}).faults
    assert (
        str(fault) == "listening/media/first-call.es.md, line 2: it has letters we cannot read. Save the file as UTF-8."
    )
