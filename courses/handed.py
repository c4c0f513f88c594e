"""What a writer hands in: folders of texts with front matter, and the files beside them. Pure.

What is wrong is said with the file's name and the line.
"""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import yaml
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

# As editors leave them: with blanks behind the lines, with empty lines above, and without a last line's end.
FRONT = re.compile(r"\A(?P<above>\s*)---[ \t]*\n(?P<front>.*?)\n---[ \t]*(?:\n(?P<body>.*))?\Z", re.DOTALL)
KEY = re.compile(r"^(?P<name>[A-Za-z][\w -]*?)[ \t]*:", re.MULTILINE)
# What orders files and is no part of their names.
NUMBER = re.compile(r"^\d+[\s._)-]*")
SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
MEDIA = "media/"
# How long a text may be where pages and records have a limit: letters.
LONGEST = {"title": 200, "slug": 50, "summary": 400, "content_note": 300}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file, and in which line where that is known."""

    file: str
    why: str
    line: int = 0

    def __str__(self) -> str:
        said = {"file": self.file, "line": self.line, "why": self.why}
        return _("%(file)s, line %(line)s: %(why)s") % said if self.line else _("%(file)s: %(why)s") % said


class Unreadable(Exception):
    """Files are not in the format; each fault names its file and says why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class Wrong(ValueError):
    """What is wrong, before it is known in which file. `line` counts from the beginning of the text at hand."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True)
class HandedFile:
    """A file beside the texts. `open` gives its bytes anew each time."""

    name: str
    size: int
    open: Callable[[], BinaryIO] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Folder:
    """What a writer hands in as one module: its texts by their names, and the files of its `media/`."""

    name: str
    texts: Mapping[str, bytes]
    media: Mapping[str, HandedFile] = field(default_factory=dict)

    def said(self, name: str) -> str:
        """A file as messages name it."""
        return f"{self.name}/{name}"


def folder_on_disk(path: Path) -> Folder:
    """A module's folder as it lies on a disk."""
    files = [one for one in sorted((path / MEDIA).glob("*")) if one.is_file() and not one.name.startswith(".")]
    return Folder(
        name=path.name,
        texts={one.name: one.read_bytes() for one in sorted(path.glob("*.md")) if not is_about_itself(one.name)},
        media={one.name: HandedFile(one.name, one.stat().st_size, lambda one=one: one.open("rb")) for one in files},  # type: ignore[misc]
    )


def decoded(data: bytes, said: str) -> str:
    """The text of a file: UTF-8, with any ends of lines. Raises Unreadable."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        why = _("it has letters we cannot read. Save the file as UTF-8.")
        raise Unreadable(Fault(said, why, line)) from error
    if "\0" in text:  # what is saved as UTF-16 by mistake may be read as UTF-8, too
        why = _("it has letters we cannot read. Save the file as UTF-8.")
        raise Unreadable(Fault(said, why, text[: text.index("\0")].count("\n") + 1))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def front_matter(data: bytes, said: str, needs: tuple[str, ...] = ("title",)) -> tuple[Mapping[str, Any], str]:
    """What stands between the lines of “---”, and the text after it. Raises Unreadable."""
    found = FRONT.match(decoded(data, said))
    if found is None:
        raise Unreadable(
            Fault(said, _("it does not begin with a line “---”, lines like “title: Welcome”, and “---” again."), 1)
        )
    above = found["above"].count("\n")
    try:
        front = Front(read_yaml(found["front"]), found["front"], above + 2)
        for name in needs:
            if name not in front:
                raise Wrong(_("it does not say its %(what)s.") % {"what": name})
    except Wrong as wrong:
        # The first line is "---".
        raise Unreadable(Fault(said, str(wrong), above + wrong.line + 1)) from wrong
    return front, found["body"] or ""


def words_of(front: Mapping[str, Any], name: str, *, needed: bool = True) -> str:
    """A line of the front matter as text. A number is its digits."""
    value = front.get(name, "")
    line = line_of(front, name)
    if name not in front and needed:
        raise Wrong(_("it does not say its %(what)s.") % {"what": name}, 1)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Wrong(_("“%(name)s” has to be words. Put them in quotes.") % {"name": name}, line)
    text = str(value)
    if needed and not text.strip():
        raise Wrong(_("“%(name)s” is empty.") % {"name": name}, line)
    if len(text) > LONGEST.get(name, len(text)):
        said = {"name": name, "most": LONGEST[name]}
        raise Wrong(_("“%(name)s” is longer than %(most)s letters.") % said, line)
    return text


def slug_of(front: Mapping[str, Any], name: str = "") -> str:
    """What the file says, else the name of the file or folder without its number."""
    made = slugify(NUMBER.sub("", name.partition(".")[0] if name.endswith(".md") else name))[: LONGEST["slug"]].strip(
        "-"
    )
    if made and "slug" not in front:
        return made
    found = words_of(front, "slug")
    if not SLUG.match(found):
        why = _("“slug” has small letters, digits and hyphens only, like “first-call”.")
        raise Wrong(why, line_of(front, "slug"))
    return found


class Front(dict[str, Any]):
    """What stands in front of a text, by names as we write them, and the line each stands in."""

    def __init__(self, data: Mapping[Any, Any], text: str, first: int) -> None:
        super().__init__({_name(key): value for key, value in data.items()})
        self.lines = {
            _name(found["name"]): first + text.count("\n", 0, found.start())
            for found in reversed([*KEY.finditer(text)])
        }


def _name(key: object) -> str:
    """“Content note” and “content-note” are content_note."""
    return str(key).strip().lower().replace("-", "_").replace(" ", "_")


def line_of(front: Mapping[str, Any], name: str) -> int:
    return front.lines.get(name, 0) if isinstance(front, Front) else 0


def in_order(name: str) -> list[object]:
    """Names as people count: 2 comes before 10."""
    return [int(part) if number % 2 else part.casefold() for number, part in enumerate(re.split(r"(\d{1,9})", name))]


def is_about_itself(name: str) -> bool:
    """README.md speaks to those who write, and is no lesson."""
    return name.casefold() == "readme.md"


class _Plain(yaml.SafeLoader):
    """YAML without anchors: a short text cannot become an endless one."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="*", problem_mark=self.peek_event().start_mark)
        return super().compose_node(parent, index)


def read_yaml(text: str) -> Mapping[str, Any]:
    """Names and what they hold. Raises Wrong with the line, counted from the line above this text."""
    loader = _Plain(io.StringIO(text))
    try:
        data = loader.get_single_data()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = _("this line cannot be read. Put a text in quotes where it holds “: ” or “ #”, or begins with a sign.")
        raise Wrong(why, mark.line + 1 if mark else 1) from error
    except (RecursionError, ValueError) as error:
        raise Wrong(_("this line cannot be read."), 1) from error
    finally:
        loader.dispose()
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise Wrong(_("here stand lines like “title: Welcome”."), 1)
    return data


def title_of(key: str) -> str:
    """What a file is called whose writer said nothing else: `kitchen-table` is “Kitchen table”."""
    return capfirst(key.replace("-", " ").replace("_", " ").strip())
