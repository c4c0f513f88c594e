"""Two people press at the same moment: one of them gets words, and nothing is ever half true."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from ledger.refusals import Refused
from people.actions import Details, end_role, grant_role, invite, join
from people.models import Agency, Membership, Person
from people.words import Role
from tests.factories.people import make_agency, make_member

ROUNDS = 10


def _at_once(*acts: Callable[[], object]) -> list[str]:
    """Run each in a thread of its own, starting together. Answers "done" or the refusal's code, sorted."""
    start, answers = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
            answers.append("done")
        except Refused as refused:
            answers.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


@pytest.fixture
def open_house(fresh_database: None) -> Agency:
    return make_agency("Willow County Parent to Parent", slug="willow")


def test_two_admins_who_end_each_other_leave_one(open_house):
    agency = open_house
    for number in range(ROUNDS):
        one, two = (make_member(f"Admin {number}-{side}", agency, Role.ADMIN) for side in "ab")
        Membership.objects.filter(agency=agency, role=Role.ADMIN).exclude(person__in=[one, two]).filter(
            ends_on=None
        ).update(ends_on=agency.today())
        of_one, of_two = Membership.objects.get(person=one), Membership.objects.get(person=two)
        _at_once(
            lambda one=one, of_two=of_two: end_role(actor=one, membership=of_two, last_day=agency.today()),
            lambda two=two, of_one=of_one: end_role(actor=two, membership=of_one, last_day=agency.today()),
        )
        assert Membership.objects.filter(agency=agency, role=Role.ADMIN, ends_on=None).count() == 1


def test_a_role_given_twice_at_once_is_held_once(open_house):
    agency = open_house
    cleo, ada = make_member("Cleo Grant", agency, Role.COORDINATOR), make_member("Ada Whitfield", agency, Role.ADMIN)
    for number in range(ROUNDS):
        ana = make_member(f"Ana {number}", agency, Role.VOLUNTEER)
        answers = _at_once(
            *(
                lambda actor=actor, ana=ana: grant_role(actor=actor, person=ana, agency=agency, role=Role.FACILITATOR)
                for actor in (cleo, ada)
            )
        )
        assert answers == ["done", "membership_no_overlap"]
        assert Membership.objects.filter(person=ana, role=Role.FACILITATOR).count() == 1


def test_an_invitation_opened_in_two_windows_makes_one_person(open_house):
    agency = open_house
    cleo = make_member("Cleo Grant", agency, Role.COORDINATOR)
    for number in range(ROUNDS):
        asked = invite(actor=cleo, agency=agency, email=f"n{number}@example.org", role=Role.VOLUNTEER)
        answers = _at_once(
            *(
                lambda asked=asked, name=name: join(
                    invitation=asked, details=Details(name=name), password="four warm cups"
                )
                for name in ("Nora", "Other")
            )
        )
        assert answers.count("done") == 1
        assert Person.objects.filter(email=f"n{number}@example.org").count() == 1
