"""Invitations: by a link that works once."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.signing import Signer
from django.test import Client

from ledger import clock, jobs
from ledger.refusals import Refused
from people.actions import Details, accept_role, add_person, end_role, invite, join, say_died, send_again, withdraw
from people.models import Agency, Invitation, Membership, Person
from people.queries import link_to
from people.words import InvitationState, Role
from tests.factories.people import make_member, make_membership, make_person

NEW = {
    "name": "Nora Quist",
    "preferred_name": "",
    "phone": "",
    "contact_by": "phone",
    "language": "en",
    "time_zone": "America/Denver",
    "password": "four warm cups of tea",
}


@pytest.fixture
def invitation(cleo: Person, agency: Agency) -> Invitation:
    return invite(actor=cleo, agency=agency, email="Nora@Example.org ", role=Role.VOLUNTEER, name="Nora Quist")


def _path(invitation: Invitation) -> str:
    return link_to(invitation).removeprefix("http://localhost:8000")


def _roles(person: Person) -> list[tuple[str, str]]:
    return [(m.agency.slug, m.role) for m in person.memberships.order_by("pk")]


# Sending


def test_the_mail_is_sent_by_a_job_once_and_says_neither_role_nor_agency_in_its_subject(invitation):
    assert jobs.sweep() == 1
    assert jobs.sweep() == 0
    (letter,) = mail.outbox
    assert letter.to == ["nora@example.org"]
    assert letter.subject == "An invitation for you"
    assert link_to(invitation) in letter.body
    assert "18 and older" in letter.body
    invitation.refresh_from_db()
    assert invitation.mailed_at


def test_names_in_a_letter_stand_as_they_are(cleo, agency):
    Agency.objects.filter(pk=agency.pk).update(name="O'Brien & Daughters")
    agency.refresh_from_db()
    invite(actor=cleo, agency=agency, email="x@example.org", role=Role.VOLUNTEER, name="D'Arcy")
    jobs.sweep()
    assert "Hello D'Arcy," in mail.outbox[0].body
    assert "O'Brien & Daughters" in mail.outbox[0].body


def test_sending_again_is_another_mail_with_the_same_link_and_two_more_weeks(cleo, invitation):
    link = link_to(invitation)
    with clock.pretend(clock.now() + timedelta(days=20)):
        assert invitation.state == InvitationState.EXPIRED
        again = send_again(actor=cleo, invitation=invitation)
        assert again.state == InvitationState.OPEN
        assert link_to(again) == link
        jobs.sweep()
    assert len(mail.outbox) == 1  # the first sending was overtaken by the second


def test_one_that_was_taken_back_is_not_mailed(cleo, invitation):
    withdraw(actor=cleo, invitation=invitation)
    jobs.sweep()
    assert mail.outbox == []
    with pytest.raises(Refused, match="meanwhile"):
        send_again(actor=cleo, invitation=invitation)


def test_nothing_is_sent_to_somebody_who_died_meanwhile(cleo, agency):
    tom = add_person(actor=cleo, agency=agency, details=Details(name="Tom Baker"))
    invite(actor=cleo, agency=agency, email="tom@example.org", role=Role.VOLUNTEER, person=tom)
    say_died(actor=cleo, person=tom, agency=agency)
    jobs.sweep()
    assert mail.outbox == []


def test_the_same_address_is_not_invited_twice_to_a_role(cleo, agency, invitation):
    with pytest.raises(Refused, match="send it again") as refused:
        invite(actor=cleo, agency=agency, email="nora@example.org", role=Role.VOLUNTEER)
    assert refused.value.field == "email"


def test_a_coordinator_invites_downward_only(cleo, agency):
    for role in (Role.ADMIN, Role.COORDINATOR, Role.PUBLISHER):
        with pytest.raises(Refused):
            invite(actor=cleo, agency=agency, email="up@example.org", role=role)


def test_strangers_and_volunteers_invite_nobody(ana, bea, stan, pat, agency):
    for actor in (ana, bea, stan, pat):
        with pytest.raises(Refused):
            invite(actor=actor, agency=agency, email="x@example.org", role=Role.VOLUNTEER)
    assert Invitation.objects.count() == 0


def test_nobody_invites_herself_to_more(ada, agency):
    with pytest.raises(Refused, match="themselves"):
        invite(actor=ada, agency=agency, email="ada.whitfield@example.org", role=Role.COORDINATOR)


def test_somebody_who_has_the_role_is_not_invited_to_it(cleo, ana, agency):
    with pytest.raises(Refused, match="this role already"):
        invite(actor=cleo, agency=agency, email="ana.reyes@example.org", role=Role.VOLUNTEER)


def test_a_persons_record_is_not_given_to_the_address_of_somebody_else(cleo, ana, agency):
    tom = add_person(actor=cleo, agency=agency, details=Details(name="Tom Baker"))
    with pytest.raises(Refused, match="signs in with this address"):
        invite(actor=cleo, agency=agency, email="ana.reyes@example.org", role=Role.VOLUNTEER, person=tom)


def test_a_person_of_another_agency_is_not_taken_over(cleo, agency, other_agency, stan):
    theirs = make_person("Vera Moss", sign_in=False)
    make_membership(theirs, other_agency, Role.VOLUNTEER)
    with pytest.raises(Refused, match="does not belong"):
        invite(actor=cleo, agency=agency, email="vera@example.org", role=Role.VOLUNTEER, person=theirs)


# Joining


def test_somebody_new_joins_through_the_page_and_is_signed_in(invitation):
    browser = Client()
    page = browser.get(_path(invitation)).content.decode()
    assert "Willow County Parent to Parent invites you" in page
    assert "18 or older" in page
    answer = browser.post(_path(invitation), NEW)
    assert (answer.status_code, answer.url) == (302, "/home/")
    nora = Person.objects.get(email="nora@example.org")
    assert nora.profile.name == "Nora Quist"
    assert nora.profile.time_zone == "America/Denver"
    assert nora.check_password("four warm cups of tea")
    assert _roles(nora) == [("willow", "volunteer")]
    assert EmailAddress.objects.get(user=nora).verified
    assert browser.get("/me/").status_code == 200


def test_a_new_staff_member_is_led_to_the_second_step(ada, agency):
    invitation = invite(actor=ada, agency=agency, email="nora@example.org", role=Role.COORDINATOR)
    assert Client().post(_path(invitation), NEW).url == "/accounts/2fa/"


def test_a_weak_password_is_answered_in_words_and_what_was_typed_is_kept(invitation):
    answer = Client().post(_path(invitation), NEW | {"password": "1234", "phone": "(555) 010-0177"})
    page = answer.content.decode()
    assert "too short" in page
    assert "(555) 010-0177" in page
    assert not Person.objects.filter(email="nora@example.org").exists()


def test_no_field_of_the_form_sets_role_agency_or_address(invitation, other_agency):
    Client().post(
        _path(invitation),
        NEW
        | {
            "role": "admin",
            "agency": other_agency.pk,
            "email": "evil@example.org",
            "is_superuser": "on",
            "is_staff": "on",
            "person": 1,
        },
    )
    nora = Person.objects.get(email="nora@example.org")
    assert _roles(nora) == [("willow", "volunteer")]
    assert not (nora.is_superuser or nora.is_staff)


def test_whoever_was_entered_already_is_taken_over_not_doubled(cleo, agency):
    before = agency.today() - timedelta(days=100)
    details = Details(name="Tom Baker", contact_email="shared@example.org", phone="(555) 010-0199")
    tom = add_person(actor=cleo, agency=agency, details=details, starts_on=before)
    invitation = invite(actor=cleo, agency=agency, email="tom@example.org", role=Role.VOLUNTEER, person=tom)
    people = Person.objects.count()
    page = Client().get(_path(invitation)).content.decode()
    assert 'value="Tom Baker"' in page
    assert 'value="(555) 010-0199"' in page
    Client().post(_path(invitation), NEW | {"name": "Thomas Baker"})
    tom.refresh_from_db()
    assert Person.objects.count() == people
    assert tom.email == "tom@example.org"
    assert tom.profile.name == "Thomas Baker"
    assert tom.profile.contact_email == "shared@example.org"
    assert [m.starts_on for m in tom.memberships.all()] == [before]


def test_somebody_with_a_sign_in_signs_in_first_and_then_the_role_is_added(cleo, bea, agency, signed_in):
    invitation = invite(actor=cleo, agency=agency, email="bea.olsen@example.org", role=Role.FACILITATOR)
    page = Client().get(_path(invitation)).content.decode()
    assert f"/accounts/login/?next={_path(invitation)}" in page
    browser = signed_in(bea)
    assert "Yes, I take part" in browser.get(_path(invitation)).content.decode()
    assert _roles(bea) == [("willow", "supervisor")]
    assert browser.post(_path(invitation)).url == "/home/"
    assert _roles(bea) == [("willow", "supervisor"), ("willow", "facilitator")]


def test_an_address_somebody_confirmed_as_a_second_one_is_hers_too(cleo, bea, agency, signed_in):
    EmailAddress.objects.create(user=bea, email="bea@home.example", verified=True)
    invitation = invite(actor=cleo, agency=agency, email="bea@home.example", role=Role.FACILITATOR)
    signed_in(bea).post(_path(invitation))
    assert ("willow", "facilitator") in _roles(bea)


# Links that do not work say so in words


def test_a_link_works_once(invitation):
    Client().post(_path(invitation), NEW)
    answer = Client().get(_path(invitation))
    assert answer.status_code == 410
    assert "accepted already" in answer.content.decode()
    people = Person.objects.count()
    Client().post(_path(invitation), NEW | {"name": "Somebody Else"})
    assert Person.objects.count() == people


def test_two_at_the_same_moment_are_one(invitation):
    stale = Invitation.objects.get(pk=invitation.pk)
    join(invitation=invitation, details=Details(name="Nora"), password="four warm cups")
    with pytest.raises(Refused):
        join(invitation=stale, details=Details(name="Other"), password="four cold cups")
    assert Person.objects.get(email="nora@example.org").profile.name == "Nora"


def test_one_that_ran_out_says_so_and_changes_nothing(invitation):
    with clock.pretend(clock.now() + timedelta(days=15)):
        answer = Client().post(_path(invitation), NEW)
    assert answer.status_code == 410
    assert "has run out" in answer.content.decode()
    assert not Person.objects.filter(email="nora@example.org").exists()


def test_one_that_was_taken_back_says_so(cleo, invitation):
    withdraw(actor=cleo, invitation=invitation)
    answer = Client().get(_path(invitation))
    assert answer.status_code == 410
    assert "taken back" in answer.content.decode()


def _another_first(token: str) -> str:
    """The token of somebody else: a first character that is not hers, whatever hers is."""
    return ("1" if token[0] == "0" else "0") + token[1:]


@pytest.mark.parametrize("change", [lambda t: t[:-1], _another_first, lambda t: "nonsense", lambda t: t + "x"])
def test_a_forged_link_leads_nowhere_in_words(invitation, change):
    token = _path(invitation).removeprefix("/join/").strip("/")
    answer = Client().get(f"/join/{change(token)}/")
    assert answer.status_code == 404
    assert "leads nowhere" in answer.content.decode()


def test_a_link_of_another_installation_leads_nowhere(invitation):
    elsewhere = Signer(key="another installation's", sep=".", salt="people.invitation")
    assert Client().get(f"/join/{elsewhere.sign(invitation.uuid.hex)}/").status_code == 404


def test_somebody_else_who_is_signed_in_is_told_so(invitation, ana, signed_in):
    browser = signed_in(ana)
    answer = browser.post(_path(invitation), NEW)
    assert answer.status_code == 403
    assert "signed in as Ana Reyes" in answer.content.decode()
    assert _roles(ana) == [("willow", "volunteer")]
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_nobody_accepts_for_somebody_else(cleo, ana, bea, agency):
    invitation = invite(actor=cleo, agency=agency, email="bea.olsen@example.org", role=Role.FACILITATOR)
    with pytest.raises(Refused):
        accept_role(actor=ana, invitation=invitation)


def test_an_admin_who_left_cannot_come_back_by_an_invitation_sent_before(ada, agency):
    wren = make_member("Wren Abara", agency, Role.ADMIN)
    back = invite(actor=wren, agency=agency, email="wren@elsewhere.example", role=Role.ADMIN)
    volunteer = invite(actor=wren, agency=agency, email="vol@example.org", role=Role.VOLUNTEER)
    yesterday = agency.today() - timedelta(days=1)
    end_role(actor=ada, membership=Membership.objects.get(person=wren), last_day=yesterday)
    assert Client().get(_path(back)).status_code == 410
    assert Client().get(_path(volunteer)).status_code == 200
    send_again(actor=ada, invitation=back)
    assert Client().get(_path(back)).status_code == 200


# The coordinator's pages


def test_the_coordinator_sends_copies_and_takes_back(cleo, agency, signed_in):
    browser = signed_in(cleo)
    said = {"name": "Nora Quist", "email": "nora@example.org", "role": "volunteer", "language": "en"}
    answer = browser.post("/agency/willow/invitations/new/", said)
    invitation = Invitation.objects.get()
    assert answer.url == f"/agency/willow/invitations/{invitation.uuid}/"
    assert link_to(invitation) in browser.get(answer.url).content.decode()
    assert "Nora Quist" in browser.get("/agency/willow/invitations/").content.decode()
    browser.post(f"{answer.url}take-back/")
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.WITHDRAWN
    assert link_to(invitation) not in browser.get(answer.url).content.decode()


def test_a_body_cannot_invite_to_a_role_above_or_to_another_agency(cleo, other_agency, signed_in):
    browser = signed_in(cleo)
    said = {"name": "", "email": "x@example.org", "role": "admin", "language": "en", "agency": other_agency.pk}
    page = browser.post("/agency/willow/invitations/new/", said).content.decode()
    assert "Please look at this again" in page
    assert browser.post("/agency/harbor/invitations/new/", said | {"role": "volunteer"}).status_code == 404
    assert Invitation.objects.count() == 0


def test_a_coordinator_does_not_see_the_link_to_a_role_above_hers(ada, cleo, agency, signed_in):
    """Whoever has the link could accept it."""
    invitation = invite(actor=ada, agency=agency, email="boss@example.org", role=Role.ADMIN)
    browser = signed_in(cleo)
    assert browser.get(f"/agency/willow/invitations/{invitation.uuid}/").status_code == 404
    assert browser.post(f"/agency/willow/invitations/{invitation.uuid}/take-back/").status_code == 404
    assert "boss@example.org" not in browser.get("/agency/willow/invitations/").content.decode()


def test_an_invitation_of_another_agency_does_not_exist_here(stan, invitation, signed_in):
    browser = signed_in(stan)
    for path in (f"/agency/willow/invitations/{invitation.uuid}/", f"/agency/harbor/invitations/{invitation.uuid}/"):
        assert browser.get(path).status_code == 404
    assert browser.post(f"/agency/harbor/invitations/{invitation.uuid}/send/").status_code == 404


def test_the_list_takes_the_same_questions_for_one_row_and_for_three(cleo, agency, signed_in, questions):
    browser = signed_in(cleo)
    invite(actor=cleo, agency=agency, email="n1@example.org", role=Role.VOLUNTEER)
    one = questions(lambda: browser.get("/agency/willow/invitations/"))
    for number in (2, 3):
        invite(actor=cleo, agency=agency, email=f"n{number}@example.org", role=Role.VOLUNTEER)
    assert questions(lambda: browser.get("/agency/willow/invitations/")) == one
