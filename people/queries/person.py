"""The people of an agency: found by name, role and sign-in."""

from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from people.models import Agency, Invitation, Membership, Person
from people.words import InvitationState, PersonState, Role


def person_signing_in_with(email: str) -> Person | None:
    """Whoever signs in with this address: as her main one, or as another one she confirmed."""
    address = email.strip().lower()
    if not address:
        return None
    found = Person.objects.filter(email__iexact=address).first()
    if found:
        return found
    other = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
    return other.user if other else None


def knows_contacts(agency: Agency, person: Person) -> bool:
    """An agency sees how to reach somebody while she belongs there, or is about to; afterwards it is hers again."""
    return _still_here(Membership.objects.filter(agency=agency, person=person), agency).exists()


def _still_here(memberships: QuerySet[Membership], agency: Agency) -> QuerySet[Membership]:
    return memberships.filter(Q(ends_on=None) | Q(ends_on__gte=agency.today()))


@dataclass(frozen=True)
class PeopleSearch:
    """What a coordinator looks for. Unknown words in the address are simply not a filter."""

    words: str = ""
    role: str = ""
    state: str = "here"  # here, gone, died
    sign_in: str = ""  # with, without, invited
    known_roles: tuple[str, ...] = field(default=tuple(Role.values))


def find_people(agency: Agency, search: PeopleSearch) -> QuerySet[Person]:
    """The agency's people by name; each with `here` (memberships there) and `asked` (open invitations). Three queries."""
    theirs = Membership.objects.filter(agency=agency, person=OuterRef("pk"))
    if search.role in search.known_roles:
        theirs = theirs.filter(role=search.role)
    belongs = Exists(_still_here(theirs, agency))
    people = Person.objects.filter(_in_state(search.state, belongs, Exists(theirs)))
    people = _with_sign_in(people, agency, search.sign_in)
    for word in search.words.split():
        people = people.filter(_says(word, belongs))
    held = Membership.objects.filter(agency=agency).order_by("starts_on", "role")
    asked = Invitation.objects.filter(agency=agency, used_at=None, withdrawn_at=None)
    return people.prefetch_related(
        Prefetch("memberships", held, to_attr="here"), Prefetch("invitations", asked, to_attr="asked")
    ).order_by("profile__name", "pk")


def _in_state(state: str, belongs: Exists, ever: Exists) -> Q:
    if state == "died":
        return Q(ever, state=PersonState.DIED)
    if state == "gone":
        return Q(ever) & (~Q(belongs) | Q(state=PersonState.ERASED))
    return Q(belongs, state=PersonState.HERE)


def _with_sign_in(people: QuerySet[Person], agency: Agency, sign_in: str) -> QuerySet[Person]:
    if sign_in == "with":
        return people.exclude(email=None)
    if sign_in == "without":
        return people.filter(email=None)
    if sign_in == "invited":
        waiting = Invitation.objects.filter(agency=agency, person=OuterRef("pk")).standing(InvitationState.OPEN)
        return people.filter(Exists(waiting))
    return people


def _says(word: str, belongs: Exists) -> Q:
    """In her names; and, while she belongs here, in how to reach her."""
    named = Q(profile__name__icontains=word) | Q(profile__preferred_name__icontains=word)
    reached = Q(email__icontains=word) | Q(profile__contact_email__icontains=word) | Q(profile__phone__icontains=word)
    return named | (Q(belongs) & reached)
