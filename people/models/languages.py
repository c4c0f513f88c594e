"""What is kept in the words of whoever wrote it, and beside them in other languages."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Translations = Mapping[str, Mapping[str, Any]]


def only(column: str, translations: Translations | None) -> dict[str, dict[str, Any]]:
    """Of words in other languages, those of one column: a title and a text may be kept in two rows."""
    return {language: {column: said[column]} for language, said in (translations or {}).items() if said.get(column)}


class InLanguages(models.Model):
    """The columns hold the first words; `translations` the same columns by language: `{"es": {"title": …}}`."""

    translations = models.JSONField(_("in other languages"), default=dict, blank=True)

    class Meta:
        abstract = True

    def said(self, column: str, language: str = "") -> Any:
        """A column in a language, or the reader's; where nobody translated it, as it was first written."""
        return self._in(language or get_language() or "").get(column) or getattr(self, column)

    def spoken(self, column: str, language: str = "") -> str:
        """The language `said` answers in: the one asked for (or the reader's), or "" where only the first words are there."""
        language = language or get_language() or ""
        return language if self._in(language).get(column) else ""

    def also_in(self, column: str) -> dict[str, Any]:
        """language → the column in it, where somebody translated it."""
        return {language: said[column] for language, said in sorted(self.translations.items()) if said.get(column)}

    def _in(self, language: str) -> dict[str, Any]:
        found: dict[str, Any] = self.translations.get(language, {})
        return found
