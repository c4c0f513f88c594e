import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Agency


class Module(models.Model):
    """A module's identity, in every language and edition. Facts point here, never at a page.

    `uuid` is the module pages' `translation_key`. The row is made when the module is first released.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(unique=True)
    # Empty: it belongs to the library and serves every agency.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="modules")
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
