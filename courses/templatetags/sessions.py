"""What a session's templates and notices need."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()


@register.filter
def as_moment(iso: str) -> str:
    """A moment that a notice keeps, in the reader's zone and language."""
    local = datetime.fromisoformat(iso).astimezone(timezone.get_current_timezone())
    return f"{date_format(local, 'l')}, {date_format(local, 'DATE_FORMAT')}, {date_format(local, 'g:i a T')}"
