"""The map, wherever a page shows it. It asks nothing about who looks, so it is the same for everybody."""

from django import template

from journey.queries import JourneyMap, journey_maps

register = template.Library()


@register.inclusion_tag("journey/map_card.html")
def journey_map() -> dict[str, list[JourneyMap]]:
    """`{% load journey %}{% journey_map %}`: a card with the map. The page brings in css/pages/journey.css."""
    return {"maps": journey_maps()}
