"""What My training and the availability page show of the roster: where she stands, agency by agency."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists
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
    certificate: TrainingCertificate | None
    today: date
    person: Person
    # Somebody supervises or consults with her there today.
    accompanied: bool = False

    @cached_property
    def offer(self) -> Offer | None:
        """What she offers; read where it is shown."""
        return _offer(self.person, self.agency)

    @cached_property
    def card(self) -> Card | None:
        """What she lets others search by; read where it is shown."""
        return Card.objects.filter(person=self.person, agency=self.agency).prefetch_related("codes").first()

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
    holds = Hold.objects.on(today).filter(person=person, agency=agency)
    listings = Listing.objects.standing(today).filter(person=person, agency=agency)
    listing = listings.select_related("certificate").annotate(held=Exists(holds)).first()
    offer = _offer(person, agency) if listing else None
    names = names_at(agency, [person])
    return MyStanding(
        agency=agency,
        told=tell(readiness(person, agency), person.pk, names, to_herself=True),
        accompanied=person.pk in (names.supervisors or {}),
        standing=standing(listed=listing is not None, offer=offer, held=bool(listing and listing.held), today=today),
        person=person,
        certificate=listing.certificate if listing else None,
        today=today,
    )


def _offer(person: Person, agency: Agency) -> Offer | None:
    return Offer.objects.filter(person=person, agency=agency).select_related("entered_by__profile").first()


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
