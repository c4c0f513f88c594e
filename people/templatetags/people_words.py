"""The words of the people room in templates."""

from django import template

from people.models import Agency
from people.words import Role

register = template.Library()


@register.filter
def role_word(role: str, agency: Agency | None = None) -> str:
    """A role in words; the volunteer's is the agency's own: `{{ membership.role|role_word:agency }}`."""
    if role == Role.VOLUNTEER and agency:
        return agency.role_word
    return str(Role(role).label) if role in Role.values else role
