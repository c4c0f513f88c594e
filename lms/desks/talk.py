"""Talk to someone: numbers to call, on every signed-in page. Opening it is not recorded anywhere."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.doors import PersonRequest, signed_in
from people.queries import talk_to
from supervision.queries import supporters_of


@require_safe
@signed_in
def talk(request: PersonRequest) -> HttpResponse:
    """The crisis line, her own supervisors, her agencies."""
    context = {"talk": talk_to(request.user), "supporters": supporters_of(request.user)}
    return render(request, "desks/talk.html", context)
