"""One volunteer as her coordinator sees her."""

from collections.abc import Sequence
from dataclasses import dataclass

from people.models import Agency, Person
from roster.models import Decision, EarlierTraining, Pathway, ProgrammeVersion, TrainingCertificate
from roster.queries.certificate import Shown, live_certificate, shown_by
from roster.queries.roster_row import Row, rows_of


@dataclass(frozen=True)
class PersonPage:
    row: Row
    decisions: Sequence[Decision]
    earlier_training: Sequence[EarlierTraining]
    pathway: Pathway | None
    certificate: TrainingCertificate | None
    shown: Sequence[Shown]

    @property
    def person(self) -> Person:
        return self.row.person

    @property
    def decision(self) -> Decision | None:
        """The latest that was not taken back."""
        return self.decisions[0] if self.decisions else None


def person_page(person: Person, agency: Agency, reader: Person | None = None) -> PersonPage:
    [row] = rows_of([person], agency, in_words=[person], reader=reader)
    certificate = live_certificate(person, agency)
    decisions = Decision.objects.filter(person=person, agency=agency, voided=None)
    recognised = EarlierTraining.objects.filter(person=person, agency=agency, voided=None)
    followed = Pathway.objects.filter(person=person, agency=agency, ends_on=None)
    return PersonPage(
        row=row,
        decisions=list(decisions.select_related("decided_by__profile", "note").order_by("-held_on", "-pk")),
        earlier_training=list(
            recognised.select_related("course", "decided_by__profile", "what_note", "shown_note").order_by(
                "-held_on", "-pk"
            )
        ),
        pathway=followed.select_related("version__programme").first(),
        certificate=certificate,
        shown=shown_by(certificate) if certificate else (),
    )


def versions_to_follow(agency: Agency) -> list[ProgrammeVersion]:
    """Every version in force: the newest of each programme first."""
    versions = ProgrammeVersion.objects.filter(programme__agency=agency, held_on__lte=agency.today())
    return list(versions.select_related("programme").order_by("-programme__is_default", "programme__title", "-number"))
