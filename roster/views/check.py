"""The public page where a certificate is checked: by what stands on the paper, and nothing more is said.

It changes nothing and sets no cookie, so it needs no token against forged requests. A wrong name, a number that nobody
has and a certificate whose holder switched this off get the very same answer.
"""

from allauth.core.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from roster.forms.certificate import CheckForm
from roster.queries.paper import confirmed


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, number: str = "") -> HttpResponse:
    """The form, filled with the number of the address; the answer only to what is posted."""
    form = CheckForm(request.POST if request.method == "POST" else None, initial={"number": number[:40]})
    context: dict[str, object] = {"form": form, "languages": _languages(number)}
    status = 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if consume(request, action="certificate-check", key=said["number"].strip().upper()):
            context |= {"asked": True, "paper": confirmed(said["number"], said["name"])}
        else:
            context["too_often"], status = True, 429
    response = render(request, "roster/check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    add_never_cache_headers(response)
    return response


def _languages(number: str) -> list[dict[str, object]]:
    """The same page in the other languages."""
    found = []
    for code, name in settings.LANGUAGES:
        with translation.override(code):
            url = reverse("check:number", args=[number]) if number else reverse("check:page")
            found.append({"code": code, "name": str(name), "url": url})
    now = translation.get_language()
    return [{**one, "current": one["code"] == now} for one in found]
