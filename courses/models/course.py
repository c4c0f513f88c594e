import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.module import Module
from ledger import clock
from people.models import Agency, InLanguages


class CourseQuerySet(models.QuerySet["Course"]):
    def offered_by(self, agency: Agency) -> "CourseQuerySet":
        """The agency's own courses, and the library's."""
        return self.filter(models.Q(agency=agency) | models.Q(agency=None))


class Course(InLanguages):
    """A training: modules in an order. Without an agency it belongs to the library and serves every agency."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="courses")
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("summary"), blank=True, max_length=500)
    published = models.BooleanField(_("open for enrolment"), default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return str(self.said("title"))

    @property
    def about(self) -> str:
        """Its summary in the reader's language."""
        return str(self.said("summary"))


class Placement(models.Model):
    """A module's place in a course. A module serves many courses, and is credited once."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="placements")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="placements")
    position = models.PositiveSmallIntegerField(default=0)
    required = models.BooleanField(_("needed to finish the course"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "module"], name="module_once_a_course")]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.course_id} {self.position} {self.module_id}"


class JoiningCourse(models.Model):
    """Whoever joins this agency as a volunteer is enrolled in this course."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="joining_courses")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="joined_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "course"], name="joining_course_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.course_id}"
