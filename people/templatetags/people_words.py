"""The words of the people room in templates."""

from collections.abc import Iterable
from datetime import date

from django import template

from people.forms.choices import time_zone_in_words
from people.models import Agency, Membership
from people.queries.bringing_in import COLUMNS
from people.queries.talk import dialled
from people.words import Role

register = template.Library()


@register.filter
def role_word(role: str, agency: Agency | None = None) -> str:
    """A role in words; the volunteer's is the agency's own: `{{ membership.role|role_word:agency }}`."""
    if role == Role.VOLUNTEER and agency:
        return agency.volunteer_word
    return str(Role(role).label) if role in Role.values else role


@register.simple_tag
def trail(*words_and_addresses: str) -> list[dict[str, str]]:
    """Crumbs from pairs of words and addresses; the last is this page: `{% trail agency.name desk _("People") "" as crumbs %}`."""
    pairs = zip(words_and_addresses[::2], words_and_addresses[1::2], strict=True)
    return [{"label": str(label), "url": url} for label, url in pairs]


@register.filter
def over(day: date | None, agency: Agency) -> bool:
    """Has this last day passed, by the agency's calendar?"""
    return day is not None and day < agency.today()


@register.simple_tag
def roles_in_words(memberships: Iterable[Membership], agency: Agency) -> str:
    """The roles somebody holds now; or, if none, those held before."""
    now = [m for m in memberships if not over(m.ends_on, agency)]
    held = {m.role for m in now or memberships}
    return ", ".join(role_word(role, agency) for role in Role if role in held)


@register.filter
def column_label(column: str) -> str:
    """A column of the spreadsheet as its heading says it."""
    return str(COLUMNS[column])


@register.filter(name="dialled")
def as_dialled(number: str) -> str:
    """`<a href="{{ phone|dialled }}">`."""
    return dialled(number)


@register.filter
def time_zone_words(zone: str) -> str:
    return time_zone_in_words(zone)
