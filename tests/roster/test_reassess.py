from ledger.actions import record
from people.models import Agency, Person
from roster.models import DecisionReversed, Listing, TrainingCertificate
from roster.queries import available_support_parents, readiness
from tests.factories.people import make_agreement_version, make_signature
from tests.factories.roster import make_offer


def test_the_last_fact_lists_her(ready_ana: Person, agency: Agency) -> None:
    certificate = TrainingCertificate.objects.get(person=ready_ana, voided=None)
    assert Listing.objects.get(person=ready_ana).certificate == certificate
    assert {row.fact[0] for row in certificate.rows.all()} == {"agreement_signed", "decision"}
    assert readiness(ready_ana, agency).ready


def test_available_means_listed_and_willing(ready_ana: Person, agency: Agency) -> None:
    assert not available_support_parents(agency).exists()
    make_offer(ready_ana, agency)
    assert list(available_support_parents(agency)) == [ready_ana]


def test_a_decision_taken_back_closes_the_listing(ready_ana: Person, agency: Agency, cleo: Person) -> None:
    decision = ready_ana.decisions.get()
    record(DecisionReversed(decision=decision, by=cleo, reason="mistake", held_on=agency.today()))
    assert not Listing.objects.exists()
    assert not TrainingCertificate.objects.filter(voided=None).exists()


def test_a_new_agreement_text_closes_the_listing_until_it_is_signed(ready_ana: Person, agency: Agency, pledge) -> None:
    make_agreement_version(pledge, text="In other words.")
    assert not Listing.objects.exists()
    make_signature(ready_ana, pledge)
    assert Listing.objects.get().person == ready_ana
    assert TrainingCertificate.objects.filter(voided=None).count() == 1
