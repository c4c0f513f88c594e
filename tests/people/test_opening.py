from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from ledger import jobs
from people.models import Agency, Membership, Person


def _open(*words: str) -> str:
    out = StringIO()
    call_command("open_agency", *words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_an_agency_begins_with_the_invitation_of_its_first_admin():
    link = _open("Lake County Family Voices", "wren@example.org").split()[-1]
    jobs.sweep()
    assert link in mail.outbox[0].body
    said = {
        "name": "Wren Abara",
        "password": "four warm cups of tea",
        "contact_by": "phone",
        "language": "en",
        "time_zone": "America/Chicago",
    }
    answer = Client().post(link.removeprefix("http://localhost:8000"), said)
    assert answer.url == "/accounts/2fa/"
    wren = Person.objects.get(email="wren@example.org")
    membership = Membership.objects.get(person=wren)
    assert (membership.agency.slug, membership.role, membership.granted_by) == (
        "lake-county-family-voices",
        "admin",
        None,
    )


def test_a_short_name_that_is_taken_and_a_wrong_address_are_said_in_words(agency):
    with pytest.raises(CommandError, match="short name"):
        _open("Another Willow", "wren@example.org", "--slug", "willow")
    with pytest.raises(CommandError, match="not an e-mail"):
        _open("Lake County", "wren")
    assert Agency.objects.count() == 1


@pytest.mark.django_db
def test_an_agency_does_not_stand_where_the_house_has_an_address_of_its_own():
    with pytest.raises(CommandError, match="“check” is an address of the house's own"):
        _open("Check", "wren@example.org")
    assert not Agency.objects.filter(slug="check").exists()
