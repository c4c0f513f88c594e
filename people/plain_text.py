"""Text templates as text: for letters and notices, nothing is escaped for HTML; a page that shows it escapes it then."""

from collections.abc import Mapping, Sequence

from django.template import Context
from django.template.loader import select_template


def render(names: Sequence[str], context: Mapping[str, object]) -> str:
    """The first template there is, as plain text without space around it. Not marked as safe HTML."""
    template = select_template(list(names)).template  # type: ignore[attr-defined]
    return "".join([template.render(Context(dict(context), autoescape=False))]).strip()
