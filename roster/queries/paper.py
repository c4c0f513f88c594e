"""Certificates as papers: the two kinds as one, for their holder, for her coordinators, and for whoever checks a number."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from courses.models import CourseCertificate
from courses.models.certificate import CourseCertificateQuerySet
from ledger.numbers import as_kept
from people.models import Agency, Person
from people.permissions import roles_of
from people.rules import same_name
from people.words import PersonState
from roster.models import CertificateSharing, TrainingCertificate
from roster.permissions import COORDINATES
from roster.rules import Held, paper_state
from roster.words import PaperState, VoidReason

Certificate = TrainingCertificate | CourseCertificate


@dataclass(frozen=True)
class Paper:
    """One certificate. `newer` took its place where it was renewed; `until` is its last day (None: no end)."""

    fact: Certificate
    person: Person
    agency: Agency
    state: PaperState
    until: date | None = None
    sharing: CertificateSharing | None = None
    newer: TrainingCertificate | None = None

    @property
    def of_training(self) -> bool:
        """The training certificate of a program; else a certificate of completion of one course."""
        return isinstance(self.fact, TrainingCertificate)

    @property
    def title(self) -> str:
        """What it is about, in the language it is read or printed in; a course by the title it had on that day."""
        return self.fact.version.programme.name if isinstance(self.fact, TrainingCertificate) else self.fact.name

    @property
    def number(self) -> str:
        return self.fact.number

    @property
    def uuid(self) -> UUID:
        return self.fact.uuid

    @property
    def held_on(self) -> date:
        return self.fact.held_on

    @property
    def stands(self) -> bool:
        return self.state == PaperState.STANDS

    @property
    def printable(self) -> bool:
        """One that was taken back, or renewed, is not printed any more."""
        return self.newer is None and self.state != PaperState.NOT_ANY_MORE

    @property
    def answers(self) -> bool:
        return self.sharing is None or self.sharing.answers

    @property
    def names_agency(self) -> bool:
        return self.sharing is not None and self.sharing.names_agency

    @property
    def nameless(self) -> bool:
        """Its holder's name was removed for good."""
        return self.person.state == PersonState.ERASED

    @property
    def check_url(self) -> str:
        """Where anybody checks it. The number stands in the address, the name never."""
        return f"{settings.BASE_URL}/check/{self.number}/"


def papers_of(person: Person) -> list[Paper]:
    """Her own, the newest first; what was renewed is left out. Two queries."""
    hers = _trainings().filter(person=person).exclude(voided__reason=VoidReason.RENEWED)
    found = [_of_training(one) for one in hers] + [_of_course(one) for one in _courses().of(person)]
    return sorted(found, key=lambda paper: (paper.held_on, paper.number), reverse=True)


def paper_visible_to(reader: Person, uuid: UUID | str) -> Paper | None:
    """Her own, and those of the agencies she coordinates today: the two kinds have one address."""
    coordinated = roles_of(reader).agencies(*COORDINATES)
    training = _trainings().filter(Q(person=reader) | Q(agency__in=coordinated), uuid=uuid).first()
    if training:
        return _of_training(training)
    course = _courses().visible_to(reader, coordinated).filter(uuid=uuid).first()
    return _of_course(course) if course else None


def confirmed(number: str, name: str) -> Paper | None:
    """The certificate of this number, if it is made out to this name and its holder lets it be checked.

    Capitals, accents and spaces are forgiven. Only the name she has now counts. Where it was removed, the number is enough.
    """
    kept = as_kept(number)
    found = [_of_training(one) for one in _trainings().filter(number=kept)]
    found += [_of_course(one) for one in _courses().filter(number=kept)]
    return next((paper for paper in found if paper.answers and _is_made_out_to(paper, name)), None)


def _is_made_out_to(paper: Paper, name: str) -> bool:
    return paper.nameless or (bool(_plain(name)) and _plain(name) == _plain(paper.person.profile.name))


def _plain(name: str) -> str:
    return same_name(name.replace("’", "'"))


def _trainings() -> QuerySet[TrainingCertificate]:
    return TrainingCertificate.objects.select_related(
        "person__profile", "agency", "version__programme", "voided", "sharing"
    )


def _courses() -> CourseCertificateQuerySet:
    return CourseCertificate.objects.select_related(
        "completion__person__profile", "completion__course", "completion__voided", "agency", "sharing"
    )


def _of_training(fact: TrainingCertificate) -> Paper:
    newer = _newer(fact)
    last = newer or fact
    voided = getattr(last, "voided", None)
    held = Held(last.expires_on, voided.reason if voided else "", fact.agency.today())
    return Paper(
        fact=fact,
        person=fact.person,
        agency=fact.agency,
        state=paper_state(held),
        until=last.expires_on,
        sharing=getattr(fact, "sharing", None),
        newer=newer,
    )


def _newer(fact: TrainingCertificate) -> TrainingCertificate | None:
    """What took its place, if it was renewed: the newest one of the same person and agency."""
    if not hasattr(fact, "voided") or fact.voided.reason != VoidReason.RENEWED:
        return None
    later = TrainingCertificate.objects.filter(person=fact.person_id, agency=fact.agency_id, pk__gt=fact.pk)
    return later.select_related("voided").order_by("pk").last()


def _of_course(fact: CourseCertificate) -> Paper:
    taken_back = hasattr(fact.completion, "voided")
    return Paper(
        fact=fact,
        person=fact.completion.person,
        agency=fact.agency,
        state=PaperState.NOT_ANY_MORE if taken_back else PaperState.STANDS,
        sharing=getattr(fact, "sharing", None),
    )
