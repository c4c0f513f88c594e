from django import template
from django.utils.safestring import SafeString

from people.markdown import clean

register = template.Library()


@register.filter(name="markdown")
def markdown(text: str | None, top_heading: int = 2) -> SafeString:
    """`{{ text|markdown }}`, or `{{ text|markdown:3 }}` where the text stands under a heading of level 2."""
    return clean(text or "", top_heading=top_heading)
