"""The training certificate somebody holds, and what it rests on, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.queries.learnt import in_language
from people.models import Agency, Person
from roster.asked import in_hours
from roster.models import CertificateEvidence, TrainingCertificate
from roster.queries.paper import Paper
from roster.words import RequirementKind


@dataclass(frozen=True)
class Shown:
    """One requirement, and in plain words by what it was shown."""

    label: str
    words: str
    day: date


def live_certificate(person: Person, agency: Agency) -> TrainingCertificate | None:
    """The certificate that was granted and not taken back, even if its last day has passed."""
    held = TrainingCertificate.objects.filter(person=person, agency=agency, voided=None)
    return held.select_related("person", "agency").order_by("pk").last()


def covers(paper: Paper) -> list[Shown]:
    """What a paper of either kind rests on, a line each: a requirement, or a module as it was called then."""
    if isinstance(paper.fact, TrainingCertificate):
        return shown_by(paper.fact)
    language = get_language() or "en"
    return [
        Shown(
            in_language(module["title"], language),
            ngettext("%(minutes)d minute", "%(minutes)d minutes", module["minutes"]) % module,
            date.fromisoformat(module["held_on"]),
        )
        for module in paper.fact.contents
    ]


def shown_by(certificate: TrainingCertificate) -> list[Shown]:
    """What a certificate rests on: a line a requirement, its facts together."""
    rows = certificate.rows.select_related(
        "requirement",
        "course_completion",
        "attendance__session",
        "agreement_signed__version__agreement",
        "signature__entry",
        "signoff__level",
        "decision__decided_by__profile",
        "earlier_training__what_note",
        "earlier_training__shown_note",
    ).order_by("requirement__position", "pk")
    by_requirement: dict[int, list[CertificateEvidence]] = {}
    for row in rows:
        by_requirement.setdefault(row.requirement_id, []).append(row)
    return [_shown(rows) for rows in by_requirement.values()]


def _shown(rows: list[CertificateEvidence]) -> Shown:
    first = rows[0]
    said = [_said(row) for row in rows]
    if first.requirement.kind == RequirementKind.HOURS:
        minutes = sum(row.signature.entry.minutes for row in rows if row.signature)
        words = _("%(hours)s in %(count)s confirmed sessions") % {"hours": in_hours(minutes), "count": len(rows)}
    else:
        words = "; ".join(words for words, _day in said)
    return Shown(first.requirement.name, words, max(day for _words, day in said))


def _said(row: CertificateEvidence) -> tuple[str, date]:
    """A fact in words, and its day."""
    if row.course_completion:
        return _("Course completed"), row.course_completion.held_on
    if row.attendance:
        there = {"title": row.attendance.session.title, "minutes": row.attendance.minutes}
        return _("%(title)s, %(minutes)s minutes") % there, row.attendance.held_on
    if row.agreement_signed:
        version = row.agreement_signed.version
        return _("Signed, version %(number)s") % {"number": version.number}, row.agreement_signed.held_on
    if row.signature:
        return in_hours(row.signature.entry.minutes), row.signature.entry.held_on
    if row.signoff:
        return _("Signed off: %(level)s") % {"level": row.signoff.level.name}, row.signoff.held_on
    if row.decision:
        return _("Decided by %(name)s") % {"name": row.decision.decided_by.get_full_name()}, row.decision.held_on
    earlier = row.earlier_training
    assert earlier is not None
    return _("Recognized: %(what)s (%(shown)s)") % {"what": earlier.what, "shown": earlier.shown_by}, earlier.held_on
