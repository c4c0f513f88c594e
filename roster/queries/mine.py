"""What My training and the availability page show of the roster: where she stands, agency by agency."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from people.models import Agency, Person
from people.permissions import roles_of
from people.words import Role
from roster.explain import Told, tell
from roster.models import Card, Hold, Listing, Offer, TrainingCertificate
from roster.queries.names import names_at
from roster.queries.readiness import readiness
from roster.words import CodeKind, Standing


@dataclass(frozen=True)
class MyStanding:
    """Where she stands at one agency today."""

    agency: Agency
    told: Told
    standing: Standing
    offer: Offer | None
    card: Card | None
    certificate: TrainingCertificate | None
    today: date

    @property
    def available(self) -> bool:
        return self.standing == Standing.AVAILABLE

    @property
    def card_words(self) -> list[tuple[str, str]]:
        """What she lets others search by: (what, the words)."""
        codes = list(self.card.codes.all()) if self.card else []
        said = [(kind.label, ", ".join(c.label for c in codes if c.kind == kind)) for kind in CodeKind]
        return [(str(label).capitalize(), words) for label, words in said if words]

    @property
    def listed(self) -> bool:
        return self.certificate is not None

    @property
    def availability_url(self) -> str:
        return reverse("roster:availability-at", args=[self.agency.slug])

    @property
    def certificate_url(self) -> str:
        return reverse("roster:certificate", args=[self.certificate.uuid]) if self.certificate else ""


def my_standings(person: Person, agencies: Collection[Agency] | None = None) -> list[MyStanding]:
    """Her standing at each agency where she is a volunteer today."""
    where = roles_of(person).agencies(Role.VOLUNTEER) if agencies is None else agencies
    return [my_standing(person, agency) for agency in where]


def my_standing(person: Person, agency: Agency) -> MyStanding:
    today = agency.today()
    listing = Listing.objects.standing(today).filter(person=person, agency=agency).select_related("certificate").first()
    offer = Offer.objects.filter(person=person, agency=agency).select_related("entered_by__profile").first()
    held = Hold.objects.on(today).filter(person=person, agency=agency).exists()
    return MyStanding(
        agency=agency,
        told=tell(readiness(person, agency), person.pk, names_at(agency, [person]), to_herself=True),
        standing=standing(listed=listing is not None, offer=offer, held=held, today=today),
        offer=offer,
        card=Card.objects.filter(person=person, agency=agency).prefetch_related("codes").first(),
        certificate=listing.certificate if listing else None,
        today=today,
    )


def standing(*, listed: bool, offer: Offer | None, held: bool, today: date) -> Standing:
    """Where somebody stands, from what is so. The same order everywhere: training, hold, her own word, leave, room."""
    if not listed:
        return Standing.ON_THE_WAY
    if held:
        return Standing.ON_HOLD
    if offer is None or not offer.willing:
        return Standing.NOT_WILLING
    if offer.away_on(today):
        return Standing.AWAY
    return Standing.AVAILABLE if offer.has_room else Standing.FULL
