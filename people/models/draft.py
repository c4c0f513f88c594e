import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models

from ledger import clock

# A draft nobody goes on with is thrown away after this time. The form says until when.
KEPT_FOR = timedelta(days=30)


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, person: models.Model) -> "DraftQuerySet":
        """Her own, not sent yet, the newest first. There is no other way to read one."""
        return self.filter(person=person, sent_at=None).order_by("-changed_at", "-pk")

    def with_words(self, person: models.Model) -> "DraftQuerySet":
        """Those of them that say something: where she took every word out again there is nothing to show."""
        return self.of(person).exclude(typed={})


class Draft(models.Model):
    """What she has typed into a form and not sent. Each open page writes a draft of its own, so that no page overwrites another.

    `form` is the address the form is sent to, `hand` the page it is typed on, `seq` counts what that page has said.
    Once it is sent no word of it is kept; the row stays a while, so that a late echo of the page is not a draft again.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=400)
    hand = models.UUIDField()
    seq = models.PositiveIntegerField()
    # Field → what stands in it, right or not: {"note": ["…"], "worked_on": ["…", "…"]}; {} where nothing does.
    typed = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "form", "hand"], name="draft_once_a_page"),
            models.CheckConstraint(
                name="draft_sent_holds_no_words", condition=models.Q(sent_at=None) | models.Q(typed={})
            ),
        ]
        # Read by what throws old ones away.
        indexes = [models.Index(fields=["changed_at"], name="draft_by_age")]

    def __str__(self) -> str:
        # Never a word of it: this line may reach a log.
        return str(self.uuid)

    @property
    def kept_until(self) -> object:
        return self.changed_at + KEPT_FOR
