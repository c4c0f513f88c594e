"""The certificate of completion: written with the completion, whole in itself from then on."""

from courses.models import CourseCertificate, CourseCompletion, ModuleCompletion, Placement
from courses.queries.learnt import wordings
from ledger.actions import record
from ledger.numbers import new_number
from people.models import Agency


def certify(completion: CourseCompletion, agency: Agency) -> CourseCertificate:
    """What the course is called and held today. Called in the transaction that records the completion."""
    return record(
        CourseCertificate(
            completion=completion,
            agency=agency,
            number=new_number(),
            title=completion.course.title,
            contents=_contents(completion),
            held_on=completion.held_on,
        )
    )


def _contents(completion: CourseCompletion) -> list[dict[str, object]]:
    """The modules of the course that she has finished, each once, in the course's order."""
    placed = Placement.objects.filter(course=completion.course_id).order_by("position", "pk").values_list("module_id")
    done = ModuleCompletion.objects.filter(person=completion.person_id, voided=None, module__in=placed.order_by())
    latest = {one.module_id: one for one in done.select_related("module", "edition").order_by("pk")}
    said = wordings(one.edition_id for one in latest.values())
    return [_said(latest[module], said[latest[module].edition_id]) for (module,) in placed if module in latest]


def _said(done: ModuleCompletion, words: dict[str, tuple[str, int]]) -> dict[str, object]:
    return {
        "module": str(done.module.uuid),
        "edition": done.edition.number,
        "held_on": done.held_on.isoformat(),
        "minutes": max((minutes for _title, minutes in words.values()), default=0),
        "title": {language: title for language, (title, _minutes) in words.items()},
    }
