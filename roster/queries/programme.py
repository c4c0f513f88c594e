"""Which version of which programme somebody follows, and what it asks."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from people.models import Agency
from roster import rules
from roster.asked import Asked, asked_in_words
from roster.models import Pathway, Programme, ProgrammeVersion, Requirement
from roster.queries.one_statement import Found, Shaped, by_table, shaped, together
from roster.queries.record import Asking, Moment
from roster.words import Phase, RequirementKind


def default_version(agency: Agency, as_of: date | None = None) -> ProgrammeVersion | None:
    """The version followed by whoever is given no other, on a day (today)."""
    return _defaults(Moment(agency, as_of or agency.today()).asking(())).order_by("number").last()


def _defaults(at: Asking) -> QuerySet[ProgrammeVersion]:
    return ProgrammeVersion.objects.filter(
        at.known, held_on__lte=at.day, programme__agency=at.agency, programme__is_default=True
    )


def _pathways(at: Asking) -> QuerySet[Pathway]:
    in_force = Q(ends_on=None) | Q(ends_on__gte=at.day)
    return Pathway.objects.filter(in_force, starts_on__lte=at.day, created_at__lt=at.end, **at.theirs)


def requirements_at(at: Asking) -> QuerySet[Requirement]:
    """What any of the versions asks that these people may follow."""
    default = _defaults(at).order_by("-number").values("pk")[:1]
    return Requirement.objects.filter(Q(version__in=_pathways(at).values("version")) | Q(version__in=default))


def tables(at: Asking) -> list[Shaped]:
    """Which version each of them follows, and what the versions ask."""
    return [
        shaped("followed", _pathways(at), fact="pk", person="person_id", day="starts_on", target="version_id"),
        shaped("default", _defaults(at), fact="pk", number="number"),
        shaped("asks", requirements_at(at), fact="pk", about="version_id", number="position", uuid="uuid"),
    ]


def versions_followed(people: Collection[int], agency: Agency, as_of: date | None = None) -> dict[int, int | None]:
    """person id → the version (id) she followed at the end of a day: her pathway's, else the agency's default."""
    at = Moment(agency, as_of or agency.today()).asking(people)
    followed, default, _asks = tables(at)
    return followed_in(by_table(together(followed, default)), people)


def followed_in(found: Found, people: Collection[int]) -> dict[int, int | None]:
    """The same from rows of `tables`."""
    default = max(found["default"], key=lambda row: row.number or 0, default=None)
    followed: dict[int, int | None] = dict.fromkeys(people, default.fact if default else None)
    own = sorted(found["followed"], key=lambda row: row.day or date.min)
    return followed | {row.person or 0: row.target for row in own}


def requirements_in(found: Found) -> dict[int, tuple[rules.Requirement, ...]]:
    """version id → what it asks, in its order, from rows of `tables`."""
    known = _known([row.uuid for row in found["asks"] if row.uuid])
    asked: dict[int, list[rules.Requirement]] = defaultdict(list)
    for row in sorted(found["asks"], key=lambda row: (row.number or 0, row.fact or 0)):
        if row.uuid:
            asked[row.about or 0].append(known[row.uuid])
    return {version: tuple(requirements) for version, requirements in asked.items()}


# A requirement never changes (guarded), so what was read once is true for good. Named by uuid, which no two databases share.
_READ: dict[UUID, rules.Requirement] = {}
KEPT = 5_000


def _known(uuids: Collection[UUID]) -> dict[UUID, rules.Requirement]:
    """Requirements by uuid; those this process has not met yet are read."""
    known = {uuid: _READ[uuid] for uuid in uuids if uuid in _READ}
    if len(known) < len(set(uuids)):
        missing = Requirement.objects.filter(uuid__in=set(uuids) - set(known))
        fresh = {row.uuid: as_rule(row) for row in missing}
        if len(_READ) + len(fresh) > KEPT:
            _READ.clear()
        _READ.update(fresh)
        known |= fresh
    return known


def requirements_of(versions: Iterable[int]) -> dict[int, tuple[rules.Requirement, ...]]:
    """version id → what it asks, in its order, as the rules read it."""
    asked: dict[int, list[rules.Requirement]] = defaultdict(list)
    for row in Requirement.objects.filter(version__in=set(versions)):
        asked[row.version_id].append(as_rule(row))
    return {version: tuple(requirements) for version, requirements in asked.items()}


def as_rule(row: Requirement) -> rules.Requirement:
    return rules.Requirement(
        id=row.pk,
        kind=RequirementKind(row.kind),
        label=row.label,
        labels=row.also_in("label"),
        phase=Phase(row.phase),
        target=row.course_id or row.agreement_id or row.competency_id,
        hours_kind=row.hours_kind,
        minutes=row.minutes or 0,
        individual_minutes=row.individual_minutes or 0,
        group_cap_minutes=row.group_cap_minutes,
        level_number=row.level_number or 0,
        within_days=row.within_days,
        session_kind=row.session_kind,
    )


@dataclass(frozen=True)
class VersionPage:
    """One version: what it asks, in words, and how many follow it."""

    version: ProgrammeVersion
    before_matching: tuple[Asked, ...]
    ongoing: tuple[Asked, ...]
    followers: int
    in_force: bool


@dataclass(frozen=True)
class ProgrammePage:
    """A program with its versions, newest first."""

    programme: Programme
    versions: tuple[VersionPage, ...]

    @property
    def current(self) -> VersionPage | None:
        """The version whoever begins today follows."""
        return next((version for version in self.versions if version.in_force), None)


def programmes_of(agency: Agency) -> list[ProgrammePage]:
    """The agency's programs, the one everybody follows first."""
    programmes = Programme.objects.filter(agency=agency).order_by("-is_default", "title")
    pages = _version_pages(agency, ProgrammeVersion.objects.filter(programme__agency=agency))
    return [
        ProgrammePage(programme, tuple(page for page in pages if page.version.programme_id == programme.pk))
        for programme in programmes
    ]


def version_page(agency: Agency, programme_uuid: str, number: int) -> VersionPage | None:
    versions = ProgrammeVersion.objects.filter(programme__agency=agency, programme__uuid=programme_uuid, number=number)
    return next(iter(_version_pages(agency, versions)), None)


def newest_version(programme: Programme) -> ProgrammeVersion | None:
    return programme.versions.order_by("number").last()


def _version_pages(agency: Agency, versions: QuerySet[ProgrammeVersion]) -> list[VersionPage]:
    open_now = Count("pathways", filter=Q(pathways__ends_on=None))
    found = versions.annotate(followers=open_now).select_related("programme", "decided_by__profile")
    wanted = (
        "requirements",
        "requirements__course",
        "requirements__agreement",
        "requirements__competency__framework__levels",
    )
    today = agency.today()
    return [
        VersionPage(
            version=version,
            before_matching=_asked(version, Phase.BEFORE_MATCHING),
            ongoing=_asked(version, Phase.ONGOING),
            followers=version.followers,
            in_force=version.held_on <= today,
        )
        for version in found.prefetch_related(*wanted).order_by("-number")
    ]


def _asked(version: ProgrammeVersion, phase: Phase) -> tuple[Asked, ...]:
    return tuple(asked_in_words(row) for row in version.requirements.all() if row.phase == phase)
