"""The map, wherever a page shows it. It asks nothing about who looks, so it is the same for everybody."""

from time import monotonic

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from journey.queries import journey_maps

register = template.Library()

# A framework changes when whoever runs the place brings it in anew: seen within so many seconds by every process.
DRAWN_FOR = 60
_drawn: dict[str, tuple[float, SafeString]] = {}


@register.simple_tag
def journey_map() -> SafeString:
    """`{% load journey %}{% journey_map %}`: a card with the map. The page brings in css/pages/journey.css."""
    language = get_language() or ""
    until, card = _drawn.get(language, (0.0, SafeString("")))
    if monotonic() > until:
        card = render_to_string("journey/map_card.html", {"maps": journey_maps()})
        _drawn[language] = monotonic() + DRAWN_FOR, card
    return card


def draw_anew() -> None:
    """Forget what was drawn."""
    _drawn.clear()
