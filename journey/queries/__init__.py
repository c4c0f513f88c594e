"""What is so in this room."""

from journey.queries.map import JourneyMap, by_name, journey_maps, other_places
from journey.queries.reflection import answers_to, journal_of, shared_one, shared_with

__all__ = [
    "JourneyMap",
    "answers_to",
    "by_name",
    "journal_of",
    "journey_maps",
    "other_places",
    "shared_one",
    "shared_with",
]
