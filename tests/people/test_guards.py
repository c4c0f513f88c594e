"""What must never be false in the people room, whatever code runs. The same attacks on PostgreSQL and SQLite."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from ledger import clock
from ledger.actions import record
from people.models import (
    Agency,
    AgreementSigned,
    AgreementUnsigned,
    AgreementVersion,
    Invitation,
    Membership,
    Person,
)
from people.words import Role, SignedBy, UnsignedFor
from tests.factories.people import (
    make_agreement,
    make_agreement_version,
    make_member,
    make_membership,
    make_signature,
)


def _refused(name: str, attack: Callable[[], object]) -> None:
    """By the guard of that name; or, as the application's role of PostgreSQL, for want of any right to try."""
    with (
        pytest.raises((IntegrityError, ProgrammingError), match=f"{name}|permission denied"),
        transaction.atomic(),
    ):
        attack()


def _sql(statement: str, *values: object) -> Callable[[], object]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run


def test_a_role_is_held_once_at_a_time(ana: Person, agency: Agency) -> None:
    today = agency.today()
    _refused(
        "membership_no_overlap",
        lambda: make_membership(ana, agency, Role.VOLUNTEER, starts_on=today),
    )
    _refused(
        "membership_no_overlap",
        lambda: Membership.objects.bulk_create(
            [
                Membership(
                    person=ana,
                    agency=agency,
                    role=Role.VOLUNTEER,
                    starts_on=today + timedelta(days=900),
                )
            ]
        ),
    )


def test_a_role_may_come_back_the_day_after_its_last_day(ana: Person, agency: Agency) -> None:
    today = agency.today()
    Membership.objects.filter(person=ana).update(ends_on=today)
    again = make_membership(ana, agency, Role.VOLUNTEER, starts_on=today + timedelta(days=1))
    assert again.pk
    _refused(
        "membership_no_overlap",
        lambda: Membership.objects.filter(person=ana).update(ends_on=None),
    )


def test_a_role_taken_back_before_it_began_is_in_force_on_no_day(ana: Person, agency: Agency) -> None:
    today = agency.today()
    taken = make_membership(ana, agency, Role.FACILITATOR, starts_on=today)
    Membership.objects.filter(pk=taken.pk).update(ends_on=today - timedelta(days=1))
    taken.refresh_from_db()
    assert not taken.in_force(today)
    assert not Membership.objects.on(today).filter(pk=taken.pk).exists()
    assert make_membership(ana, agency, Role.FACILITATOR, starts_on=today).in_force()
    _refused(
        "membership_ends_after_it_starts",
        lambda: Membership.objects.filter(pk=taken.pk).update(ends_on=today - timedelta(days=2)),
    )


def test_a_membership_stays_and_only_its_last_day_changes(ana: Person, bea: Person, agency: Agency) -> None:
    held = Membership.objects.filter(person=ana)
    _refused(
        "membership_stays",
        _sql("DELETE FROM people_membership WHERE person_id = %s", ana.pk),
    )
    _refused("membership_only_ends", lambda: held.update(role=Role.COORDINATOR))
    _refused("membership_only_ends", lambda: held.update(person=bea))
    _refused(
        "membership_only_ends",
        lambda: held.update(starts_on=agency.today() - timedelta(days=900)),
    )
    _refused(
        "membership_only_ends",
        lambda: Membership.objects.bulk_create(
            [
                Membership(
                    id=held.get().pk,
                    person=ana,
                    agency=agency,
                    role=Role.ADMIN,
                    starts_on=agency.today(),
                )
            ],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["role"],
        ),
    )


def test_nobody_grants_a_role_to_herself(ana: Person, agency: Agency) -> None:
    _refused(
        "membership_not_granted_to_oneself",
        lambda: make_membership(ana, agency, Role.ADMIN, granted_by=ana),
    )


def test_the_last_admin_stays(ada: Person, agency: Agency) -> None:
    today = agency.today()
    hers = Membership.objects.filter(person=ada, role=Role.ADMIN)
    _refused("last_admin_stays", lambda: hers.update(ends_on=today))
    second = make_member("Wren Abara", agency, Role.ADMIN)
    Person.objects.filter(pk=second.pk).update(is_active=False)
    _refused("last_admin_stays", lambda: hers.update(ends_on=today))
    Person.objects.filter(pk=second.pk).update(is_active=True)
    assert hers.update(ends_on=today) == 1
    _refused(
        "last_admin_stays",
        lambda: Membership.objects.filter(person=second).update(ends_on=today),
    )


def test_a_person_is_never_deleted_and_keeps_her_name_in_the_chain(ana: Person, bea: Person) -> None:
    _refused("person_never_deleted", _sql("DELETE FROM people_person WHERE id = %s", ana.pk))
    _refused(
        "person_never_deleted",
        _sql("DELETE FROM people_lock WHERE person_id = %s", ana.pk),
    )
    _refused(
        "person_uuid_stays",
        lambda: Person.objects.filter(pk=ana.pk).update(uuid=bea.memberships.get().uuid),
    )


@pytest.fixture
def invitation(cleo: Person, agency: Agency) -> Invitation:
    return Invitation.objects.create(
        agency=agency,
        role=Role.VOLUNTEER,
        email="new@example.org",
        invited_by=cleo,
        expires_at=clock.now() + timedelta(days=14),
    )


def test_what_an_invitation_invites_to_never_changes(invitation: Invitation, other_agency: Agency, ana: Person) -> None:
    row = Invitation.objects.filter(pk=invitation.pk)
    for change in (
        {"role": Role.ADMIN},
        {"agency": other_agency},
        {"email": "x@example.org"},
        {"person": ana},
    ):
        _refused("invitation_stays", lambda change=change: row.update(**change))
    _refused(
        "invitation_stays",
        _sql("DELETE FROM people_invitation WHERE id = %s", invitation.pk),
    )


def test_an_invitation_is_used_once(invitation: Invitation, ana: Person, bea: Person) -> None:
    row = Invitation.objects.filter(pk=invitation.pk)
    row.update(used_at=clock.now(), accepted_by=ana)
    _refused("invitation_used_once", lambda: row.update(accepted_by=bea))
    _refused("invitation_used_once", lambda: row.update(used_at=None, accepted_by=None))
    _refused(
        "invitation_used_once",
        lambda: row.update(expires_at=clock.now() + timedelta(days=900)),
    )


def test_an_invitation_taken_back_stays_taken_back(invitation: Invitation, ana: Person) -> None:
    row = Invitation.objects.filter(pk=invitation.pk)
    row.update(withdrawn_at=clock.now())
    _refused("invitation_used_once", lambda: row.update(withdrawn_at=None))
    _refused("invitation_used_once", lambda: row.update(used_at=clock.now(), accepted_by=ana))


def test_one_open_invitation_an_address_and_role(invitation: Invitation, cleo: Person, agency: Agency) -> None:
    def again() -> None:
        Invitation.objects.create(
            agency=agency,
            role=Role.VOLUNTEER,
            email="new@example.org",
            invited_by=cleo,
            expires_at=clock.now(),
        )

    with pytest.raises(IntegrityError), transaction.atomic():
        again()
    Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=clock.now())
    again()


def test_a_version_of_an_agreement_never_changes(agency: Agency) -> None:
    version = make_agreement(agency).versions.get()
    _refused(
        "facts_only_grow",
        lambda: AgreementVersion.objects.filter(pk=version.pk).update(text="Something else"),
    )
    _refused(
        "facts_only_grow",
        _sql("DELETE FROM people_agreementversion WHERE id = %s", version.pk),
    )


def test_versions_follow_one_another(agency: Agency) -> None:
    today = agency.today()
    agreement = make_agreement(agency, held_on=today - timedelta(days=10))
    make_agreement_version(agreement, text="Second", held_on=today)

    def out_of_order(number: int, days: int) -> Callable[[], object]:
        version = AgreementVersion(
            agreement=agreement,
            number=number,
            text="?",
            held_on=today - timedelta(days=days),
        )
        return lambda: record(version)

    _refused("agreement_versions_in_order", out_of_order(3, 5))
    _refused("agreement_versions_in_order", out_of_order(0, 20))


def test_she_signs_only_what_is_in_force_at_an_agency_of_hers(ana: Person, stan: Person, agency: Agency) -> None:
    today = agency.today()
    agreement = make_agreement(agency, held_on=today - timedelta(days=10))
    first = agreement.versions.get()
    second = make_agreement_version(agreement, text="Second", held_on=today)
    later = make_agreement_version(agreement, text="Third", held_on=today + timedelta(days=30))

    def sign(person: Person, version: AgreementVersion) -> Callable[[], object]:
        signed = AgreementSigned(person=person, version=version, entered_by=person, held_on=today)
        return lambda: record(signed)

    _refused("agreement_of_own_agency", sign(stan, second))
    _refused("agreement_version_in_force", sign(ana, first))
    _refused("agreement_version_in_force", sign(ana, later))
    sign(ana, second)()
    _refused("agreement_signed_once", sign(ana, second))


def test_after_taking_back_she_may_sign_again(ana: Person, cleo: Person, agency: Agency) -> None:
    agreement = make_agreement(agency)
    signed = make_signature(ana, agreement)
    record(
        AgreementUnsigned(
            signed=signed,
            by=cleo,
            reason=UnsignedFor.ENTERED_BY_MISTAKE,
            held_on=agency.today(),
        )
    )
    assert make_signature(ana, agreement).pk != signed.pk


def test_paper_needs_a_scan_and_somebody_else_who_enters_it(ana: Person, cleo: Person, agency: Agency) -> None:
    version = make_agreement(agency).versions.get()

    def paper(**fields: object) -> Callable[[], object]:
        signed = AgreementSigned(
            person=ana,
            version=version,
            how=SignedBy.PAPER,
            held_on=agency.today(),
            **fields,
        )
        return lambda: record(signed)

    _refused("agreement_on_paper_with_scan", paper(entered_by=cleo))
    _refused(
        "agreement_on_screen_by_herself",
        paper(entered_by=ana, scan="a.pdf", scan_sha256="0" * 64),
    )

    def screen_by_another() -> None:
        record(AgreementSigned(person=ana, version=version, entered_by=cleo, held_on=agency.today()))

    _refused("agreement_on_screen_by_herself", screen_by_another)
    paper(entered_by=cleo, scan="a.pdf", scan_sha256="0" * 64)()
