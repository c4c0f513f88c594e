"""What Wagtail's press room does not have: consents of the people shown, and a form sent twice. The door asks first (cms.doors)."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page
from wagtailmedia.views.chooser import get_media_json

from cms import actions
from cms.access import agency_of_file, agency_of_page
from cms.forms.consent import ConsentForm
from cms.models import Media, MediaConsent, PressPage
from cms.permissions import can_edit
from cms.serving import serve
from cms.words import WithdrawnBecause
from ledger import clock
from ledger.refusals import Refused
from people.models import Agency

# How long a form of a new page may be on its way twice.
A_MOMENT = timedelta(minutes=2)


def saved_a_moment_ago(request: HttpRequest, parent_id: int) -> HttpResponseBase | None:
    """A new page's form that was sent twice (the editor saves by itself while she presses) is an edit of the page it made."""
    if request.method != "POST" or not request.POST.get("slug"):
        return None
    parent = get_object_or_404(Page, pk=parent_id)
    made = parent.get_children().filter(
        slug=request.POST["slug"],
        title=request.POST.get("title", ""),
        owner=request.user,
        live=False,
        latest_revision_created_at__gt=clock.now() - A_MOMENT,
    )
    page = made.first()
    return EditView.as_view()(request, page.pk) if page else None


@require_safe
def media_chosen(request: HttpRequest, media_id: int) -> HttpResponse:
    """Wagtail lets only those choose a film who may change it; the door has asked whether she may use it."""
    chosen = get_media_json(get_object_or_404(Media, pk=media_id))
    return render_modal_workflow(request, None, None, None, json_data={"step": "media_chosen", "result": chosen})


@dataclass(frozen=True)
class ConsentRow:
    """One consent as the list shows it."""

    uuid: UUID
    name: str
    guardian: str
    signed_on: date
    valid_until: date | None
    in_force: bool
    ended: str


def media_consents(request: HttpRequest, media_id: int) -> HttpResponse:
    """The consents of everybody a video or audio shows."""
    media = get_object_or_404(Media, pk=media_id)
    agency = agency_of_file(media)
    return _consents(request, media, agency, media.title, reverse("wagtailmedia:edit", args=[media.pk]))


def page_consents(request: HttpRequest, page_id: int) -> HttpResponse:
    """The consents of everybody a story shows."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, PressPage):
        raise Http404
    back = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return _consents(request, page, agency_of_page(page), page.get_admin_display_title(), back)


def _consents(
    request: HttpRequest, subject: Media | PressPage, agency: Agency | None, title: str, back: str
) -> HttpResponse:
    if agency is None:
        raise Http404
    kept = list(_kept(subject))
    form = ConsentForm(request.POST or None, request.FILES or None, earlier=kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_consent(actor=request.user, agency=agency, subject=subject, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("The consent is kept."))
            return redirect(request.path)
    rows = [_row(consent, agency.today()) for consent in kept]
    shown = {"title": title, "back": back, "form": form, "consents": rows, "reasons": WithdrawnBecause.choices}
    return render(request, "cms/press/consents.html", shown)


@require_POST
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Somebody took a consent back."""
    consent = _hers(request, uuid)
    try:
        reason = WithdrawnBecause(request.POST.get("reason", ""))
        actions.withdraw_consent(actor=request.user, consent=consent, reason=reason)  # type: ignore[arg-type]
    except ValueError:
        messages.error(request, _("Choose why the consent ends."))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The consent is taken back. What shows this person is not shown any more."))
    return redirect(_home_of(consent))


@require_safe
def consent_scan(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The signed paper."""
    consent = _hers(request, uuid)
    return serve(
        request,
        consent.scan,
        content_type="application/octet-stream",
        mark=consent.scan_sha256,
        download_as=f"consent-{consent.held_on}{PurePath(consent.scan.name or '').suffix}",
    )


@require_safe
def film_state(request: HttpRequest, media_id: int) -> HttpResponse:
    """How far a film is, for the page that asks every few seconds."""
    media = get_object_or_404(Media.objects.select_related("work"), pk=media_id)
    return render(request, "cms/press/film_state.html", {"media": media})


@require_POST
def try_film_again(request: HttpRequest, media_id: int) -> HttpResponse:
    """What could not be made ready is begun anew."""
    media = get_object_or_404(Media, pk=media_id)
    try:
        actions.try_again(actor=request.user, media=media)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("We are trying again."))
    return redirect("wagtailmedia:edit", media.pk)


def _hers(request: HttpRequest, uuid: UUID) -> MediaConsent:
    consent = get_object_or_404(MediaConsent.objects.select_related("agency", "media"), uuid=uuid)
    if not can_edit(request.user, consent.agency):  # type: ignore[arg-type]
        raise Http404
    return consent


def _home_of(consent: MediaConsent) -> str:
    if consent.media_id:
        return reverse("press:media_consents", args=[consent.media_id])
    page = Page.objects.filter(translation_key=consent.page_key).first()
    return reverse("press:page_consents", args=[page.pk]) if page else reverse("wagtailadmin_home")


def _kept(subject: Media | PressPage) -> list[MediaConsent]:
    given = MediaConsent.objects.select_related("who", "guardian", "withdrawn").order_by("-held_on", "-pk")
    if isinstance(subject, Media):
        return list(given.filter(media=subject))
    return list(given.filter(page_key=subject.translation_key))


def _row(consent: MediaConsent, today: date) -> ConsentRow:
    withdrawn = getattr(consent, "withdrawn", None)
    run_out = consent.valid_until is not None and consent.valid_until < today
    return ConsentRow(
        uuid=consent.uuid,
        name=consent.who.text if consent.who and consent.who.text else _("Name removed"),
        guardian=consent.guardian.text if consent.guardian else "",
        signed_on=consent.held_on,
        valid_until=consent.valid_until,
        in_force=withdrawn is None and not run_out,
        ended=_("taken back") if withdrawn else _("ended") if run_out else "",
    )
