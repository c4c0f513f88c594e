"""A web-conference's list: looked at, and confirmed on the facilitator's own list."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from courses.forms.conference import ConferenceForm
from courses.forms.session import AttendanceForm
from courses.models import LiveSession
from courses.permissions import LEADERS, can_list_attendance
from courses.queries.conference import looked_at
from courses.queries.session import attendance_list, people_of_the_list
from courses.views.session import session_or_404
from ledger.refusals import Refused
from people.doors import PersonRequest, for_roles
from people.forms import explain


@for_roles(*LEADERS)
def choose(request: PersonRequest, session_uuid: UUID) -> HttpResponse:
    """A file is chosen and looked at. Nothing is written: what it says stands on the list, to be confirmed."""
    session = session_or_404(request, session_uuid)
    if not can_list_attendance(request.user, session):
        raise Http404
    form = ConferenceForm(request.POST or None, request.FILES or None, session=session)
    open_now = session.started and not session.cancelled_at
    if request.method == "POST" and open_now and form.is_valid():
        try:
            return _look(request, session, form)
        except Refused as refused:
            refused.field = "sheet"
            explain(form, refused)
    return render(request, "courses/attendance_file.html", {"session": session, "form": form, "open": open_now})


def _look(request: PersonRequest, session: LiveSession, form: ConferenceForm) -> HttpResponse:
    said = form.cleaned_data
    looked = looked_at(said["sheet"], session, said["zone"], people_of_the_list(session, request.user))
    rows = attendance_list(session, request.user, looked.times)
    context = {
        "session": session,
        "form": AttendanceForm(rows=rows, session=session),
        "may_list": True,
        "looked": looked,
        "found": len(looked.times),
    }
    return render(request, "courses/attendance.html", context)
