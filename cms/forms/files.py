"""How a picture and a document are asked."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.pictures import without_notes

KEEPS = _("A file is not exchanged, because a released lesson may show it. Add the new one and choose it on the page.")


class ImageForm(BaseImageForm):
    """A picture, kept without what the camera wrote into it."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        if self.instance.pk:
            raise ValidationError(KEEPS)
        return without_notes(file)


class DocumentForm(BaseDocumentForm):
    """A document."""

    def clean_file(self) -> Any:
        if self.instance.pk and "file" in self.changed_data:
            raise ValidationError(KEEPS)
        return self.cleaned_data["file"]
