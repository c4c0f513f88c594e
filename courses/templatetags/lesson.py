"""What a lesson's template needs beside the components."""

from typing import Any
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from people.markdown import clean_html

register = template.Library()


@register.filter
def cleaned(html: str) -> SafeString:
    """HTML of an edition: it was cleaned when it was frozen, and is cleaned again as it is shown."""
    return clean_html(html)


@register.filter
def address_of(uuid: str, name: str) -> str:
    """`{{ data.media|address_of:"cms:media" }}`: where a file of an edition is served."""
    return reverse(name, args=[UUID(uuid)])


@register.filter
def poster(step: Any) -> str:
    """The still of a film that is shown; none where there is none, or only the sound is wanted."""
    shows = step.data["poster"] and step.plays_as == "video"
    return reverse("cms:poster", args=[UUID(step.data["media"])]) if shows else ""


@register.filter
def tracks(data: dict[str, Any]) -> list[dict[str, str]]:
    """The captions of a film, as the player wants them."""
    media = UUID(data["media"])
    return [{**track, "src": reverse("cms:captions", args=[media, track["lang"]])} for track in data["captions"]]


@register.filter
def lines(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The transcript's lines that follow the film; milliseconds were frozen, the player speaks seconds."""
    return [{"start": cue["start"] / 1000, "text": cue["text"]} for cue in data["cues"]]
