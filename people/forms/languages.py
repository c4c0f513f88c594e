"""The same words in the other languages of the house: fields beside the first ones, all of them optional."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from people.models import InLanguages
from people.models.languages import Translations


class TranslatedForm(forms.Form):
    """A form whose words can be given in other languages: `text` in Spanish is the field `text_es`."""

    # The columns that can be, and for one that is no field here (its first words stand already) a field like it.
    TRANSLATED: Sequence[str] = ()
    LIKE: Mapping[str, forms.Field] = {}

    languages: Sequence[str] = ()

    def __init__(self, *args: Any, first: str, **kwargs: Any) -> None:
        """`first` is the language of the first words: every other one of the house gets its fields."""
        super().__init__(*args, **kwargs)
        self.languages = [code for code, _name in settings.LANGUAGES if code != first]
        for language in self.languages:
            for column in self.TRANSLATED:
                self.fields[f"{column}_{language}"] = self._beside(column, language)

    def _beside(self, column: str, language: str) -> forms.Field:
        first = self.fields.get(column) or self.LIKE[column]
        named = f"{first.label} ({get_language_info(language)['name_translated']})"
        return forms.CharField(
            label=named,
            required=False,
            max_length=getattr(first, "max_length", None),
            widget=type(first.widget)(attrs={**first.widget.attrs, "lang": language}),
        )

    @property
    def first_words(self) -> list[forms.BoundField]:
        """Every field that is no translation."""
        beside = {field.name for field in self.other_languages}
        return [field for field in self.visible_fields() if field.name not in beside]

    @property
    def other_languages(self) -> list[forms.BoundField]:
        return [self[f"{column}_{language}"] for language in self.languages for column in self.TRANSLATED]

    @property
    def speaks_more(self) -> bool:
        """Something stands in another language already: then the fields are shown open."""
        return any(field.value() or field.errors for field in self.other_languages)

    @property
    def translations(self) -> Translations:
        """What was given, by language, as the rows keep it."""
        found: dict[str, dict[str, Any]] = {}
        for language in self.languages:
            for column in self.TRANSLATED:
                said = (self.cleaned_data.get(f"{column}_{language}") or "").strip()
                if said:
                    found.setdefault(language, {})[column] = said
        return found


def initial_in(row: InLanguages | None, *columns: str) -> dict[str, str]:
    """What a row says in other languages, as such a form begins with it."""
    if row is None:
        return {}
    return {f"{column}_{language}": said for column in columns for language, said in row.also_in(column).items()}


# Under a translation of what people sign.
SIGNED_IN_IT = _(
    "Who reads this language is shown these words, and signs them. Empty: they read the text above. "
    "Words added later are a new version, and everybody is asked to sign again."
)
