"""*Modules* in the press room: everything she writes for learners, from one place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses import actions
from courses.queries.shelves import Shelf, shelves


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Her agencies' modules. The shelf they stand on is opened with the first thing that is done there."""
    found = shelves(request.user)  # type: ignore[arg-type]
    if request.method == "POST":
        return _go_on(request, found)
    context = {
        "shelves": found,
        "page_title": _("Modules"),
        "page_subtitle": _("What learners read and do"),
        "header_icon": "list-ul",
    }
    return render(request, "courses/press/shelves.html", context)


def _go_on(request: HttpRequest, found: list[Shelf]) -> HttpResponse:
    for one in found:
        if str(one.home.pk) == request.POST.get("home"):
            shelf = one.page or actions.open_shelf(actor=request.user, parent=one.home)  # type: ignore[arg-type]
            if request.POST.get("do") == "library" and one.agency:
                return redirect("modules:library", shelf.pk)
            return redirect("wagtailadmin_pages:add", "courses", "modulepage", shelf.pk)
    return redirect("modules:index")
