"""Her calendar address: the page where she makes or ends it, and what her calendar program reads there."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses import actions
from courses.models import CalendarFeed
from courses.queries.feed import feed_at, feed_of, proof_of
from people.doors import PersonRequest, signed_in


@signed_in
def page(request: PersonRequest) -> HttpResponse:
    """Her address, if she has one; a new one, or none any more."""
    if request.method == "POST" and request.POST.get("do") == "end":
        actions.end_feed(actor=request.user)
        messages.success(request, _("Your calendar address no longer works."))
        return redirect("courses:feed")
    if request.method == "POST":
        actions.make_feed(actor=request.user)
        messages.success(request, _("This is your calendar address. Keep it to yourself."))
        return redirect("courses:feed")
    feed = CalendarFeed.objects.filter(person=request.user).first()
    at = feed and request.build_absolute_uri(reverse("courses:feed-file", args=[feed.uuid, proof_of(feed.uuid)]))
    return render(request, "courses/feed.html", {"address": at})


@require_safe
def file(request: HttpRequest, feed_uuid: UUID, proof: str) -> HttpResponse:
    """The calendar, for whoever has the address: no sign-in, no cookie, nobody's name."""
    feed = feed_at(feed_uuid, proof)
    if feed is None:
        raise Http404
    said = feed_of(
        feed.person, lambda session: request.build_absolute_uri(reverse("courses:session", args=[session.uuid]))
    )
    response = HttpResponse(said, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
