"""From draft to page and down again: what two publishers of one agency do instead of a review step of Wagtail's."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.actions import publish_scheduled
from cms.models import AgencyPage, StandardPage
from ledger import clock
from people.models import Agency, Person, Profile
from people.words import Role
from tests.factories.cms import make_standard
from tests.factories.people import make_member


@pytest.fixture
def page(home: AgencyPage) -> StandardPage:
    return make_standard(home, "Opening hours", body="Call us on Mondays.")


def _as(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _form(body: str, **more: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": "Opening hours",
            "slug": "opening-hours",
            "lead": "",
            "body": streamfield([("text", rich_text(f"<p>{body}</p>"))]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
            **more,
        }
    )


def _hour(moment: datetime, zone: str) -> str:
    """As somebody there reads it on her clock."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def test_a_second_publisher_previews_a_draft_and_publishes_it(
    page: StandardPage, pat: Person, agency: Agency, client: Client
) -> None:
    first, second = _as(pat), _as(make_member("Mo Adeyemi", agency, Role.PUBLISHER))
    assert first.post(f"/cms/pages/{page.pk}/edit/", _form("Call us any day.")).status_code == 302
    assert "any day" not in client.get(page.url).text
    assert "any day" in second.get(f"/cms/pages/{page.pk}/view_draft/").text
    assert "any day" in second.get(f"/cms/pages/{page.pk}/revisions/compare/live...latest/").text
    second.post(f"/cms/pages/{page.pk}/edit/", _form("Call us any day.", **{"action-publish": "1"}))
    assert "any day" in client.get(page.url).text


def test_what_is_typed_is_previewed_before_it_is_saved(page: StandardPage, pat: Person) -> None:
    press = _as(pat)
    address = f"/cms/pages/{page.pk}/edit/preview/"
    assert press.post(address, _form("Call us at night.")).json()["is_valid"]
    assert "at night" in press.get(address).text
    page.refresh_from_db()
    assert not page.has_unpublished_changes


def test_a_page_goes_live_and_comes_down_at_its_hour_on_the_publishers_clock(
    page: StandardPage, pat: Person, client: Client
) -> None:
    page.unpublish()
    Profile.objects.filter(person=pat).update(time_zone="America/Phoenix")
    now, there = clock.now(), "America/Phoenix"
    opens, closes = now + timedelta(hours=2), now + timedelta(days=2)
    hours = {"go_live_at": _hour(opens, there), "expire_at": _hour(closes, there), "action-publish": "1"}
    assert _as(pat).post(f"/cms/pages/{page.pk}/edit/", _form("For two days.", **hours)).status_code == 302
    assert _found_at(now, client, page) == 404
    assert _found_at(opens + timedelta(minutes=5), client, page) == 200
    assert _found_at(closes + timedelta(minutes=5), client, page) == 404
    page.refresh_from_db()
    assert page.expired


def _found_at(moment: datetime, client: Client, page: StandardPage) -> int:
    with time_machine.travel(moment, tick=False):
        publish_scheduled()
        return client.get(page.url).status_code


def test_nobody_submits_a_page_for_moderation(page: StandardPage, pat: Person) -> None:
    """The door says so too, for every address of workflows (tests/cms/test_door.py)."""
    text = _as(pat).get(f"/cms/pages/{page.pk}/edit/").text
    assert "action-publish" in text
    assert "action-submit" not in text
