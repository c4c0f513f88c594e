"""Her notices."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from people.actions import mark_read
from people.doors import PersonRequest, signed_in
from people.models import Notice
from people.queries import notices_of


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    told = notices_of(request.user)
    unread = [one for one in told if not one.notice.read_at]
    read = [one for one in told if one.notice.read_at]
    return render(request, "people/notices.html", {"unread": unread, "read": read})


@signed_in
@require_POST
def open_one(request: PersonRequest, notice_uuid: str) -> HttpResponse:
    """Mark it read and go where it leads."""
    notice = get_object_or_404(Notice.objects.shown_to(request.user), uuid=notice_uuid)
    mark_read(actor=request.user, notice=notice)
    own = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if notice.url and own else "people:notices")


@signed_in
@require_POST
def read_all(request: PersonRequest) -> HttpResponse:
    mark_read(actor=request.user)
    return redirect("people:notices")
