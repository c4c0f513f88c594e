"""The journey as rows: a language for what parents live through. Nothing here measures anybody.

A stage may tag what is taught or talked about (a module, a competency, a session's agenda) and what a person writes for
herself. No other record points at one: tests/house/test_journey.py walks every model and pins the few that may.
"""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger import clock
from people.models import InLanguages, Person


class Framework(InLanguages):
    """A way to speak of what parents live through, credited to its author. Programmes may teach another one.

    The columns hold the author's own words and ours beside them; `translations` says the same in other languages.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.SlugField(unique=True)
    title = models.CharField(_("title"), max_length=120)
    author = models.CharField(_("author"), max_length=120)
    attribution = models.TextField(_("attribution"))
    source = models.TextField(_("source"), blank=True)
    text = models.TextField(_("what it is for, and what it is not for (Markdown)"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="framework_is_credited", condition=~Q(author="") & ~Q(attribution=""))
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return str(self.said("title"))

    @property
    def credit(self) -> str:
        return str(self.said("attribution"))

    @property
    def credit_source(self) -> str:
        return str(self.said("source"))

    @property
    def words(self) -> str:
        return str(self.said("text"))


class Stage(InLanguages):
    """A place parents visit and visit again. Its number is its author's; it is no step of anything."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="stages")
    key = models.SlugField(unique=True)
    number_as_given = models.PositiveSmallIntegerField(_("number, as the author gives it"))
    title = models.CharField(_("title, as the author gives it"), max_length=200)
    also_known_as = models.JSONField(_("other forms of the title"), default=list, blank=True)
    tasks = models.JSONField(_("what a peer does here"), default=list, blank=True)
    text = models.TextField(_("text (Markdown)"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "number_as_given"], name="stage_number_once_a_framework")
        ]
        ordering = ["framework", "number_as_given"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return str(self.said("title"))

    @property
    def original_title(self) -> str:
        """The author's own title, where a translation stands in its place."""
        return "" if self.name == self.title else self.title

    @property
    def other_names(self) -> list[str]:
        """Other forms of the title; of a translation, those in its language."""
        return [name for name in self.said("also_known_as") if name != self.original_title]

    @property
    def to_do(self) -> list[str]:
        """What a peer does here."""
        return list(self.said("tasks"))

    @property
    def words(self) -> str:
        return str(self.said("text"))

    def get_absolute_url(self) -> str:
        return reverse("journey:stage", args=[self.key])

    @property
    def hue(self) -> int:
        """One of five soft colours, to tell places apart. It says nothing else."""
        return (self.number_as_given - 1) % 5 + 1


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def of(self, person: Person) -> "ReflectionQuerySet":
        """Her own. There is no other way in but by being shared with: no role, no administrator, no emergency."""
        return self.filter(author=person).select_related("author__profile", "shared_with__profile")

    def offered_to(self, person: Person) -> "ReflectionQuerySet":
        """Shared with this person for some days (whether today is one of them: `Reflection.shared_today`)."""
        return self.filter(shared_with=person).select_related("author__profile")


class Reflection(models.Model):
    """Something she wrote for herself. Deleting it deletes it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reflections")
    prompt = models.CharField(_("what made you think"), max_length=300, blank=True)
    text = models.TextField(_("your words"))
    stages = models.ManyToManyField(Stage, blank=True, related_name="+", verbose_name=_("places it is about"))
    # The step of a lesson whose prompt it answers, so that she finds her words there again. It says no more than the prompt.
    prompt_key = models.UUIDField(null=True, blank=True, editable=False)
    written_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    shared_with = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who may read it")
    )
    shared_from = models.DateField(_("from"), null=True, blank=True)
    shared_until = models.DateField(_("last day"), null=True, blank=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reflection_shared_for_dates",
                condition=Q(shared_with=None, shared_from=None, shared_until=None)
                | Q(
                    shared_with__isnull=False,
                    shared_from__isnull=False,
                    shared_until__isnull=False,
                    shared_until__gte=F("shared_from"),
                ),
            ),
            models.UniqueConstraint(fields=["author", "prompt_key"], name="reflection_once_a_prompt"),
            models.CheckConstraint(
                name="reflection_shared_with_another",
                condition=Q(shared_with=None) | ~Q(shared_with=F("author")),
            ),
        ]
        ordering = ["-written_at"]
        # Read by her journal.
        indexes = [models.Index(fields=["author", "-written_at"], name="reflection_of_author")]

    def __str__(self) -> str:
        # Never a word of it: this line may reach a log.
        return str(self.uuid)

    @property
    def today(self) -> date:
        """The calendar day where its author lives."""
        return clock.today(self.author.profile.time_zone)

    @property
    def shared_today(self) -> bool:
        if self.shared_from is None or self.shared_until is None:
            return False
        return self.shared_from <= self.today <= self.shared_until

    @property
    def shared_later(self) -> bool:
        return self.shared_from is not None and self.shared_from > self.today
