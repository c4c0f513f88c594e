"""The map and its places, for anybody who is signed in."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from journey.models import Stage
from journey.queries import journey_maps, other_places
from journey.words import AS_GIVEN
from people.doors import PersonRequest, signed_in


@require_safe
@signed_in
def journey(request: PersonRequest) -> HttpResponse:
    """The map. It is the same for everybody."""
    return render(request, "journey/map.html", {"maps": journey_maps()})


@require_safe
@signed_in
def stage(request: PersonRequest, stage_key: str) -> HttpResponse:
    """One place, and the ways from it to all the others."""
    here = get_object_or_404(Stage.objects.select_related("framework"), key=stage_key)
    context = {"stage": here, "others": other_places(here), "original_language": AS_GIVEN}
    return render(request, "journey/stage.html", context)
