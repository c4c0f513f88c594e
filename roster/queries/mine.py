"""What My training and the availability page show of the roster: where she stands, agency by agency."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse

from people.models import Agency, Person
from people.permissions import roles_of
from people.words import Role
from roster.explain import Told, tell
from roster.models import Card, Hold, Listing, Offer
from roster.queries.names import names_in
from roster.queries.names import tables as of_names
from roster.queries.one_statement import Shaped, shaped
from roster.queries.readiness import asked, readiness_in
from roster.queries.readiness import tables as of_readiness
from roster.queries.record import Asking, Moment
from roster.words import CodeKind, Standing
from supervision.models import RolePlay


@dataclass(frozen=True)
class HerCertificate:
    """What puts her on the roster: its name, and the day from which her training is complete."""

    uuid: UUID
    held_on: date


@dataclass(frozen=True)
class MyStanding:
    """Where she stands at one agency today."""

    agency: Agency
    told: Told
    certificate: HerCertificate | None
    held: bool
    today: date
    person: Person
    # Somebody supervises or consults with her there today.
    accompanied: bool = False
    # She has sent a role-play to somebody, there or elsewhere.
    sent_role_plays: bool = False

    @cached_property
    def offer(self) -> Offer | None:
        """What she offers; read where it is shown."""
        theirs = Offer.objects.filter(person=self.person, agency=self.agency)
        return theirs.select_related("entered_by__profile").first()

    @cached_property
    def card(self) -> Card | None:
        """What she lets others search by; read where it is shown."""
        return Card.objects.filter(person=self.person, agency=self.agency).prefetch_related("codes").first()

    @cached_property
    def standing(self) -> Standing:
        offer = self.offer if self.listed else None
        return standing(listed=self.listed, offer=offer, held=self.held, today=self.today)

    @property
    def available(self) -> bool:
        return self.standing == Standing.AVAILABLE

    @property
    def card_words(self) -> list[tuple[str, str]]:
        """What she lets others search by: (what, the words)."""
        codes = list(self.card.codes.all()) if self.card else []
        said = [(kind.label, ", ".join(c.name for c in codes if c.kind == kind)) for kind in CodeKind]
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
    """By one statement: what is asked of her, what her record holds, who is named beside her, is she on the roster."""
    at = Moment(agency, agency.today())
    found = asked(_tables, [person.pk], at)
    named = names_in(found, agency, [person])
    [ready] = readiness_in(found, [person.pk], at).values()
    listed = next(iter(found["listed"]), None)
    return MyStanding(
        agency=agency,
        told=tell(ready, person.pk, named, to_herself=True),
        accompanied=person.pk in (named.supervisors or {}),
        person=person,
        certificate=HerCertificate(listed.uuid, listed.day) if listed and listed.uuid and listed.day else None,
        held=bool(found["held"]),
        sent_role_plays=bool(found["role_plays"]),
        today=at.day,
    )


def _tables(at: Asking) -> list[Shaped]:
    listings = Listing.objects.standing(at.day).filter(**at.theirs)
    holds = Hold.objects.on(at.day).filter(**at.theirs)
    sent = RolePlay.objects.filter(person=OuterRef("pk"))
    return [
        *of_readiness(at),
        *of_names(at),
        shaped("listed", listings, fact="pk", uuid="certificate__uuid", day="certificate__held_on"),
        shaped("held", holds, fact="pk"),
        shaped("role_plays", Person.objects.filter(Exists(sent), pk__in=at.people), fact="pk"),
    ]


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
