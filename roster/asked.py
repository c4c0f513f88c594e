"""What one requirement asks, in words, without anybody's record."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.words import SessionKind
from roster.models import Requirement
from roster.words import RequirementKind
from supervision.words import Kind
from supervision.words import duration as in_hours


@dataclass(frozen=True)
class Asked:
    """A requirement on the page of a program."""

    label: str
    words: str
    source: str


def asked_in_words(row: Requirement) -> Asked:
    said = {
        RequirementKind.COURSE: _course,
        RequirementKind.LIVE_SESSION: _live_session,
        RequirementKind.AGREEMENT: _agreement,
        RequirementKind.DECISION: _decision,
        RequirementKind.EARLIER_TRAINING: _earlier_training,
        RequirementKind.HOURS: _hours,
        RequirementKind.COMPETENCY: _competency,
    }[RequirementKind(row.kind)](row)
    if row.within_days:
        lasts = ngettext("counts for %(days)d day", "counts for %(days)d days", row.within_days)
        said = f"{said}; {lasts % {'days': row.within_days}}"
    return Asked(row.name, said, row.source)


def _course(row: Requirement) -> str:
    assert row.course is not None
    return _("The course “%(title)s”, or earlier training that stands for it") % {"title": row.course.name}


def _live_session(row: Requirement) -> str:
    kind = SessionKind(row.session_kind).label if row.session_kind else _("Live session")
    return _("%(kind)s, %(hours)s in all") % {"kind": kind, "hours": in_hours(row.minutes or 0)}


def _agreement(row: Requirement) -> str:
    assert row.agreement is not None
    return _("“%(title)s”, signed in its newest version") % {"title": row.agreement.name}


def _decision(row: Requirement) -> str:
    return _("The coordinator’s decision")


def _earlier_training(row: Requirement) -> str:
    return _("Recognized by the coordinator")


def _hours(row: Requirement) -> str:
    said = [
        _("%(kind)s, %(hours)s confirmed") % {"kind": Kind(row.hours_kind).label, "hours": in_hours(row.minutes or 0)}
    ]
    if row.individual_minutes:
        said.append(_("at least %(hours)s one to one") % {"hours": in_hours(row.individual_minutes)})
    if row.group_cap_minutes is not None:
        said.append(_("at most %(hours)s of group count") % {"hours": in_hours(row.group_cap_minutes)})
    return "; ".join(said)


def _competency(row: Requirement) -> str:
    assert row.competency is not None
    level = next((level for level in row.competency.framework.levels.all() if level.number == row.level_number), None)
    said = {"title": row.competency.name, "level": level.name if level else row.level_number}
    return _("“%(title)s”, signed off as “%(level)s” or above") % said
