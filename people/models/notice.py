import uuid

from django.db import models

from ledger import clock
from people.models.agency import Agency
from people.models.person import Person


class NoticeQuerySet(models.QuerySet["Notice"]):
    def shown_to(self, person: Person) -> "NoticeQuerySet":
        """Her notices whose time has come."""
        return self.filter(person=person, show_from__lte=clock.now())

    def unread_first(self) -> "NoticeQuerySet":
        return self.order_by(models.F("read_at").asc(nulls_first=True), "-show_from", "-pk")


class Notice(models.Model):
    """A message to a person: a kind and what it is about, never a word of a note. Its text is a template."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    about = models.JSONField(default=dict)
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    show_from = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        # Read by the notices page and the bell of each signed-in page.
        indexes = [models.Index(fields=["person", "-created_at"], name="notice_of_person")]
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"
