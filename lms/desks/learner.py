"""My training: what to do next, what is left until she can be matched, and what she already has."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from courses.queries import NextStep, Outline, next_of, outlines_of
from ledger import clock
from ledger.prepared import Prepared
from people.doors import PersonRequest, for_roles
from people.models import Notice, Person
from people.words import Role
from roster.queries import MyStanding, my_standings
from roster.words import RequirementKind, State
from supervision.queries.role_play import lately_sent
from supervision.words import Kind, hours_number


@dataclass(frozen=True)
class Ring:
    """One thing she already has: a number, what it counts, and its share of what is asked (0–100)."""

    label: str
    value: str
    share: int = 100


@require_safe
@for_roles(Role.VOLUNTEER)
def learn(request: PersonRequest) -> HttpResponse:
    person = request.user
    mine = outlines_of(person)
    standings = my_standings(person, request.roles.agencies(Role.VOLUNTEER))
    context = {
        "greeting": greeting(person),
        "next": next_of(mine, person),
        "courses": mine,
        "standings": standings,
        "several": len(standings) > 1,
        "accompanied": any(mine.accompanied for mine in standings),
        "all_ready": bool(standings) and all(mine.told.ready for mine in standings),
        "rings": [*lessons(mine), *(ring for standing in standings for ring in asked(standing))],
        "notices": _NOTICES(person.pk, clock.now()),
        # Asked for where there are any only: most have sent none.
        "role_plays": lately_sent(person) if any(mine.sent_role_plays for mine in standings) else [],
    }
    return render(request, "desks/learn.html", context)


_NOTICES = Prepared(
    lambda person, now: Notice.objects.filter(person=person, show_from__lte=now, read_at=None).select_related("agency")[
        :3
    ],
    int,
    datetime,
)


def greeting(person: Person) -> str:
    """By the hour where she is."""
    hour = clock.now().astimezone(ZoneInfo(person.profile.time_zone)).hour
    name = person.get_short_name()
    if 5 <= hour < 12:
        return _("Good morning, {name}").format(name=name)
    if 12 <= hour < 18:
        return _("Good afternoon, {name}").format(name=name)
    return _("Good evening, {name}").format(name=name)


def lessons(mine: list[Outline]) -> list[Ring]:
    """Lessons done, of all her courses together; nothing where she takes none."""
    total, done = sum(seen.lessons for seen in mine), sum(seen.lessons_done for seen in mine)
    if not total:
        return []
    label = ngettext("of %(total)d lesson", "of %(total)d lessons", total) % {"total": total}
    return [Ring(label, str(done), round(100 * done / total))]


def asked(standing: MyStanding) -> list[Ring]:
    """Hours and sign-offs that her program asks for before matching, each kind apart."""
    rings = []
    for line in standing.told.lines:
        kind = line.items[0].requirement.kind if line.items else ""
        if kind == RequirementKind.HOURS:
            rings.append(_hours(line.items[0]))
        elif kind == RequirementKind.COMPETENCY:
            done = sum(item.state == State.DONE for item in line.items)
            label = _("of {total} sign-offs").format(total=len(line.items))
            rings.append(Ring(label, str(done), round(100 * done / len(line.items))))
    return rings


def _hours(item) -> Ring:  # type: ignore[no-untyped-def]
    requirement = item.requirement
    words = {
        Kind.PEER_SUPERVISION: (_("of {total} h peer supervision"), _("h peer supervision; {total} h asked for")),
        Kind.CLINICAL_CONSULTATION: (
            _("of {total} h clinical consultation"),
            _("h clinical consultation; {total} h asked for"),
        ),
    }[Kind(requirement.hours_kind)]
    have, total = item.minutes_have, requirement.minutes
    share = round(100 * min(have, total) / total)
    return Ring(words[have > total].format(total=hours_number(total)), hours_number(have), share)


def next_words(step: NextStep) -> str:
    """How long it takes, or where a film stands."""
    if step.plays and step.seconds:
        left = max(1, round(step.seconds_left / 60))
        return ngettext(
            "%(minutes)d minute left. Your place is kept at %(at)s.",
            "%(minutes)d minutes left. Your place is kept at %(at)s.",
            left,
        ) % {"minutes": left, "at": f"{step.seconds // 60}:{step.seconds % 60:02}"}
    return ngettext("About %(minutes)d minute.", "About %(minutes)d minutes.", step.minutes) % {"minutes": step.minutes}
