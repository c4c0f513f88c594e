from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Agency, InLanguages, Person
from roster.words import CodeKind


class Code(InLanguages):
    """One word the coordinator searches by: a language, an area, an experience, a child's age band."""

    kind = models.CharField(max_length=12, choices=CodeKind.choices)
    key = models.SlugField()
    label = models.CharField(max_length=80)
    # What it means in a few words, and under which heading it stands on her form.
    hint = models.CharField(max_length=160, blank=True)
    heading = models.CharField(max_length=60, blank=True)
    # Areas are an agency's own; the others may be shared by all.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "agency"], name="code_once_an_agency"),
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(agency=None), name="code_once_for_all"),
        ]
        ordering = ["kind", "position", "label"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its label in the reader's language."""
        return str(self.said("label"))


class Card(models.Model):
    """What she lets the coordinator search by, at one agency. Hers to change and to take back."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="cards")
    codes = models.ManyToManyField(Code, related_name="cards", blank=True)
    ask_first = models.BooleanField(_("ask me before you share my number"), default=True)
    confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "agency"], name="card_once")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.agency_id}"
