"""How modules are called in a reader's language."""

from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from courses.models import EditionText, Module


def called(language: str, module: str = "") -> Coalesce:
    """A module's title as its newest edition in this language says it, or else as it was first called.

    `module` leads from a row to its module; of modules themselves it is empty. Asks nothing of the database by itself.
    """
    of_it, first = (module, f"{module}__title") if module else ("pk", "title")
    said = EditionText.objects.filter(edition__module=OuterRef(of_it), language=language)
    newest = said.order_by("-edition__number").annotate(said=KT("document__module__title")).values("said")[:1]
    return Coalesce(Subquery(newest), F(first), output_field=CharField())


def title_of(module: Module, language: str) -> str:
    """The same of one module. One query."""
    return str(Module.objects.filter(pk=module.pk).values_list(called(language), flat=True).get())
