"""A form that comes when nobody is signed in any more, or with a key that is too old: what was typed is not lost.

What may be a draft becomes one, and waits in the form. What is hers alone is given back in a page that only her browser holds.
"""

from urllib.parse import urlsplit
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import csrf

from ledger.refusals import Refused
from people.actions.draft import keep_unsent
from people.open_form import PROOF, OpenForm, grown_from_in, hand_in, sent_here, words_in, writer_of

# What is longer, or has a space in it, is shown as words; the rest goes along unseen.
LONG = 40


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """She signs in and comes back, and what she sent waits for her."""
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    came = sent_here(request)
    if came and came.hers_alone:
        return _held(request, came, status=401)
    if came:
        keep_for_later(request, came)
    return _go_to(
        request, redirect_to_login(came.page if came else _where_she_was(request, request.get_full_path())).url
    )


def wait_for_her(request: HttpRequest) -> str:
    """Before she is led elsewhere first (to show her second key): keep what she sent, and say where to come back to."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came = sent_here(request)
    if came is None or came.person != request.user.pk:
        return _where_she_was(request, reverse("home"))
    keep_for_later(request, came)
    return came.page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A form came with a key that is not good any more: she signed in again meanwhile, or her session has ended."""
    came = sent_here(request)
    if came is None:
        return csrf.csrf_failure(request, reason)
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    if came.hers_alone:
        return _held(request, came, status=403)
    keep_for_later(request, came)
    if request.user.pk != came.person:
        return csrf.csrf_failure(request, reason)
    messages.info(
        request, _("This page had waited a little too long. Your words are here. Please send them once more.")
    )
    return _go_to(request, came.page)


def keep_for_later(request: HttpRequest, came: OpenForm) -> None:
    """What could not be taken is a draft of hers, unless it is hers alone, or more than a draft may hold."""
    writer = writer_of(request, came)
    if came.hers_alone or writer is None:
        return
    hand, words, grown_from = hand_in(request) or uuid4(), words_in(request.POST), grown_from_in(request)
    try:
        keep_unsent(actor=writer, form=came.form, hand=hand, typed=words, grown_from=grown_from)
    except Refused:  # the page before still holds it: Back leads there
        return


def _held(request: HttpRequest, came: OpenForm, *, status: int) -> HttpResponse:
    """Her words in a page, to be sent again from there. Nothing of them is kept here."""
    fields = [
        (name, said)
        for name in request.POST
        for said in request.POST.getlist(name)
        if name not in (PROOF, "csrfmiddlewaretoken")
    ]
    context = {
        "form": came.form,
        "proof": came.proof,
        "words": [pair for pair in fields if _is_words(pair[1])],
        "unseen": [pair for pair in fields if not _is_words(pair[1])],
        "signed_in": request.user.is_authenticated,
        "another": request.user.is_authenticated and request.user.pk != came.person,
    }
    response = render(request, "people/held.html", context, status=status)
    add_never_cache_headers(response)
    return response


def _is_words(said: str) -> bool:
    return len(said) > LONG or len(said.split()) > 1


def _go_to(request: HttpRequest, url: str) -> HttpResponseBase:
    """A script that asked for a part of a page is told to leave the page: it would put the sign-in into it."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


def _where_she_was(request: HttpRequest, otherwise: str) -> str:
    """The page she pressed on: what a form is sent to cannot always be looked at."""
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure()):
        return otherwise
    page = urlsplit(came)
    return f"{page.path}{f'?{page.query}' if page.query else ''}"
