"""What the database itself refuses about consents, on both databases: one list of attacks, whoever asks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cms.actions import withdraw_consent
from cms.models import AgencyPage, MediaConsent, MediaConsentWithdrawn
from cms.words import WithdrawnBecause
from ledger.actions import record
from people.models import Agency, Person
from tests.factories.cms import make_consent, make_media, make_story, make_video_page


@pytest.fixture
def given(home: AgencyPage, pat: Person, agency: Agency) -> MediaConsent:
    return make_consent(pat, agency, make_media(agency, shows_people=True))


def _another(given: MediaConsent, **changed: Any) -> None:
    """The same consent once more, as somebody would write it past every form."""
    kept = ("agency", "media", "page_key", "who", "who_digest", "scan", "scan_sha256", "recorded_by", "held_on")
    record(MediaConsent(**{**{name: getattr(given, name) for name in kept}, **changed}))


def _withdraw(given: MediaConsent, **changed: Any) -> None:
    said = {
        "consent": given,
        "by": given.recorded_by,
        "reason": WithdrawnBecause.ASKED,
        "held_on": given.agency.today(),
    }
    record(MediaConsentWithdrawn(**{**said, **changed}))


def _twice(given: MediaConsent) -> None:
    _withdraw(given)
    _withdraw(given)


DAY = timedelta(days=1)
ATTACKS: dict[str, tuple[str, Callable[[MediaConsent], None]]] = {
    "taken back twice": ("consent_id|unique|UNIQUE", _twice),
    "taken back before it was given": (
        "withdrawal_after_the_consent",
        lambda given: _withdraw(given, held_on=given.held_on - DAY),
    ),
    "taken back next week": (
        "withdrawal_of_a_day_that_came",
        lambda given: _withdraw(given, held_on=given.agency.today() + 7 * DAY),
    ),
    "given next week": (
        "consent_of_a_day_that_came",
        lambda given: _another(given, held_on=given.agency.today() + 7 * DAY),
    ),
    "ends before it begins": (
        "consent_ends_after_it_starts",
        lambda given: _another(given, valid_until=given.held_on - DAY),
    ),
    "of a child without a guardian": ("consent_of_a_child_by_a_guardian", lambda given: _another(given, under_18=True)),
    "of nobody": ("consent_names_somebody", lambda given: _another(given, who=None, who_digest="")),
    "without its paper": ("consent_on_paper_with_scan", lambda given: _another(given, scan="", scan_sha256="")),
    "for a film and a page at once": (
        "consent_for_a_medium_or_a_page",
        lambda given: _another(given, page_key=uuid4()),
    ),
    "for nothing": ("consent_for_a_medium_or_a_page", lambda given: _another(given, media=None)),
    "renews that of something else": (
        "consent_renews_the_same",
        lambda given: _another(given, media=None, page_key=uuid4(), renews=given),
    ),
}


@pytest.mark.parametrize(("named", "attack"), ATTACKS.values(), ids=ATTACKS.keys())
def test_it_is_refused(given: MediaConsent, named: str, attack: Callable[[MediaConsent], None]) -> None:
    with pytest.raises(IntegrityError, match=named), transaction.atomic():
        attack(given)


def test_what_is_in_order_is_kept(given: MediaConsent) -> None:
    _another(given, renews=given, valid_until=given.agency.today())
    _withdraw(given, held_on=given.held_on)
    assert (MediaConsent.objects.count(), MediaConsentWithdrawn.objects.count()) == (2, 1)


@pytest.fixture(params=["story", "film"])
def shown(request: pytest.FixtureRequest, home: AgencyPage) -> tuple[Any, Any]:
    """A page that shows people and is not live, and what the consent is about."""
    if request.param == "story":
        story = make_story(home)
        return story, story
    film = make_media(home.agency, shows_people=True)
    return make_video_page(home, film, live=False), film


def _put_live(page: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", [True, page.pk])


def test_nobody_is_shown_before_she_consents_nor_after_she_takes_it_back(
    shown: tuple[Any, Any], pat: Person, agency: Agency
) -> None:
    page, about = shown
    with pytest.raises(IntegrityError, match="shown_with_consent"):
        _put_live(page)
    consent = make_consent(pat, agency, about)
    _put_live(page)
    page.refresh_from_db()
    page.unpublish()
    withdraw_consent(actor=pat, consent=consent, reason=WithdrawnBecause.ASKED)
    with pytest.raises(IntegrityError, match="shown_with_consent"):
        _put_live(page)
    with pytest.raises(ValidationError):
        page.save_revision().publish()
