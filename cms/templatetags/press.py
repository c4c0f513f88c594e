"""Small things the pages of an agency need."""

import re

from django import template

register = template.Library()


@register.filter
def dialed(number: str) -> str:
    """A phone number as a phone dials it: digits, and the plus in front if it has one."""
    digits = re.sub(r"\D", "", number)
    return f"+{digits}" if number.strip().startswith("+") else digits
