from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, even if nothing was filled in; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None
