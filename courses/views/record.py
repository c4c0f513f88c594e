"""A person's course record as her coordinator sees it, and taking back what was finished."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses import actions
from courses.forms.taking_back import TakeBackForm
from courses.models import Course, CourseCompletion, ModuleCompletion
from courses.permissions import ENROLLERS, can_take_back_learning
from courses.queries.called import title_of
from courses.queries.record import course_record
from courses.queries.taking_back import (
    Following,
    following_course,
    following_module,
    learnt_at,
    may_be_taken_back_at,
)
from courses.words import LearningTakenBack
from ledger.refusals import Refused
from people.doors import PersonRequest, agency_or_404, for_roles
from people.forms import explain
from people.models import Agency, Person


@for_roles(*ENROLLERS)
@require_safe
def page(request: PersonRequest, agency_slug: str, person_uuid: UUID) -> HttpResponse:
    """What she finished, what she is taking, and the sessions of this agency she was at."""
    agency, person = _person(request, agency_slug, person_uuid)
    context = {
        "agency": agency,
        "person": person,
        "courses": learnt_at(person, agency),
        "attended": [row for row in course_record(person).attended if row.agency == agency.pk],
        "may_take_back": can_take_back_learning(request.user, person, agency),
        "herself": person == request.user,
    }
    return render(request, "courses/record.html", context)


@for_roles(*ENROLLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back_module(
    request: PersonRequest, agency_slug: str, person_uuid: UUID, completion_uuid: UUID
) -> HttpResponse:
    """A module was not finished after all."""
    agency, person = _person(request, agency_slug, person_uuid)
    here = ModuleCompletion.objects.filter(person=person, module__in=may_be_taken_back_at(agency, person))
    found = get_object_or_404(here.select_related("module", "person"), uuid=completion_uuid)

    def act(reason: LearningTakenBack) -> object:
        return actions.take_back_module(actor=request.user, agency=agency, completion=found, reason=reason)

    title = title_of(found.module, request.user.profile.language)
    return _asked(request, agency, person, title, following_module(found), act, hasattr(found, "voided"))


@for_roles(*ENROLLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back_course(
    request: PersonRequest, agency_slug: str, person_uuid: UUID, completion_uuid: UUID
) -> HttpResponse:
    """A course was not finished after all."""
    agency, person = _person(request, agency_slug, person_uuid)
    asked = Course.objects.filter(enrolments__person=person, enrolments__agency=agency)
    here = CourseCompletion.objects.filter(person=person, course__in=asked).select_related("course", "person")
    found = get_object_or_404(here, uuid=completion_uuid)

    def act(reason: LearningTakenBack) -> object:
        return actions.take_back_course(actor=request.user, agency=agency, completion=found, reason=reason)

    return _asked(request, agency, person, found.course.name, following_course(found), act, hasattr(found, "voided"))


def _asked(
    request: PersonRequest,
    agency: Agency,
    person: Person,
    title: str,
    following: Following,
    act: Callable[[LearningTakenBack], object],
    gone: bool,
) -> HttpResponse:
    """Asked once more, with what follows; done once, however often it is pressed."""
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if gone or (request.method == "POST" and form.is_valid()):
        try:
            if not gone:
                act(LearningTakenBack(form.cleaned_data["reason"]))
            messages.success(request, _("“%(title)s” is taken back.") % {"title": title})
            return redirect("courses:learning-record", agency.slug, person.uuid)
        except Refused as refused:
            explain(form, refused)
    context = {"agency": agency, "person": person, "title": title, "following": following, "form": form}
    return render(request, "courses/take_back.html", context)


def _person(request: PersonRequest, agency_slug: str, person_uuid: UUID) -> tuple[Agency, Person]:
    """The agency in the address, and somebody who belongs or belonged to it."""
    agency = agency_or_404(request, agency_slug, *ENROLLERS)
    here = Person.objects.filter(memberships__agency=agency).select_related("profile").distinct()
    return agency, get_object_or_404(here, uuid=person_uuid)
