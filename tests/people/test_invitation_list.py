"""The list of invitations: searched, filtered, counted, saved; and of each coordinator only what is hers to see."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from ledger import clock
from people.actions import invite, withdraw
from people.models import Agency, Invitation, Person
from people.words import Role

PAGE = "/agency/willow/invitations/"


@pytest.fixture
def asked(agency: Agency, cleo: Person, ada: Person) -> dict[str, Invitation]:
    """Dana waits, Eve's was taken back, Finn's ran out, Gia is asked by the admin to publish."""

    def ask(name: str, role: Role = Role.VOLUNTEER, actor: Person = cleo) -> Invitation:
        email = f"{name.split()[0].lower()}@example.org"
        return invite(actor=actor, agency=agency, email=email, role=role, name=name, mail=False)

    with clock.pretend(clock.now() - timedelta(days=60)):
        finn = ask("Finn Ito")
    made = {"dana": ask("Dana Roy"), "eve": ask("Eve Moss"), "gia": ask("Gia Park", Role.PUBLISHER, ada), "finn": finn}
    withdraw(actor=cleo, invitation=made["eve"])
    return made


def names(page) -> set[str]:
    return {invitation.name for invitation in page.context["page"]}


def test_the_list_is_searched_and_filtered(signed_in, asked, ada) -> None:
    browser = signed_in(ada)
    assert names(browser.get(PAGE)) == {"Dana Roy", "Eve Moss", "Finn Ito", "Gia Park"}
    assert names(browser.get(PAGE, {"q": "dana@ roy"})) == {"Dana Roy"}
    assert names(browser.get(PAGE, {"state": "open"})) == {"Dana Roy", "Gia Park"}
    assert names(browser.get(PAGE, {"state": "expired"})) == {"Finn Ito"}
    assert names(browser.get(PAGE, {"state": "withdrawn"})) == {"Eve Moss"}
    assert names(browser.get(PAGE, {"role": "publisher"})) == {"Gia Park"}
    assert len(names(browser.get(PAGE, {"role": "nonsense", "state": "nonsense"}))) == 4


def test_it_says_what_it_counts_and_what_to_do_when_nothing_is_found(signed_in, asked, cleo) -> None:
    browser = signed_in(cleo)
    assert "3 invitations" in browser.get(PAGE).content.decode()
    assert "1 invitation<" in browser.get(PAGE, {"q": "dana"}).content.decode()
    nothing = browser.get(PAGE, {"q": "zzz"}).content.decode()
    assert "No invitation found" in nothing and "Show all invitations" in nothing


def test_it_is_saved_as_it_is_filtered(signed_in, asked, cleo) -> None:
    browser = signed_in(cleo)
    assert f"{PAGE}invitations.csv?state=open" in browser.get(PAGE, {"state": "open"}).content.decode()
    saved = browser.get(f"{PAGE}invitations.csv", {"state": "open"}).content.decode("utf-8-sig").splitlines()
    assert saved[0] == "Name,E-mail,Role,Sent,Stands until,Where it stands"
    assert [line.split(",")[0] for line in saved[1:]] == ["Dana Roy"]
    sheet = load_workbook(io.BytesIO(browser.get(f"{PAGE}invitations.xlsx").content)).active
    assert sheet.max_row == 4
    assert browser.get(f"{PAGE}invitations.pdf").status_code == 404


def test_a_coordinator_sees_and_saves_only_invitations_that_are_hers_to_give(signed_in, asked, cleo, stan) -> None:
    assert "Gia Park" not in names(signed_in(cleo).get(PAGE))
    assert "Gia" not in signed_in(cleo).get(f"{PAGE}invitations.csv").content.decode()
    for path in (PAGE, f"{PAGE}invitations.csv"):
        assert signed_in(stan).get(path).status_code == 404


def test_the_saved_list_holds_no_link(signed_in, asked, cleo) -> None:
    assert str(asked["dana"].uuid.hex) not in signed_in(cleo).get(f"{PAGE}invitations.csv").content.decode()


def test_three_invitations_ask_as_much_as_one(signed_in, agency, cleo, questions) -> None:
    browser = signed_in(cleo)

    def ask(number: int) -> None:
        invite(actor=cleo, agency=agency, email=f"n{number}@example.org", role=Role.VOLUNTEER, mail=False)

    ask(1)
    for path in (PAGE, f"{PAGE}invitations.csv"):
        one = questions(lambda path=path: browser.get(path))
        for number in range(2, 4):
            ask(number * 10 + len(path))
        assert questions(lambda path=path: browser.get(path)) == one <= 10
