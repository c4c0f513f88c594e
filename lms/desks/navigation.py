"""The hall's signposts: what the bar and the tabs of a signed-in page show."""

from django.http import HttpRequest


def hall(request: HttpRequest) -> dict[str, object]:
    return {}
