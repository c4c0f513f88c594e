"""What is kept in the words of whoever wrote it, and beside them in other languages."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class InLanguages(models.Model):
    """The columns hold the first words; `translations` the same columns by language: `{"es": {"title": …}}`."""

    translations = models.JSONField(_("in other languages"), default=dict, blank=True)

    class Meta:
        abstract = True

    def said(self, column: str, language: str = "") -> Any:
        """A column in a language, or the reader's; where nobody translated it, as it was first written."""
        return self.translations.get(language or get_language() or "", {}).get(column) or getattr(self, column)
