from django.db import models
from django.db.models import Exists, OuterRef, Q

from courses.models.completion import CourseCompletion
from courses.models.enrolment import Enrolment
from ledger.models import Fact
from people.models import Agency, Person


class CourseCertificateQuerySet(models.QuerySet["CourseCertificate"]):
    def visible_to(self, person: Person, agencies: list[Agency]) -> "CourseCertificateQuerySet":
        """Her own, and those of courses that these agencies asked for or rely on."""
        return self.filter(Q(completion__person=person) | Q(asked_by(agencies)))

    def of(self, person: Person, agency: Agency | None = None) -> "CourseCertificateQuerySet":
        """A person's, of the courses one agency asked for or relies on if it is named."""
        hers = self.filter(completion__person=person)
        return hers.filter(asked_by([agency])) if agency else hers


def asked_by(agencies: list[Agency]) -> Exists:
    """The course of this certificate is one that an agency asked of its holder, or relies on."""
    relying = Enrolment.also_for.through.objects.filter(agency__in=agencies).values("enrolment")
    hers = Enrolment.objects.filter(person=OuterRef("completion__person"), course=OuterRef("completion__course"))
    return Exists(hers.filter(Q(agency__in=agencies) | Q(pk__in=relying)))


class CourseCertificate(Fact):
    """A certificate of completion: what the course was called and held on the day she finished it.

    It is whole in itself: titles, placements and pages may change or go. `contents` is a list of modules, in order:
    `{"module": uuid, "edition": number, "held_on": "2026-03-01", "minutes": 40, "title": {"en": "…", "es": "…"}}`.
    """

    completion = models.OneToOneField(CourseCompletion, on_delete=models.PROTECT, related_name="certificate")
    # Who asked her to take the course.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=120)
    contents = models.JSONField()

    objects = CourseCertificateQuerySet.as_manager()

    def __str__(self) -> str:
        return self.number

    @property
    def name(self) -> str:
        """What the course was called that day; in the reader's language as long as it is still called so."""
        course = self.completion.course
        return course.name if course.title == self.title else self.title

    @property
    def minutes(self) -> int:
        """How long what she finished takes, as its editions say."""
        return sum(module["minutes"] for module in self.contents)
