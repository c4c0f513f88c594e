from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.demo.signins import PASSWORD, signins


@require_safe
@never_cache
def demo(request: HttpRequest) -> HttpResponse:
    """The people a newcomer can try, with the six digits of this moment. There is no such page outside the demo."""
    if not settings.DEMO:
        raise Http404
    return render(request, "desks/demo.html", {"signins": signins(), "password": PASSWORD})
