"""Hours, days and states as people read them."""

from datetime import date

from django import template
from django.utils import formats
from django.utils.translation import gettext as _

from supervision import words
from supervision.rules import Total
from supervision.words import EntryState, EvidenceKind, Kind
from supervision.words import duration as in_words

register = template.Library()

PILLS = {EntryState.CONFIRMED: "good", EntryState.RETURNED: "warm"}
ICONS = {EntryState.CONFIRMED: "check", EntryState.WAITING: "clock", EntryState.RETURNED: "back"}


@register.filter
def duration(minutes: int) -> str:
    """90 becomes "1 h 30 min"."""
    return in_words(minutes)


@register.filter
def hours_number(minutes: int) -> str:
    """Hours as the number in a ring: 210 becomes "3.5"."""
    return words.hours_number(minutes)


@register.filter
def share_of(total: Total, asked: dict[str, int]) -> float:
    """How much of what is asked for counts already, in hundredths; where nothing is asked, whatever counts is all of it."""
    wanted = asked.get(total.kind, 0)
    return min(100, 100 * total.counts / wanted) if wanted else 100 * bool(total.counts)


@register.filter
def ring_label(total: Total, asked: dict[str, int]) -> str:
    """What stands under the ring: the kind, and how much is asked for."""
    wanted = asked.get(total.kind, 0)
    if not wanted:
        return str(total.kind.label)
    return _("%(kind)s; %(hours)s asked for") % {"kind": total.kind.label, "hours": in_words(wanted)}


@register.filter
def as_day(day: str | date) -> str:
    """A day, also one that a notice keeps as text: "24 November"."""
    return formats.date_format(date.fromisoformat(day) if isinstance(day, str) else day, "MONTH_DAY_FORMAT")


@register.filter
def kind_label(kind: str) -> str:
    return str(Kind(kind).label)


@register.filter
def shown_by(kinds: list[str]) -> str:
    """Ways a competency was shown, in words: "Role play, Seen in practice"."""
    return ", ".join(str(EvidenceKind(kind).label) for kind in kinds)


@register.filter
def pill(state: str) -> str:
    return PILLS.get(EntryState(state), "quiet")


@register.filter
def pill_icon(state: str) -> str:
    return ICONS.get(EntryState(state), "")


@register.simple_tag
def how_counted(total: Total) -> str:
    """Of one kind: what counts one to one and in a group, and what waits."""
    said = [_("%(one)s one to one") % {"one": in_words(total.individual)}]
    if total.group:
        said.append(_("%(group)s in a group") % {"group": in_words(total.group)})
    if total.waiting:
        said.append(_("%(waiting)s more to be confirmed") % {"waiting": in_words(total.waiting)})
    return ", ".join(said)
