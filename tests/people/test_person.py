"""A person at an agency: written down, changed, mourned, forgotten."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from ledger.refusals import Refused
from people.actions import (
    Details,
    add_person,
    edit_details,
    enter_paper,
    erase_person,
    invite,
    notify,
    say_died,
    say_here,
)
from people.models import AgreementSigned, Invitation, Membership, Notice, Person, Profile
from people.queries import export_of, knows_contacts
from people.words import PersonState, Role
from tests.factories.people import make_agreement, make_membership, make_signature

DETAILS = {
    "name": "Tom Baker",
    "preferred_name": "",
    "phone": "(555) 010-0199",
    "contact_email": "shared@example.org",
    "contact_by": "phone",
    "language": "en",
    "time_zone": "America/Denver",
}
NEW = DETAILS | {"role": "volunteer", "starts_on": ""}


def _details(**changed: str) -> Details:
    return Details(**(DETAILS | changed))


def _gone(person: Person, agency: object) -> None:
    Membership.objects.filter(person=person).update(ends_on=agency.today() - timedelta(days=1))


# Writing somebody down


def test_somebody_without_a_sign_in_is_written_down_through_the_page(cleo, agency, signed_in):
    since = agency.today() - timedelta(days=700)
    answer = signed_in(cleo).post("/agency/willow/people/new/", NEW | {"starts_on": since.isoformat()})
    tom = Person.objects.get(profile__name="Tom Baker")
    assert answer.url == f"/agency/willow/people/{tom.uuid}/"
    assert tom.email is None
    assert not tom.has_usable_password()
    membership = tom.memberships.get()
    assert (membership.role, membership.starts_on, membership.granted_by) == ("volunteer", since, cleo)


def test_two_may_share_an_e_mail_and_a_phone(cleo, agency):
    tom = add_person(actor=cleo, agency=agency, details=_details())
    rosa = add_person(actor=cleo, agency=agency, details=_details(name="Rosa Baker"))
    assert tom.profile.contact_email == rosa.profile.contact_email
    assert tom.profile.phone == rosa.profile.phone


def test_a_second_one_of_the_same_name_is_asked_about_once(cleo, ana, agency, signed_in):
    browser = signed_in(cleo)
    page = browser.post("/agency/willow/people/new/", NEW | {"name": "ana  REYES"}).content.decode()
    assert "Somebody of this name is here already" in page
    assert 'type="checkbox" name="another_of_that_name"' in page.replace("\n", " ")
    assert "(555) 010-0199" in page
    browser.post("/agency/willow/people/new/", NEW | {"name": "Ana Reyes", "another_of_that_name": "on"})
    assert Profile.objects.filter(name="Ana Reyes").count() == 2


def test_a_body_writes_nobody_down_with_a_role_above_or_a_sign_in(cleo, agency, signed_in):
    browser = signed_in(cleo)
    for role in ("admin", "coordinator", "publisher"):
        assert "look at this again" in browser.post("/agency/willow/people/new/", NEW | {"role": role}).content.decode()
    browser.post(
        "/agency/willow/people/new/", NEW | {"email": "x@example.org", "is_superuser": "1", "password": "x" * 12}
    )
    tom = Person.objects.get(profile__name="Tom Baker")
    assert (tom.email, tom.is_superuser, tom.has_usable_password()) == (None, False, False)


# Changing


def test_a_coordinator_changes_contacts_of_her_people(cleo, ana, agency, signed_in):
    signed_in(cleo).post(f"/agency/willow/people/{ana.uuid}/edit/", DETAILS | {"name": "Ana Reyes-Stone"})
    ana.profile.refresh_from_db()
    assert ana.profile.name == "Ana Reyes-Stone"
    ana.refresh_from_db()
    assert ana.email == "ana.reyes@example.org"


def test_nobody_else_changes_them(ana, bea, stan, pat, agency, other_agency):
    for actor in (bea, stan, pat):
        for place in (agency, other_agency, None):
            with pytest.raises(Refused):
                edit_details(actor=actor, person=ana, details=_details(), agency=place)


def test_contacts_are_hers_again_when_she_has_left(cleo, ana, agency, signed_in):
    _gone(ana, agency)
    assert not knows_contacts(agency, ana)
    browser = signed_in(cleo)
    page = browser.get(f"/agency/willow/people/{ana.uuid}/").content.decode()
    assert "Ana Reyes" in page
    assert "(555) 010-0111" not in page
    assert "ana.reyes@example.org" not in page
    assert browser.get(f"/agency/willow/people/{ana.uuid}/edit/").status_code == 404
    gone = browser.get("/agency/willow/people/people.csv?state=gone").content.decode()
    assert "Ana Reyes" in gone
    assert "010-0111" not in gone
    assert "Ana Reyes" not in browser.get("/agency/willow/people/?state=gone&q=010-0111").content.decode()


def test_somebody_of_another_agency_does_not_exist_here(cleo, stan, ana, signed_in):
    assert signed_in(cleo).get(f"/agency/willow/people/{stan.uuid}/").status_code == 404
    assert signed_in(stan).get(f"/agency/willow/people/{ana.uuid}/").status_code == 404
    assert signed_in(stan).get(f"/agency/harbor/people/{ana.uuid}/").status_code == 404


def test_two_agencies_of_one_coordinator_do_not_mix(cleo, ana, other_agency, signed_in):
    make_membership(cleo, other_agency, Role.COORDINATOR)
    browser = signed_in(cleo)
    assert browser.get(f"/agency/willow/people/{ana.uuid}/").status_code == 200
    assert browser.get(f"/agency/harbor/people/{ana.uuid}/").status_code == 404


# A death


def test_a_death_closes_the_sign_in_and_can_be_undone(cleo, ana, agency, signed_in):
    hers = signed_in(ana)
    browser, page = signed_in(cleo), f"/agency/willow/people/{ana.uuid}/died/"
    assert "has died?" in browser.get(page).content.decode()
    browser.post(page)
    ana.refresh_from_db()
    assert ana.state == PersonState.DIED
    assert hers.get("/me/").status_code == 302
    assert "Ana Reyes" not in browser.get("/agency/willow/people/").content.decode()
    assert "Ana Reyes" in browser.get("/agency/willow/people/?state=died").content.decode()
    browser.post(page)
    ana.refresh_from_db()
    assert (ana.state, ana.is_active) == (PersonState.HERE, True)


def test_nobody_is_shut_out_from_below_or_from_elsewhere(cleo, ada, stan, ana, bea, agency, other_agency):
    for actor in (bea, stan, ana):
        with pytest.raises(Refused):
            say_died(actor=actor, person=ana, agency=agency)
    with pytest.raises(Refused):
        say_died(actor=cleo, person=ada, agency=agency)
    make_membership(stan, agency, Role.VOLUNTEER)
    with pytest.raises(Refused, match="another agency"):
        say_died(actor=cleo, person=stan, agency=agency)
    with pytest.raises(Refused, match="changed already"):
        say_here(actor=cleo, person=ana, agency=agency)


# Being forgotten


def test_erasing_blanks_the_person_and_keeps_the_facts(ada, cleo, ana, agency, django_capture_on_commit_callbacks):
    agreement = make_agreement(agency)
    other = make_agreement(agency, "Role agreement")
    make_signature(ana, agreement)
    pdf = SimpleUploadedFile("a.pdf", b"%PDF-1.4 Ana Reyes")
    paper = enter_paper(actor=cleo, person=ana, version=other.versions.get(), signed_on=agency.today(), scan=pdf)
    invite(actor=cleo, agency=agency, email="ana.reyes@example.org", role=Role.FACILITATOR, name="Ana Reyes")
    notify(person=cleo, agency=agency, kind="people-test", key="1", about={"who": "Ana Reyes"})
    to_end_later = make_membership(ana, agency, Role.FACILITATOR)
    Membership.objects.filter(pk=to_end_later.pk).update(ends_on=agency.today() + timedelta(days=9), ended_by=ada)
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(actor=ada, person=ana, agency=agency)
    ana.refresh_from_db()
    profile = Profile.objects.get(person=ana)
    assert (ana.email, ana.state, ana.is_active, ana.has_usable_password()) == (None, "erased", False, False)
    assert (profile.name, profile.preferred_name, profile.contact_email, profile.phone) == ("", "", "", "")
    assert str(Person.objects.get(pk=ana.pk)) == "Name removed"
    assert not EmailAddress.objects.filter(user=ana).exists()
    assert not Authenticator.objects.filter(user=ana).exists()
    assert not Notice.objects.filter(key="1").exists()
    assert not Invitation.objects.exclude(email="", name="").exists()
    assert not Membership.objects.filter(person=ana).on(agency.today()).exists()
    assert AgreementSigned.objects.filter(person=ana).count() == 2
    assert not default_storage.exists(paper.scan.name)
    call_command("verify_ledger", verbosity=0)


def test_a_scan_that_was_removed_with_the_name_leads_nowhere(
    ada, cleo, ana, agency, signed_in, django_capture_on_commit_callbacks
):
    version = make_agreement(agency).versions.get()
    pdf = SimpleUploadedFile("a.pdf", b"%PDF-1.4")
    paper = enter_paper(actor=cleo, person=ana, version=version, signed_on=agency.today(), scan=pdf)
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(actor=ada, person=ana, agency=agency)
    assert signed_in(cleo).get(f"/papers/{paper.uuid}/").status_code == 404


def test_only_an_admin_erases_and_never_an_admin_herself_or_somebody_who_is_elsewhere_too(
    ada, cleo, ana, stan, agency, other_agency
):
    for actor in (cleo, ana, stan):
        with pytest.raises(Refused):
            erase_person(actor=actor, person=ana, agency=agency)
    with pytest.raises(Refused):
        erase_person(actor=ada, person=ada, agency=agency)
    with pytest.raises(Refused, match="never belonged"):
        erase_person(actor=ada, person=stan, agency=agency)
    make_membership(ana, other_agency, Role.VOLUNTEER)
    with pytest.raises(Refused, match="another agency"):
        erase_person(actor=ada, person=ana, agency=agency)


def test_the_name_is_typed_once_more(ada, ana, signed_in):
    browser, page = signed_in(ada), f"/agency/willow/people/{ana.uuid}/remove-name/"
    assert "not the name above" in browser.post(page, {"name": "Somebody"}).content.decode()
    ana.refresh_from_db()
    assert ana.state == PersonState.HERE
    assert browser.post(page, {"name": "ana reyes"}).url == "/agency/willow/people/"
    ana.refresh_from_db()
    assert ana.state == PersonState.ERASED


def test_a_coordinator_finds_no_page_to_erase(cleo, ana, signed_in):
    assert (
        signed_in(cleo).post(f"/agency/willow/people/{ana.uuid}/remove-name/", {"name": "Ana Reyes"}).status_code == 404
    )


# A copy of everything


def test_the_copy_holds_what_is_about_her_and_no_secret(ana, bea, agency, signed_in):
    make_signature(ana, make_agreement(agency))
    make_signature(bea, make_agreement(agency, "Another"))
    copy = json.loads(signed_in(ana).get("/me/copy/").content)
    assert copy["person"]["email"] == "ana.reyes@example.org"
    assert copy["about_you"]["people.Profile"][0]["phone"] == "(555) 010-0111"
    assert len(copy["about_you"]["people.AgreementSigned"]) == 1
    assert copy["you_did"] == {"people.AgreementSigned.entered_by": 1}
    assert "password" not in json.dumps(copy)


def test_the_copy_keeps_the_secret_of_the_second_step(cleo):
    said = json.dumps(export_of(cleo), default=str)
    assert "mfa.Authenticator" in said
    assert "JBSWY3DP" not in said
