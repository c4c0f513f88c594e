"""`{% load player %}{% player media %}`: a video or audio with its captions and its transcript. Works without script."""

from django import template
from django.utils.translation import get_language

from cms.models import Media
from cms.queries import playable

register = template.Library()


@register.inclusion_tag("cms/player.html")
def player(media: Media, caption: str = "", position: float = 0, progress_url: str = "") -> dict[str, object]:
    """Plays one medium. `position` (seconds) and `progress_url` are for lessons, which keep one's place."""
    return {
        "media": playable(media, get_language() or ""),
        "caption": caption,
        "position": position,
        "progress_url": progress_url,
        "id": f"player-{media.uuid}",
    }
