"""What was loaded from files is written as the same files; what the files cannot say is named."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.actions import load_course, open_shelf
from courses.exporting import NoFileForm, lesson_text, markdown_of, module_text
from courses.importing import LessonFile, ModuleFolder, module_folders, read_module
from courses.models import LessonPage, ModulePage, ModulesPage
from courses.queries.building import build
from courses.queries.export import course_files, module_files
from people.markdown import clean
from people.models import Agency, Person
from tests.courses.test_importing import FOUNDATION, press, shelf, stages  # noqa: F401 (fixtures)
from tests.factories.cms import make_press

SOME = ("04-becoming-defined-by-the-situation", "16-caring-for-yourself")


def test_every_file_of_the_foundation_training_is_written_as_it_was_read() -> None:
    seen = 0
    for folder in module_folders(FOUNDATION):
        for language in ("", "es"):
            beside = f".{language}" if language else ""
            module = read_module(folder, language)
            said = {f"module{beside}.md": module_text(module)}
            said |= {f"{Path(one.file).stem.partition('.')[0]}{beside}.md": lesson_text(one) for one in module.lessons}
            assert {name: (folder / name).read_text() for name in said} == said
            seen += len(said)
    assert seen == len([path for path in FOUNDATION.rglob("*.md") if path.parent != FOUNDATION])


def test_a_course_that_was_loaded_is_written_as_the_same_files(
    press: Person,  # noqa: F811
    shelf: ModulesPage,  # noqa: F811
    stages: None,  # noqa: F811
    tmp_path: Path,
) -> None:
    given, written = tmp_path / "given", tmp_path / "written"
    for number, name in enumerate(SOME, start=1):
        (given / f"{number:02}{name[2:]}").mkdir(parents=True)
        for path in (FOUNDATION / name).glob("*.md"):
            (given / f"{number:02}{name[2:]}" / path.name).write_bytes(path.read_bytes())
    said = "modules: [becoming-defined-by-the-situation, caring-for-yourself]"
    (given / "course.md").write_text(f"---\ntitle: Foundation training\nslug: foundation\n{said}\n---\n")
    course = load_course(actor=press, folder=given, parent=shelf, title="Foundation training", slug="foundation")
    call_command("export_course", "foundation", written)
    before = {path.relative_to(given): path.read_bytes() for path in given.rglob("*.md")}
    assert {path.relative_to(written): path.read_bytes() for path in written.rglob("*.md")} == before
    assert len(course_files(course)) == len(before)
    with pytest.raises(CommandError, match="not empty"):
        call_command("export_course", "foundation", written)


ODD = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30)
WORD = st.sampled_from(
    ["yes", "null", "1", "- a", "a: b", "a #b", "'", '"', "[x", "{", "*a", "&a", "!x", "%", "@", "` ", "\\"]
)
LINE = st.one_of(ODD, WORD, st.tuples(WORD, ODD).map(" ".join)).map(str.strip).filter(bool)


def _item(value: object) -> dict[str, object]:
    return {"type": "item", "value": value}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=LINE, note=LINE, ask=LINE, answer=LINE, another=st.lists(LINE, min_size=1, max_size=4).map("\n\n".join))
def test_odd_texts_are_read_again_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, title: str, note: str, ask: str, answer: str, another: str
) -> None:
    choices = [_item({"text": answer, "right": right, "because": ask}) for right in (True, False)]
    questions = [_item({"ask": ask, "kind": "single", "choices": choices})]
    check = {"type": "check", "value": {"intro": note, "questions": questions}}
    lesson = LessonFile("", "a", title, 5, note, another, [check])
    folder = tmp_path_factory.mktemp("odd")
    (folder / "module.md").write_text(module_text(ModuleFolder("m", title, note, (), (lesson,))), "utf-8", newline="\n")
    (folder / "01-a.md").write_text(lesson_text(lesson), "utf-8", newline="\n")
    module = read_module(folder)
    [again] = module.lessons
    assert (module.title, module.summary, again.title, again.content_note) == (title, note, title, note)
    assert again.another_way == another
    assert lesson_text(again) == lesson_text(lesson)


@pytest.mark.parametrize(
    "text",
    [
        "One line.",
        "Two\n\nparagraphs.",
        "**Bold** and *soft*, [a link](https://example.org).",
        "- one\n- two",
        "5 < 6 & 7",
    ],
)
def test_a_callout_is_plain_markdown_again(text: str) -> None:
    assert markdown_of(str(clean(text))) == text


def test_html_that_has_no_plain_markdown_stays_the_same_html() -> None:
    html = '<p>A <abbr title="x">b</abbr></p>\n<table><tbody><tr><td>1</td></tr></tbody></table>'
    assert str(clean(markdown_of(html))).split() == html.split()


def test_what_files_cannot_say_is_named() -> None:
    unknown = {"type": "dance", "value": {}}
    with pytest.raises(NoFileForm, match="“Hello” holds a dance"):
        lesson_text(LessonFile("", "hello", "Hello", 5, "", "", [unknown]))
    trap = {"type": "markdown", "value": "Before\n:::check\nAfter"}
    with pytest.raises(NoFileForm, match="three colons"):
        lesson_text(LessonFile("", "hello", "Hello", 5, "", "", [trap]))


def test_a_publisher_saves_her_module_as_an_archive(client: Client, agency: Agency, pat: Person) -> None:
    page = open_shelf(actor=pat, parent=make_press(agency)).add_child(
        instance=ModulePage(title="Listening", slug="listening", summary="First.")
    )
    body = [("text", "<p>Let her <b>finish</b>.</p>"), ("reflection", {"prompt": "Who listened: to you?"})]
    page.add_child(instance=LessonPage(title="The pause", slug="the-pause", minutes=5, body=body))
    client.force_login(pat)
    sent = client.get(reverse("modules:export", args=[page.pk]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(sent.streaming_content)))  # type: ignore[arg-type]
    assert {name: archive.read(name).decode() for name in archive.namelist()} == module_files(page)
    assert archive.namelist() == ["listening/01-the-pause.md", "listening/module.md"]
    # What the editor writes in bold is bold for learners, too.
    assert "Let her <b>finish</b>." in build(page).document["lessons"][0]["steps"][0]["html"]
    assert "Let her **finish**." in archive.read("listening/01-the-pause.md").decode()
