"""Facts are recorded once, stand in a person's chain, and tell who listens in the same transaction."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction

from ledger import clock
from ledger.actions import record
from ledger.guards import installed
from ledger.listeners import _listeners, listen
from ledger.models import Chain
from ledger.queries import broken_chains
from ledger.refusals import Refused, in_words
from people.models import AgreementSigned, AgreementUnsigned
from people.words import SignedBy, UnsignedFor
from tests.databases import as_owner
from tests.factories.people import make_agreement, make_signature


def _taken_back(signed, by):
    return record(
        AgreementUnsigned(signed=signed, by=by, reason=UnsignedFor.ENTERED_BY_MISTAKE, held_on=date(2026, 3, 1))
    )


def test_a_fact_is_written_once(ana, agency):
    signed = make_signature(ana, make_agreement(agency))
    with pytest.raises(ValueError, match="once"):
        record(signed)


def test_signed_facts_of_one_person_follow_each_other_in_her_chain(ana, bea, agency):
    pledge = make_signature(ana, make_agreement(agency))
    code = make_signature(ana, make_agreement(agency, "Code of ethics"))
    taken_back = _taken_back(code, bea)
    of_bea = make_signature(bea, make_agreement(agency, "Role agreement"))
    assert [pledge.position, code.position, taken_back.position] == [1, 2, 3]
    assert [code.previous, taken_back.previous] == [pledge.hash, code.hash]
    assert (of_bea.position, of_bea.previous) == (1, "")
    head = Chain.objects.get(key=ana.uuid)
    assert (head.head, head.length) == (taken_back.hash, 3)
    assert list(broken_chains()) == []


def test_a_chain_verifies_with_files_zones_and_dates_given_as_text(ana, bea, agency, settings, tmp_path):
    """What is hashed is what is kept: the file's final name, the instant in UTC, the date as a date."""
    if not settings.STORAGES["default"]["BACKEND"].endswith("S3Storage"):
        settings.MEDIA_ROOT = tmp_path
    version, day = make_agreement(agency).current(), agency.today() - timedelta(days=30)
    record(
        AgreementSigned(
            person=ana,
            version=version,
            how=SignedBy.PAPER,
            entered_by=bea,
            scan=ContentFile(b"a scan", name="pledge.pdf"),
            scan_sha256="0" * 64,
            held_on=day.isoformat(),
        )
    )
    assert AgreementSigned.objects.get().held_on == day
    assert list(broken_chains()) == []


def _behind_the_ledgers_back(statement):
    """What somebody who owns the tables could do: take the guards off, change a row, put them on again."""
    if connection.vendor == "postgresql":
        table = "people_agreementsigned"
        as_owner(f"ALTER TABLE {table} DISABLE TRIGGER USER", statement, f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    off = [f"DROP TRIGGER {name}" for name, table in installed(connection).items() if table == "people_agreementsigned"]
    as_owner(*off, statement)


def test_a_changed_fact_is_found(fresh_database, ana, agency):
    signed = make_signature(ana, make_agreement(agency), held_on=agency.today() - timedelta(days=30))
    _behind_the_ledgers_back(f"UPDATE people_agreementsigned SET held_on = '2025-01-05' WHERE id = {signed.pk}")
    [broken] = broken_chains()
    assert (broken.chain, broken.why) == (ana.uuid, "is not what was written")


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_lost_fact_is_found_wherever_it_stood(fresh_database, ana, agency, which):
    signed = [make_signature(ana, make_agreement(agency, title)) for title in ("A", "B", "C")]
    _behind_the_ledgers_back(f"DELETE FROM people_agreementsigned WHERE id = {signed[which].pk}")
    assert {broken.chain for broken in broken_chains()} == {ana.uuid}


def test_a_fact_added_beside_the_ledger_is_found(ana, agency):
    make_signature(ana, make_agreement(agency))
    other = make_agreement(agency, "Code of ethics").current()
    AgreementSigned.objects.create(person=ana, version=other, entered_by=ana, held_on=agency.today())
    assert {broken.chain for broken in broken_chains()} == {ana.uuid}


@pytest.fixture
def heard():
    """A listener that hears of taken-back signatures, and is gone afterwards."""
    told = []
    before = list(_listeners[AgreementUnsigned])
    listen(AgreementUnsigned, told.append)
    listen(AgreementUnsigned, told.append)
    yield told
    _listeners[AgreementUnsigned][:] = before


def test_who_listens_is_told_once_of_his_kind_of_fact(heard, ana, bea, agency):
    signed = make_signature(ana, make_agreement(agency))
    assert heard == []
    taken_back = _taken_back(signed, bea)
    assert heard == [taken_back]


def test_when_a_listener_refuses_the_fact_is_not_written(ana, bea, agency):
    signed = make_signature(ana, make_agreement(agency))
    before = list(_listeners[AgreementUnsigned])

    def refuse(fact):
        raise Refused("Not now.", code="not_now")

    listen(AgreementUnsigned, refuse)
    try:
        with pytest.raises(Refused, match="Not now"):
            _taken_back(signed, bea)
    finally:
        _listeners[AgreementUnsigned][:] = before
    assert AgreementUnsigned.objects.count() == 0
    assert Chain.objects.get(key=ana.uuid).length == 1


def test_the_second_of_two_gets_the_sentence_of_the_constraint(ana, agency):
    agreement = make_agreement(agency)
    make_signature(ana, agreement)
    with transaction.atomic(), pytest.raises(Refused) as refused:
        with in_words(
            {
                "agreement_signed_once": "You signed this already.",
                "people_agreementsigned.person_id": "You signed this already.",
            }
        ):
            make_signature(ana, agreement)
    assert str(refused.value) == "You signed this already."
    assert AgreementSigned.objects.count() == 1


@pytest.mark.django_db
def test_the_clock_pretends_only_inside_and_knows_zones():
    moment = datetime(2026, 3, 8, 4, 30, tzinfo=UTC)
    with clock.pretend(moment):
        assert clock.now() == moment
        assert clock.today("UTC") == date(2026, 3, 8)
        assert clock.today("America/Denver") == date(2026, 3, 7)
    assert clock.now() - moment > timedelta(0)
