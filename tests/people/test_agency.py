"""What an agency says about itself: its admin's to set."""

import pytest

from ledger.refusals import Refused
from people.actions import set_agency
from people.models import Agency

PATH = "/agency/willow/settings/"


def _said(**changed: object) -> dict[str, object]:
    return {
        "name": "Willow County Parent to Parent",
        "role_word": "Parent Friend",
        "role_word_plural": "Parent Friends",
        "time_zone": "America/Denver",
        "language": "en",
        "phone": "(555) 010-0123",
        "email": "hello@example.org",
        "hours": "Weekdays",
        "crisis_name": "988 Suicide & Crisis Lifeline",
        "crisis_number": "988",
        "late_after_days": 45,
    } | changed


def test_the_admin_sets_words_numbers_and_hours(ada, agency, signed_in):
    browser = signed_in(ada)
    assert browser.post(PATH, _said()).url == PATH
    agency.refresh_from_db()
    assert (agency.role_word, agency.phone, agency.late_after_days) == ("Parent Friend", "(555) 010-0123", 45)
    assert 'value="Parent Friend"' in browser.get(PATH).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "required"),
        ("time_zone", "Mars/Olympus", "valid choice"),
        ("phone", "call me", "number one can call"),
        ("crisis_number", "", "required"),
        ("late_after_days", 0, "greater than or equal to 1"),
        ("late_after_days", 9999, "less than or equal to 365"),
        ("email", "x@", "valid email"),
    ],
)
def test_what_is_wrong_is_said_and_kept(ada, agency, signed_in, field, value, words):
    page = signed_in(ada).post(PATH, _said(hours="By the kettle") | {field: value}).content.decode()
    assert words in page
    assert "By the kettle" in page
    agency.refresh_from_db()
    assert agency.hours == "Mon–Fri, 9 to 5"


def test_a_body_sets_neither_slug_nor_parent(ada, agency, other_agency, signed_in):
    signed_in(ada).post(PATH, _said(slug="stolen", parent=other_agency.pk, uuid="0" * 32, id=other_agency.pk))
    agency.refresh_from_db()
    assert (agency.slug, agency.parent, agency.role_word) == ("willow", None, "Parent Friend")
    other_agency.refresh_from_db()
    assert other_agency.role_word == "Parent Ally"
    with pytest.raises(TypeError):
        set_agency(actor=ada, agency=agency, slug="stolen")


def test_nobody_else_sets_it(ana, bea, cleo, pat, stan, agency, signed_in):
    for person in (ana, bea, cleo, pat, stan):
        assert signed_in(person).post(PATH, _said()).status_code == 404
        with pytest.raises(Refused):
            set_agency(actor=person, agency=agency, name="x")
    assert Agency.objects.get(pk=agency.pk).role_word == "Support Parent"
