"""Live sessions: the list, one session, planning, and the facilitator's list of who was there."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from courses import actions
from courses.forms.session import AttendanceForm, ChangeSessionForm, CorrectionForm, SessionForm
from courses.models import Attendance, LiveSession
from courses.permissions import (
    LEADERS,
    can_correct_attendance,
    can_list_attendance,
    can_plan_sessions,
    can_see_attendance,
)
from courses.queries.presence import is_shown
from courses.queries.session import attendance_list, calendar_of, session_rows, sessions_of
from courses.words import TakenBack
from ledger.refusals import Refused
from people.doors import PersonRequest, agency_or_404, for_roles, signed_in
from people.drafting import drafted, sent
from people.forms import explain
from people.words import Role


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Workshops and webinars of her agencies: to come, and past."""
    coming, past = sessions_of(request.user)
    context = {"coming": coming, "past": past, "may_plan": request.roles.agencies(*LEADERS)}
    return render(request, "courses/sessions.html", context)


@signed_in
@require_safe
def page(request: PersonRequest, session_uuid: UUID) -> HttpResponse:
    """One session: when, where, who leads it, and her own minutes."""
    session = session_or_404(request, session_uuid)
    row = session_rows([session], request.user)[0]
    may_change = can_plan_sessions(request.user, session.agency)
    context = {
        "session": session,
        "row": row,
        "facilitators": list(session.facilitators.all()),
        "may_change": may_change,
        "shown": is_shown(session),
        "sees_link": row.sees_link or may_change,
        "sees_places": row.leads or request.roles.has(session.agency, Role.COORDINATOR, Role.ADMIN),
        "belongs": request.roles.has(session.agency, *Role),
    }
    return render(request, "courses/session.html", context)


@signed_in
@require_safe
def calendar(request: PersonRequest, session_uuid: UUID) -> HttpResponse:
    """The session for her own calendar."""
    session = session_or_404(request, session_uuid)
    address = request.build_absolute_uri(reverse("courses:session", args=[session.uuid]))
    row = session_rows([session], request.user)[0]
    one = calendar_of([row], lambda _session: address)
    response = HttpResponse(one, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="session.ics"'
    return response


@for_roles(*LEADERS)
def plan(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """Plan a session of the agency."""
    agency = agency_or_404(request, agency_slug, *LEADERS)
    form = SessionForm(request.POST or None, agency=agency, initial={"facilitators": [request.user]})
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            session = actions.plan_session(actor=request.user, agency=agency, **form.told)
            sent(request)
            messages.success(request, _("The session is planned. People of your agency see it now."))
            return redirect("courses:session", session.uuid)
        except Refused as refused:
            explain(form, refused)
    return render(request, "courses/session_form.html", {"form": form, "agency": agency, "session": None})


@for_roles(*LEADERS)
def change(request: PersonRequest, session_uuid: UUID) -> HttpResponse:
    """Change a session that was planned."""
    session = _led_from(request, session_uuid)
    form = ChangeSessionForm(request.POST or None, agency=session.agency, session=session)
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_session(actor=request.user, session=session, **form.told)
            sent(request)
            messages.success(request, _("The session is changed."))
            return redirect("courses:session", session.uuid)
        except Refused as refused:
            explain(form, refused)
    return render(request, "courses/session_form.html", {"form": form, "agency": session.agency, "session": session})


@for_roles(*LEADERS)
def call_off(request: PersonRequest, session_uuid: UUID) -> HttpResponse:
    """It will not be held: asked once more, then done."""
    session = _led_from(request, session_uuid)
    if request.method == "POST":
        try:
            actions.call_off_session(actor=request.user, session=session)
            messages.success(request, _("The session is called off. It stays in the list, marked so."))
        except Refused as refused:
            messages.info(request, str(refused))
        return redirect("courses:session", session.uuid)
    return render(request, "courses/session_call_off.html", {"session": session})


@for_roles(*LEADERS)
def attendance(request: PersonRequest, session_uuid: UUID) -> HttpResponse:
    """Who was there: everyone at once, in minutes."""
    session = session_or_404(request, session_uuid)
    if not can_see_attendance(request.user, session):
        raise Http404
    form = AttendanceForm(request.POST or None, rows=attendance_list(session, request.user), session=session)
    if request.method == "POST" and form.is_valid():
        try:
            listed = actions.record_attendance(actor=request.user, session=session, minutes=form.minutes)
            said = ngettext("%(count)s person is listed.", "%(count)s people are listed.", len(listed))
            messages.success(request, said % {"count": len(listed)})
            return redirect("courses:attendance", session.uuid)
        except Refused as refused:
            explain(form, refused)
    context = {"session": session, "form": form, "may_list": can_list_attendance(request.user, session)}
    return render(request, "courses/attendance.html", context)


@for_roles(*LEADERS)
def correct(request: PersonRequest, session_uuid: UUID, attendance_uuid: UUID) -> HttpResponse:
    """Put an attendance right: the old one is taken back with a reason, the right one stands beside it."""
    session = session_or_404(request, session_uuid)
    listed = get_object_or_404(
        Attendance.objects.filter(session=session, voided=None).select_related("session__agency"), uuid=attendance_uuid
    )
    if not can_correct_attendance(request.user, listed):
        raise Http404
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = TakenBack(form.cleaned_data["reason"])
            actions.correct_attendance(
                actor=request.user, attendance=listed, reason=reason, minutes=form.cleaned_data["minutes"]
            )
            messages.success(request, _("The list is corrected."))
            return redirect("courses:attendance", session.uuid)
        except Refused as refused:
            explain(form, refused)
    return render(request, "courses/attendance_correct.html", {"session": session, "attendance": listed, "form": form})


def session_or_404(request: PersonRequest, uuid: UUID) -> LiveSession:
    """A session she may see."""
    found = LiveSession.objects.visible_to(request.user).select_related("agency", "course")
    return get_object_or_404(found, uuid=uuid)


def _led_from(request: PersonRequest, uuid: UUID) -> LiveSession:
    """A session of an agency where she may plan."""
    session = session_or_404(request, uuid)
    if not can_plan_sessions(request.user, session.agency):
        raise Http404
    return session
