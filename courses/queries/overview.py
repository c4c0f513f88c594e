"""A module in one view, for its author: its lessons in order, what each holds, how it reads, and what is missing."""

from collections import Counter
from dataclasses import dataclass, replace

from courses.models import Course, LessonPage, ModulePage
from courses.queries.building import build
from courses.queries.export import withheld
from courses.queries.library import Original, original_of
from courses.queries.review import Review, review
from courses.rules import release as rules
from courses.rules.document import Document, Lesson, read
from courses.rules.reading import Reading, of_lesson
from courses.rules.release import Problem
from courses.words import StepKind

SHOWN = (
    StepKind.CHECK, StepKind.SCENARIO, StepKind.ROLEPLAY, StepKind.REFLECTION, StepKind.VIDEO, StepKind.AUDIO,
)  # fmt: skip


@dataclass(frozen=True)
class LessonRow:
    """A lesson as it stands among the pages. `live` and `changed` say whether it is part of the next release."""

    pk: int
    lesson: Lesson
    live: bool
    changed: bool
    reading: Reading | None
    missing: tuple[object, ...]

    @property
    def holds(self) -> list[tuple[str, int]]:
        """What there is to do and to see, each kind with its number."""
        counted = Counter(step.kind for step in self.lesson.steps)
        return [(str(kind.label), counted[kind]) for kind in SHOWN if counted[kind]]


@dataclass(frozen=True)
class Overview:
    page: ModulePage
    seen: Review
    rows: tuple[LessonRow, ...]
    courses: tuple[Course, ...]
    # Films that stay out of its files, because a consent has ended.
    withheld: tuple[str, ...]
    # The library's module it was adapted from, if it was.
    original: Original | None

    @property
    def drafts(self) -> int:
        """Lessons whose latest words are not published."""
        return sum(not row.live or row.changed for row in self.rows)

    @property
    def minutes(self) -> int:
        return sum(row.lesson.minutes for row in self.rows if row.live)

    @property
    def minutes_written(self) -> int:
        """With the lessons that are not published yet."""
        return sum(row.lesson.minutes for row in self.rows)

    @property
    def besides(self) -> list[Problem]:
        """What else stands before a release, and is said in no row: of the module, its files, its translations."""
        said = {(row.lesson.title, str(sentence)) for row in self.rows for sentence in row.missing}
        return [one for one in self.seen.problems if (one.lesson, str(one.sentence)) not in said]


def overview(page: ModulePage) -> Overview:
    """The module with every lesson, published or not. The same queries for any number of lessons without films."""
    pages = list(LessonPage.objects.child_of(page).order_by("path"))
    built = build(page, pages)
    document = read(built.document)
    served = Course.objects.filter(placements__module__uuid=page.translation_key).order_by("title")
    return Overview(
        page=page,
        seen=review(page),
        rows=tuple(
            LessonRow(
                pk=one.pk,
                lesson=lesson,
                live=one.live,
                changed=one.live and one.has_unpublished_changes,
                reading=of_lesson(lesson, built.language),
                missing=tuple(_missing(document, lesson, built.answers["checks"])),
            )
            for one, lesson in zip(pages, document.lessons, strict=True)
        ),
        courses=tuple(served.select_related("agency")),
        withheld=tuple(withheld(page)),
        original=original_of(page),
    )


def _missing(document: Document, lesson: Lesson, checks: dict[str, object]) -> list[object]:
    alone = replace(document, lessons=(lesson,))
    return [problem.sentence for problem in rules.problems(alone, checks) if problem.lesson]
