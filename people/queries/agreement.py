"""What a person is asked to sign, and what she signed."""

from collections.abc import Iterable
from dataclasses import dataclass

from people.models import Agency, Agreement, AgreementSigned, AgreementVersion, Person


@dataclass(frozen=True)
class AskedToSign:
    """An agreement as it stands for one person: the version in force, and her signatures that hold, newest first."""

    agreement: Agreement
    current: AgreementVersion
    signatures: tuple[AgreementSigned, ...]

    @property
    def signed(self) -> AgreementSigned | None:
        """Her signature of the version in force."""
        return next((signed for signed in self.signatures if signed.version_id == self.current.pk), None)

    @property
    def earlier(self) -> AgreementSigned | None:
        """Her signature of an earlier version, where the one in force is not signed yet."""
        return self.signatures[0] if self.signatures and not self.signed else None


def agreements_of(person: Person, agencies: Iterable[Agency]) -> list[AskedToSign]:
    """Every agreement in use at these agencies that has a version in force, as it stands for her. Three queries."""
    agreements = (
        Agreement.objects.filter(agency__in=list(agencies), in_use=True)
        .select_related("agency")
        .prefetch_related("versions")
        .order_by("agency__name", "title")
    )
    signatures = signatures_by_version(person)
    asked = []
    for agreement in agreements:
        versions = list(agreement.versions.all())
        current = next((v for v in reversed(versions) if v.held_on <= agreement.agency.today()), None)
        if current:
            hers = tuple(signatures[v.pk] for v in reversed(versions) if v.pk in signatures)
            asked.append(AskedToSign(agreement=agreement, current=current, signatures=hers))
    return asked


def signatures_by_version(person: Person) -> dict[int, AgreementSigned]:
    """Her signatures that hold (not taken back), by the version's id."""
    hers = (
        AgreementSigned.objects.live().filter(person=person).select_related("version__agreement", "entered_by__profile")
    )
    return {signed.version_id: signed for signed in hers}
