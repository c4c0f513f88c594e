"""The one place of the words: what is asked, how far it is, whose turn it is and what helps.

My training, the roster, the e-mails and `manage.py explain` all say it with these sentences.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from roster.queries.names import Names
from roster.rules import Item, Readiness
from roster.words import Outcome, RequirementKind, State, Turn
from supervision.words import Kind
from supervision.words import duration as in_hours


@dataclass(frozen=True)
class Line:
    """One thing asked, in words. `who` is empty where nothing is to do."""

    label: str
    state: str
    detail: str = ""
    who: str = ""
    url: str = ""
    action: str = ""
    items: tuple[Item, ...] = ()
    # Her own, her supervisor's or her coordinator's turn; for the roster's order and filters.
    turn: str = Turn.NOBODY


@dataclass(frozen=True)
class Told:
    """Everything said about one person at one agency."""

    lines: tuple[Line, ...]
    ongoing: tuple[Line, ...]
    ready: bool

    @property
    def asks_decision(self) -> bool:
        """Does the program ask for a coordinator's decision?"""
        items = (item for line in (*self.lines, *self.ongoing) for item in line.items)
        return any(item.requirement.kind == RequirementKind.DECISION for item in items)

    @property
    def done(self) -> int:
        return sum(line.state == State.DONE for line in self.lines)

    @property
    def left(self) -> int:
        return len(self.lines) - self.done

    @property
    def next(self) -> Line | None:
        """The one next thing: what is under way first, then the first that is not begun."""
        open_lines = [line for line in self.lines if line.state != State.DONE]
        begun = [line for line in open_lines if line.state == State.DOING]
        return next(iter(begun or open_lines), None)

    @property
    def summary(self) -> str:
        """ "3 done, 2 to go." """
        if not self.lines:
            return _("Your agency has not said yet what it asks for.")
        if self.ready:
            return _("Everything that comes before matching is done.")
        done = ngettext("%(count)d thing done", "%(count)d things done", self.done) % {"count": self.done}
        left = ngettext("%(count)d to go", "%(count)d to go", self.left) % {"count": self.left}
        return _("%(done)s, %(left)s.") % {"done": done, "left": left}


def tell(found: Readiness, person: int, names: Names, *, to_herself: bool, grouped: bool = True) -> Told:
    """The words about one person (her id), spoken to herself or about her to a coordinator."""
    speaker = _Speaker(person, names, to_herself, found.as_of, grouped, _rest_done_on(found))
    return Told(speaker.lines(found.before_matching), speaker.lines(found.ongoing), found.ready)


def _rest_done_on(found: Readiness) -> date | None:
    """The day everything before matching but the decision was done; None while something else is left."""
    rest = [item for item in found.before_matching if item.requirement.kind != RequirementKind.DECISION]
    if not all(item.met for item in rest):
        return None
    return max((item.since for item in rest if item.since), default=found.as_of)


def day_in_words(day: date, today: date) -> str:
    """ "November 2", with the year where it is another one."""
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == today.year else "DATE_FORMAT")


def link(name: str, *args: object) -> str:
    """The address of another room's page, or nothing while that room has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _hours_so_far(item: Item) -> str:
    """ "1 h 30 min of 2 h"; where there is more than was asked for: "1 h 45 min in the last 30 days; 1 h asked for"."""
    assert item.counted is not None
    have, asked, days = item.counted.counted, item.requirement.minutes, item.requirement.within_days
    parts = {"have": in_hours(have), "all": in_hours(asked), "days": days}
    if have <= asked:
        return (_("%(have)s of %(all)s in the last %(days)s days") if days else _("%(have)s of %(all)s")) % parts
    if days:
        return _("%(have)s in the last %(days)s days; %(all)s asked for") % parts
    return _("%(have)s; %(all)s asked for") % parts


@dataclass(frozen=True)
class _Speaker:
    """Says what is so about one person, to one kind of reader."""

    person: int
    names: Names
    to_herself: bool
    today: date
    grouped: bool
    rest_done_on: date | None

    def lines(self, items: Iterable[Item]) -> tuple[Line, ...]:
        """One line an item; the competencies stand together in one, where the first of them stands."""
        items = tuple(items)
        competencies = tuple(i for i in items if i.requirement.kind == RequirementKind.COMPETENCY)
        said: list[Line] = []
        for item in items:
            if item not in competencies:
                said.append(self.line(item))
            elif not self.grouped:
                said.append(self.competencies((item,)))
            elif item is competencies[0]:
                said.append(self.competencies(competencies))
        return tuple(said)

    @staticmethod
    def called(item: Item) -> str:
        """What is asked, in the reader's language. A requirement is read once for readers of every language."""
        return item.requirement.said(get_language() or "")

    def line(self, item: Item) -> Line:
        say = {
            RequirementKind.COURSE: self._course,
            RequirementKind.LIVE_SESSION: self._live_session,
            RequirementKind.AGREEMENT: self._agreement,
            RequirementKind.DECISION: self._decision,
            RequirementKind.EARLIER_TRAINING: self._earlier_training,
            RequirementKind.HOURS: self._hours,
        }[item.requirement.kind]
        detail, url, action = say(item)
        turn = Turn.COORDINATOR if self._not_enrolled(item) or self._nobody_for(item) else item.turn
        if not self.to_herself:
            url, action = self._for_the_coordinator(item)
        if item.met:
            url = action = ""
        kind = item.requirement.hours_kind
        return Line(
            self.called(item),
            item.state,
            detail,
            self.who(turn, kind),
            url,
            action if url else "",
            (item,),
            turn,
        )

    def _for_the_coordinator(self, item: Item) -> tuple[str, str]:
        """What a coordinator herself can do about it."""
        page = self.names.pages.get(self.person, ())
        if page and item.requirement.kind == RequirementKind.DECISION and self.rest_done_on:
            return link("roster:decide", *page), _("Decide")
        if page and item.requirement.kind == RequirementKind.EARLIER_TRAINING:
            return link("roster:earlier-training", *page), _("Recognize")
        if page and self._nobody_for(item):
            return self._assign(), _("Assign")
        if page and self._not_enrolled(item):
            return link("courses:agency-enrol", page[0], self.names.courses[item.requirement.target or 0]), _("Enroll")
        return "", ""

    def _not_enrolled(self, item: Item) -> bool:
        """A course that nobody opened for her: she cannot begin it, a coordinator enrolls her."""
        course = item.requirement.target or 0
        asked = item.requirement.kind == RequirementKind.COURSE and not item.met and course in self.names.courses
        return asked and self.names.enrolled is not None and (self.person, course) not in self.names.enrolled

    def _nobody_for(self, item: Item) -> bool:
        """Nobody is assigned to her for it: it can be neither held nor confirmed, a coordinator assigns somebody."""
        kinds = {
            RequirementKind.HOURS: item.requirement.hours_kind,
            RequirementKind.COMPETENCY: Kind.PEER_SUPERVISION,
        }
        kind = kinds.get(item.requirement.kind)
        looked = self.names.supervisors is not None
        return looked and kind is not None and not item.met and not self.names.supervisor(self.person, kind)

    def _assign(self) -> str:
        """Where a coordinator assigns somebody to her for this."""
        slug, person = self.names.pages[self.person]
        address = link("supervision:assign", slug)
        return f"{address}?volunteer={person}" if address else ""

    def competencies(self, items: tuple[Item, ...]) -> Line:
        """ "4 of 6 signed off. Next: Keeping boundaries." """
        done = [item for item in items if item.met]
        if len(items) == 1:
            label = self.called(items[0])
        else:
            label = _("%(count)s competencies signed off") % {"count": len(items)}
        if len(done) == len(items):
            since = max(item.since for item in done if item.since)
            return Line(label, State.DONE, self._on(_("Signed off %(day)s"), since), items=items)
        under_way = sorted(
            (i for i in items if i.state == State.DOING), key=lambda i: (not i.talk, i.since or date.max)
        )
        following = next(iter(under_way), None) or next(item for item in items if not item.met)
        state = State.DOING if done or under_way else State.TODO
        url = link("supervision:competencies") if self.to_herself else ""
        action = _("Ask") if url and following.turn == Turn.HERS else ""
        detail, turn = self._competencies_detail(items, len(done), following), following.turn
        who = self.who(turn) if under_way else self._ask_supervisor()
        if self._nobody_for(following):
            turn, detail = Turn.COORDINATOR, f"{detail} {self._nobody_yet()}"
            who, action = self.who(turn), ""
            if not self.to_herself and self.person in self.names.pages:
                url, action = self._assign(), _("Assign")
        return Line(label, state, detail, who, url, action, items, turn)

    def _nobody_yet(self) -> str:
        return _("Nobody is assigned to you yet.") if self.to_herself else _("Nobody is assigned yet.")

    def _competencies_detail(self, items: tuple[Item, ...], done: int, following: Item) -> str:
        if following.talk and self.to_herself:
            return _("Your supervisor would like to talk with you.")
        said = [_("%(done)s of %(all)s signed off.") % {"done": done, "all": len(items)}] if len(items) > 1 else []
        title = self.called(following)
        if following.turn == Turn.SUPERVISOR and following.since:
            asked = (
                _("Asked for: %(title)s, %(day)s")
                if not following.talk
                else _("To talk about: %(title)s, since %(day)s")
            )
            said.append(asked % {"title": title, "day": day_in_words(following.since, self.today)})
        elif len(items) > 1:
            said.append(_("Next: %(title)s") % {"title": title})
        else:
            said.append(_("Not asked for yet"))
        return " ".join(said)

    def who(self, turn: str, kind: str = "") -> str:
        """Whose turn it is, with the name to ask."""
        match turn:
            case Turn.HERS:
                return _("Your turn") if self.to_herself else self._turn_of(self.names.own.get(self.person, ""))
            case Turn.SUPERVISOR:
                return self._ask(
                    self.names.supervisor(self.person, kind), _("Your supervisor’s turn"), _("Supervisor’s turn")
                )
            case Turn.COORDINATOR if self.names.reader_coordinates and not self.to_herself:
                return _("Your turn")
            case Turn.COORDINATOR:
                return self._ask(self.names.coordinator, _("Your coordinator’s turn"), _("Coordinator’s turn"))
        return ""

    def _ask_supervisor(self) -> str:
        """It is hers to ask, and this is whom."""
        name = self.names.supervisor(self.person)
        if self.to_herself and name:
            return _("Ask %(name)s") % {"name": name}
        return self.who(Turn.HERS)

    def _ask(self, name: str, hers: str, about_her: str) -> str:
        if not name:
            return hers if self.to_herself else about_her
        return _("Ask %(name)s") % {"name": name} if self.to_herself else self._turn_of(name)

    def _turn_of(self, name: str) -> str:
        return _("%(name)s’s turn") % {"name": name}

    def _on(self, sentence: str, day: date | None) -> str:
        return sentence % {"day": day_in_words(day, self.today)} if day else ""

    def _course(self, item: Item) -> tuple[str, str, str]:
        slug = self.names.courses.get(item.requirement.target or 0, "")
        url = link("courses:course", slug) if slug else ""
        if item.met:
            return self._shown(item, _("Done %(day)s")), "", ""
        if self._not_enrolled(item):
            return _("Not enrolled yet"), "", ""
        if item.done:
            said = _("%(done)s of %(all)s modules done") % {"done": item.done, "all": item.of}
            return said, url, _("Continue")
        return _("Not begun yet"), url, _("Begin")

    def _shown(self, item: Item, sentence: str) -> str:
        """When it was done; or that it was recognized from before."""
        if any(source.kind == "earlier_training" for source in item.sources):
            sentence = _("Recognized from earlier training, %(day)s")
        return self._on(sentence, item.since)

    def _live_session(self, item: Item) -> tuple[str, str, str]:
        if item.met:
            return self._shown(item, _("Attended %(day)s")), "", ""
        said = []
        if item.minutes_have:
            parts = {"have": in_hours(item.minutes_have), "all": in_hours(item.requirement.minutes)}
            said.append(_("%(have)s of %(all)s so far.") % parts)
        if self.names.coming is None:
            return " ".join(said), "", ""
        coming = self.names.coming.get(item.requirement.session_kind)
        if coming:
            said.append(self._on(_("The next one is on %(day)s."), coming.held_on))
        else:
            said.append(_("No date is set yet."))
        return " ".join(said), link("courses:session", coming.uuid) if coming else "", _("See the date")

    def _agreement(self, item: Item) -> tuple[str, str, str]:
        agreement = self.names.agreements.get(item.requirement.target or 0)
        url = link("people:agreement", agreement) if agreement else ""
        if item.met:
            return self._on(_("Signed %(day)s"), item.since), "", ""
        if item.earlier:
            return _("There is a new text to read and sign."), url, _("Read and sign")
        return _("Not signed yet"), url, _("Read and sign")

    def _decision(self, item: Item) -> tuple[str, str, str]:
        if item.met:
            return self._on(_("Decided %(day)s"), item.since), "", ""
        if item.earlier and item.earlier.outcome == Outcome.NOT_YET:
            return self._on(_("Not yet, said on %(day)s. Talk about what helps."), item.earlier.held_on), "", ""
        if item.earlier:
            return self._on(_("The last talk was on %(day)s. It is time for another."), item.earlier.held_on), "", ""
        if self.rest_done_on:
            return self._on(_("Everything else is done since %(day)s."), self.rest_done_on), "", ""
        return _("You two talk, when the rest is done."), "", ""

    def _earlier_training(self, item: Item) -> tuple[str, str, str]:
        if item.met:
            return self._on(_("Recognized, from %(day)s"), item.since), "", ""
        return _("Your coordinator looks at what you bring."), "", ""

    def _hours(self, item: Item) -> tuple[str, str, str]:
        asked, counted = item.requirement, item.counted
        assert counted is not None
        said = [_hours_so_far(item)]
        if counted.group_not_counted:
            over = {"hours": in_hours(counted.group_not_counted), "cap": in_hours(asked.group_cap_minutes or 0)}
            said.append(_("%(hours)s of group not counted: cap %(cap)s") % over)
        if not item.met and counted.individual < asked.individual_minutes:
            alone = {"have": in_hours(counted.individual), "all": in_hours(asked.individual_minutes)}
            said.append(_("one to one %(have)s of %(all)s") % alone)
        if item.minutes_waiting and not item.met:
            said.append(_("%(hours)s waiting to be confirmed") % {"hours": in_hours(item.minutes_waiting)})
        if item.minutes_returned and not item.met:
            said.append(_("%(hours)s came back to look at") % {"hours": in_hours(item.minutes_returned)})
        detail = "; ".join(said)
        if self._nobody_for(item):
            detail = f"{detail}. {self._nobody_yet()}"
        return detail, link("supervision:hours"), _("My hours")
