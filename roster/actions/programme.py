"""What an agency asks: its programme, in versions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Course
from ledger.actions import record
from ledger.refusals import Refused, in_words
from people.models import Agency, Agreement, Person
from people.models.languages import Translations, only
from roster.models import Programme, ProgrammeVersion, Requirement
from roster.permissions import require_programme_owner
from roster.words import Phase, RequirementKind
from supervision.models import Competency


@dataclass(frozen=True)
class Asks:
    """One requirement as it is written down: what kind, of what, and its numbers (minutes are minutes)."""

    kind: RequirementKind
    label: str
    phase: Phase = Phase.BEFORE_MATCHING
    course: Course | None = None
    agreement: Agreement | None = None
    competency: Competency | None = None
    hours_kind: str = ""
    session_kind: str = ""
    minutes: int | None = None
    individual_minutes: int | None = None
    group_cap_minutes: int | None = None
    level_number: int | None = None
    within_days: int | None = None
    source: str = ""
    # The label in other languages: {"es": {"label": …}}.
    translations: Translations = field(default_factory=dict)


@transaction.atomic
def make_programme(
    *,
    actor: Person,
    agency: Agency,
    title: str,
    requirements: Sequence[Asks],
    held_on: date | None = None,
    is_default: bool = True,
    translations: Translations | None = None,
) -> Programme:
    """A new programme with its first version, in force from a day (today); `translations` are its title in other languages."""
    require_programme_owner(actor, agency)
    with in_words(
        {
            "programme_default_once": _("Your agency already has a program that everybody follows."),
            "programme_once": _("Your agency already has a program of this name."),
        }
    ):
        programme = Programme.objects.create(
            agency=agency, title=title, is_default=is_default, translations=only("title", translations)
        )
    _write(programme, 1, actor, requirements, held_on or agency.today())
    return programme


@transaction.atomic
def new_version(
    *,
    actor: Person,
    programme: Programme,
    requirements: Sequence[Asks],
    held_on: date | None = None,
    translations: Translations | None = None,
) -> ProgrammeVersion:
    """Other rules are another version, in force from a day (today). Whoever follows an earlier one stays on it until moved.

    `translations` name the programme in other languages from now on.
    """
    agency = programme.agency
    require_programme_owner(actor, agency)
    today = agency.today()
    day = held_on or today
    if day < today:
        raise Refused(_("A new version starts today or later."), code="version_in_the_past", field="held_on")
    latest = programme.versions.order_by("number").last()
    if latest and day < latest.held_on:
        sentence = _("Version %(number)s starts later than that. Choose its day or a later one.")
        raise Refused(sentence % {"number": latest.number}, code="version_before_the_last", field="held_on")
    with in_words({"programme_version_once": _("Somebody else has just written a new version. Look at it first.")}):
        programme.translations |= only("title", translations)
        programme.save(update_fields=["translations"])
        return _write(programme, (latest.number if latest else 0) + 1, actor, requirements, day)


def _write(
    programme: Programme, number: int, actor: Person, requirements: Sequence[Asks], held_on: date
) -> ProgrammeVersion:
    if not any(asked.phase == Phase.BEFORE_MATCHING for asked in requirements):
        raise Refused(_("A program asks for at least one thing before matching."), code="asks_nothing")
    version = record(ProgrammeVersion(programme=programme, number=number, decided_by=actor, held_on=held_on))
    for position, asked in enumerate(requirements, start=1):
        _refuse_foreign(asked, programme.agency)
        record(Requirement(version=version, position=position, held_on=held_on, **vars(asked)))
    return version


def _refuse_foreign(asked: Asks, agency: Agency) -> None:
    """Courses and competencies are the agency's own or everybody's; agreements its own."""
    belongs = [
        asked.course is None or asked.course.agency_id in (None, agency.pk),
        asked.agreement is None or asked.agreement.agency_id == agency.pk,
        asked.competency is None or asked.competency.framework.agency_id in (None, agency.pk),
    ]
    if not all(belongs):
        raise Refused(_("“%(label)s” belongs to another agency.") % {"label": asked.label}, code="of_another_agency")
