"""From pages to the document that would be released: the same for preview, checks and release."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

import nh3
from django.db.models import QuerySet
from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

from cms.models import Document, Image, Media
from cms.queries import media_by_uuid, playable
from courses.models import LessonPage, ModulePage
from courses.queries.asking import asked
from courses.rules.document import PLAYS, hash_of, version_of
from courses.words import RubricLevel
from people.markdown import clean, clean_html

Json = dict[str, Any]


@dataclass
class Files:
    """The files a document shows."""

    media: set[UUID] = field(default_factory=set)
    images: set[UUID] = field(default_factory=set)
    documents: set[UUID] = field(default_factory=set)

    def found(self) -> tuple[QuerySet[Media], QuerySet[Image], QuerySet[Document]]:
        return (
            Media.objects.filter(uuid__in=self.media),
            Image.objects.filter(uuid__in=self.images),
            Document.objects.filter(uuid__in=self.documents),
        )


@dataclass
class Built:
    """A would-be document, its answers kept apart, and the files it shows."""

    language: str
    document: Json
    answers: Json
    files: Files

    @property
    def hash(self) -> str:
        return hash_of(self.document, self.answers)


def build(page: ModulePage, lessons: Iterable[LessonPage] | None = None) -> Built:
    """What would be released of a module in the page's language: its published lessons, or the lessons given."""
    language = page.locale.language_code
    builder = _Builder(language)
    told = [builder.lesson(lesson) for lesson in (page.lesson_pages() if lessons is None else lessons)]
    module = {
        "title": page.title,
        "summary": page.summary,
        "minutes": sum(lesson["minutes"] for lesson in told),
        "stages": [stage.key for stage in page.stages.all()],
    }
    return Built(
        language=language,
        document={"version": version_of(told), "module": module, "lessons": told},
        answers={"version": version_of(told), "checks": builder.checks},
        files=builder.files,
    )


def cleaned(rich: Any) -> str:
    """Rich text of an editor as clean HTML, links between pages written out."""
    return str(clean_html(expand_db_html(rich.source)))


def _ask_for_what_plays(steps: list[Json]) -> None:
    """Where nothing else shows that she took the lesson in, what plays is asked for."""
    if not any(step["kind"] == "check" for step in steps):
        for step in steps:
            if step["kind"] in PLAYS:
                step["asked"] = True


class _Builder:
    """Walks the blocks of a module's lessons once. Keys are the blocks' own ids; a copied lesson's get new ones."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.checks: Json = {}
        self.files = Files()
        self.taken: set[str] = set()
        self.makers: Mapping[str, Callable[[Any, str], Json]] = {
            "text": lambda value, key: {"html": cleaned(value)},
            "markdown": self._markdown,
            "picture": self._picture,
            "video": self._player,
            "audio": self._player,
            "download": self._download,
            "callout": self._callout,
            "note": lambda value, key: {"text": value},
            "check": self._check,
            "scenario": self._scenario,
            "roleplay": self._roleplay,
            "reflection": lambda value, key: {"prompt": value["prompt"]},
            "feedback": self._feedback,
        }

    def lesson(self, page: LessonPage) -> Json:
        key = self._key(str(page.translation_key), page)
        steps = [self._step(block, page) for block in page.body]
        _ask_for_what_plays(steps)
        return {
            "key": key,
            "slug": page.slug,
            "title": page.title,
            "minutes": page.minutes or 0,
            "content_note": page.content_note.strip(),
            "another_way": self._another_way(page, steps),
            "steps": steps,
        }

    def _key(self, key: str, page: LessonPage) -> str:
        """Block ids survive a copy, so within one module a second use gets an id of its own, always the same."""
        if key in self.taken:
            key = str(uuid5(page.translation_key, key))
        self.taken.add(key)
        return key

    def _step(self, block: StreamValue.StreamChild, page: LessonPage) -> Json:
        key = self._key(str(block.id), page)
        data = self.makers[block.block_type](block.value, key)
        kind = "text" if block.block_type == "markdown" else block.block_type
        return {"key": key, "kind": kind, "minutes": math.ceil(data.get("seconds", 0) / 60), **data}

    def _another_way(self, page: LessonPage, steps: list[Json]) -> str:
        """What she wrote, or the lesson's callouts: what is to be kept, without the hard part."""
        if not page.content_note.strip() and not any(step["kind"] == "note" for step in steps):
            return ""
        if page.another_way.strip():
            return str(clean(page.another_way, top_heading=1))
        kept = [step for step in steps if step["kind"] == "callout"]
        return "".join(f"<h2>{nh3.clean_text(step['title'])}</h2>{step['html']}" for step in kept)

    def _markdown(self, value: str, key: str) -> Json:
        # The lesson's title is the page's only first-level heading: "##" is its second level.
        return {"html": str(clean(value, top_heading=1))}

    def _picture(self, value: Mapping[str, Any], key: str) -> Json:
        self.files.images.add(value["image"].uuid)
        return {"image": str(value["image"].uuid), "alt": value["alt"], "caption": value["caption"]}

    def _player(self, value: Mapping[str, Any], key: str) -> Json:
        uuid = value["media"].uuid
        self.files.media.add(uuid)
        shown = playable(media_by_uuid([uuid])[uuid], self.language)
        return {
            "media": str(uuid),
            "title": shown.title,
            "caption": value["caption"],
            "asked": bool(value.get("must")),
            "seconds": round(shown.seconds or 0),
            "ready": shown.ready,
            "type": shown.type,
            "poster": bool(shown.poster),
            "captions": [{"lang": track.lang, "label": track.label} for track in shown.captions],
            "cues": [{"start": round(cue.start * 1000), "text": cue.text} for cue in shown.cues],
            "transcript": str(clean(shown.transcript)) if shown.transcript else "",
        }

    def _download(self, value: Mapping[str, Any], key: str) -> Json:
        document = value["document"]
        self.files.documents.add(document.uuid)
        return {
            "document": str(document.uuid),
            "label": value["label"],
            "type": document.file_extension.upper(),
            "size": document.get_file_size() or 0,
        }

    def _callout(self, value: Mapping[str, Any], key: str) -> Json:
        return {"tone": value["kind"], "title": value["title"], "html": cleaned(value["text"])}

    def _check(self, value: Mapping[str, Any], key: str) -> Json:
        questions, self.checks[key] = asked(value["questions"])
        some = {"draw": value["draw"]} if value["draw"] else {}
        return {"intro": value["intro"], **some, "questions": questions}

    def _scenario(self, value: Mapping[str, Any], key: str) -> Json:
        first = {"setting": value["setting"], "says": value["says"], "ask": value["ask"]}
        turns = [
            {"key": turn["name"], "says": turn["says"], "replies": _replies(turn["replies"])} for turn in value["turns"]
        ]
        return {**first, "replies": _replies(value["replies"]), **({"turns": turns} if turns else {})}

    def _roleplay(self, value: Mapping[str, Any], key: str) -> Json:
        rubric = [
            {
                "key": row.id,
                "look_for": row.value["look_for"],
                "levels": {level: row.value[level] for level in RubricLevel.values},
            }
            for row in value["rubric"].bound_blocks
        ]
        return {"setting": value["setting"], "says": value["says"], "ask": value["ask"], "rubric": rubric}

    def _feedback(self, value: Mapping[str, Any], key: str) -> Json:
        closing = value["questions"].bound_blocks
        return {"questions": [{"key": q.id, "ask": q.value["ask"], "kind": q.value["kind"]} for q in closing]}


def _replies(replies: Iterable[Mapping[str, Any]]) -> list[Json]:
    return [
        {"text": one["text"], "then": one["then"], **({"leads": one["leads_to"]} if one["leads_to"] else {})}
        for one in replies
    ]
