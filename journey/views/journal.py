"""Her journal. Whatever is not hers does not exist here, for anybody."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from journey.actions import change_reflection, delete_reflection, write_reflection
from journey.forms import ChangeReflectionForm, ReflectionForm
from journey.models import Reflection
from journey.queries import journal_of, shared_with
from people.doors import PersonRequest, signed_in
from people.open_form import OpenForm, open_form

A_PAGE = 10


def own_or_404(request: PersonRequest, reflection_uuid: UUID) -> Reflection:
    """Her own; a stranger's does not exist. No role opens another's."""
    found = journal_of(request.user).filter(uuid=reflection_uuid).first()
    if found is None:
        raise Http404
    return found


def alone(request: PersonRequest) -> OpenForm:
    """Her words are never a draft. Where her session ends while she writes, they stay in her browser."""
    return open_form(request, hers_alone=True)


@require_safe
@signed_in
def journal(request: PersonRequest) -> HttpResponse:
    """What she wrote, the latest first."""
    page = Paginator(journal_of(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "journey/journal.html", {"page": page, "shared": shared_with(request.user)})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def write(request: PersonRequest) -> HttpResponse:
    """A new page. Nothing is kept until she saves."""
    form = ReflectionForm(request.POST or None)
    if form.is_valid():
        reflection = write_reflection(actor=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Only you can open it."))
        return redirect("journey:reflection", reflection.uuid)
    return render(request, "journey/write.html", {"form": form, "alone": alone(request)})


@require_safe
@signed_in
def read(request: PersonRequest, reflection_uuid: UUID) -> HttpResponse:
    return render(request, "journey/reflection.html", {"reflection": own_or_404(request, reflection_uuid)})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: PersonRequest, reflection_uuid: UUID) -> HttpResponse:
    reflection = own_or_404(request, reflection_uuid)
    form = ChangeReflectionForm(request.POST or None, initial=ReflectionForm.initial_of(reflection))
    if form.is_valid():
        change_reflection(actor=request.user, reflection=reflection, **form.asked)
        messages.success(request, _("Saved."))
        return redirect("journey:reflection", reflection.uuid)
    return render(request, "journey/write.html", {"form": form, "reflection": reflection, "alone": alone(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delete(request: PersonRequest, reflection_uuid: UUID) -> HttpResponse:
    """Asks first; then it is gone."""
    reflection = own_or_404(request, reflection_uuid)
    if request.method == "POST":
        delete_reflection(actor=request.user, reflection=reflection)
        messages.success(request, _("It is deleted. Nothing of it is kept here."))
        return redirect("journey:journal")
    return render(request, "journey/delete.html", {"reflection": reflection})
