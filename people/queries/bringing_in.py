"""A spreadsheet of people, read row by row: who is new, who is here already, and what is wrong where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.refusals import Refused
from people.models import Agency, Invitation, Membership, Person
from people.permissions import grantable
from people.rules import same_name, same_phone
from people.words import NEEDS_SIGN_IN, Outcome, Role

MOST_PEOPLE = 500
EARLIEST = date(1970, 1, 1)
COLUMNS: dict[str, str | Promise] = {
    "name": gettext_lazy("Name"),
    "preferred_name": gettext_lazy("Called"),
    "sign_in_email": gettext_lazy("E-mail to sign in"),
    "contact_email": gettext_lazy("Contact e-mail"),
    "phone": gettext_lazy("Phone"),
    "language": gettext_lazy("Language"),
    "role": gettext_lazy("Role"),
    "since": gettext_lazy("Since"),
}
LONGEST = {"name": 120, "preferred_name": 60, "sign_in_email": 254, "contact_email": 254, "phone": 40}

# A row by its columns; "row" is its number in the sheet.
Row = Mapping[str, str]


@dataclass(frozen=True)
class Problem:
    """What is wrong in a row, and in which column."""

    column: str
    sentence: str


@dataclass(frozen=True)
class Planned:
    """One row of the sheet and what will come of it. `number` is the row's number in the sheet."""

    number: int
    row: Row
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    person: Person | None = None
    role: Role = Role.VOLUNTEER
    starts_on: date | None = None

    @property
    def may_be_invited(self) -> bool:
        """She has an address to sign in with and no sign-in yet, or one at another agency."""
        has_one = self.person is not None and self.person.email is not None
        wanted = self.outcome in (Outcome.NEW, Outcome.HERE, Outcome.ROLE) and not has_one
        return bool(self.row["sign_in_email"]) and (wanted or self.outcome == Outcome.ELSEWHERE)


def rows_of(sheet: Sequence[Sequence[str]]) -> list[Row]:
    """The sheet's rows by column. The header may be in any order; an unknown column is named."""
    keys = [_column(heading, position) for position, heading in enumerate(sheet[0])]
    if "name" not in keys:
        raise Refused(
            _("There is no column “%(name)s”. Start from the template.") % {"name": COLUMNS["name"]}, code="no_header"
        )
    if len([key for key in keys if key]) != len({key for key in keys if key}):
        raise Refused(_("A column stands there twice. Start from the template."), code="no_header")
    empty = dict.fromkeys(COLUMNS, "")
    return [
        empty | {"row": str(number)} | {key: cell for key, cell in zip(keys, row, strict=False) if key}
        for number, row in enumerate(sheet[1:], start=2)
        if row
    ]


def _column(heading: str, position: int) -> str:
    for key, label in COLUMNS.items():
        if same_name(heading) in (same_name(str(label)), same_name(key.replace("_", " "))):
            return key
    if heading:
        raise Refused(
            _("Column %(number)s, “%(heading)s”, is not one of the template's.")
            % {"number": position + 1, "heading": heading[:60]},
            code="unknown_column",
        )
    return ""


def plan(*, actor: Person, agency: Agency, rows: Sequence[Row]) -> list[Planned]:
    """What will come of each row. Reads only, with the same few queries for one row and for five hundred."""
    known = _Known.of(agency, rows, actor)
    may = grantable(actor, agency)
    seen: dict[str, int] = {}
    return [_plan_row(int(row["row"]), row, known, may, seen) for row in rows]


def _plan_row(number: int, row: Row, known: "_Known", may: frozenset[Role], seen: dict[str, int]) -> Planned:
    role, starts_on, problems = _read(row, known.agency, may)
    person, doubt = known.match(row)
    if person == known.actor:
        doubt = Problem("name", _("This is you. Your own record and roles are kept by somebody else."))
    problems = [*problems, *([doubt] if doubt else []), *_twice(number, row, seen)]
    if problems:
        return Planned(number, row, Outcome.WRONG, tuple(problems))
    if person is None:
        outcome = Outcome.ELSEWHERE if row["sign_in_email"].lower() in known.elsewhere else Outcome.NEW
        return Planned(number, row, outcome, role=role, starts_on=starts_on)
    last = known.last_day(person, role)
    if last is None:
        return Planned(number, row, Outcome.HERE, person=person, role=role)
    starts_on = starts_on if starts_on and starts_on > last else known.agency.today()
    return Planned(number, row, Outcome.ROLE, person=person, role=role, starts_on=starts_on)


def _twice(number: int, row: Row, seen: dict[str, int]) -> list[Problem]:
    """The same address to sign in, or the same name with the same contacts, twice in one sheet."""
    email = row["sign_in_email"].lower()
    contact = row["contact_email"].lower() or same_phone(row["phone"])
    keys = {"sign_in_email": f"e:{email}" if email else "", "name": f"n:{same_name(row['name'])}:{email or contact}"}
    problems = [
        Problem(column, _("Row %(number)s says the same. This one is left out.") % {"number": seen[key]})
        for column, key in keys.items()
        if key and key in seen
    ]
    for key in keys.values():
        seen.setdefault(key, number)
    return problems[:1]


def _read(row: Row, agency: Agency, may: frozenset[Role]) -> tuple[Role, date | None, list[Problem]]:
    problems = [
        Problem(column, _("This is longer than %(most)s letters.") % {"most": most})
        for column, most in LONGEST.items()
        if len(row[column]) > most
    ]
    if not any(letter.isalpha() for letter in row["name"]):
        problems.append(Problem("name", _("Write a name here.")))
    problems += [
        Problem(column, _("This is not an e-mail address."))
        for column in ("sign_in_email", "contact_email")
        if row[column] and not _is_email(row[column])
    ]
    if row["phone"] and len(same_phone(row["phone"])) < 7:
        problems.append(Problem("phone", _("This phone number is too short.")))
    if row["language"] and language_code(row["language"]) is None:
        names = ", ".join(str(name) for _code, name in settings.LANGUAGES)
        problems.append(Problem("language", _("Write one of: %(names)s.") % {"names": names}))
    role = _role(row["role"], agency)
    if role is None or role in NEEDS_SIGN_IN or role not in may:
        problems.append(Problem("role", _("This role cannot be given by a sheet. Send an invitation instead.")))
    starts_on, problem = _since(row["since"], agency, role)
    return role or Role.VOLUNTEER, starts_on, problems + ([problem] if problem else [])


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def language_code(text: str) -> str | None:
    """A language as somebody writes it: its code, or its name in English or in the reader's language."""
    names = {same_name(str(name)): code for code, name in settings.LANGUAGES}
    names |= {code: code for code, _name in settings.LANGUAGES} | {"english": "en", "spanish": "es", "espanol": "es"}
    return names.get(same_name(text))


def _words_for_a_volunteer(agency: Agency) -> list[str]:
    """The agency's own, in every language it gave them in."""
    columns = ("role_word", "role_word_plural")
    return [word for column in columns for word in (getattr(agency, column), *agency.also_in(column).values())]


def _role(text: str, agency: Agency) -> Role | None:
    if not text:
        return Role.VOLUNTEER
    names = {same_name(str(role.label)): role for role in Role} | {role.value: role for role in Role}
    names |= {same_name(word): Role.VOLUNTEER for word in _words_for_a_volunteer(agency)}
    return names.get(same_name(text))


def _since(text: str, agency: Agency, role: Role | None) -> tuple[date | None, Problem | None]:
    if not text:
        return None, None
    day = _date(text)
    if day is None:
        return None, Problem("since", _("Write the date as 2026-03-31 or 3/31/2026."))
    if not EARLIEST <= day <= agency.today():
        return None, Problem("since", _("This day has not come yet, or lies too far back."))
    if role != Role.VOLUNTEER and day < agency.today():
        return None, Problem("since", _("Only a volunteer's first day can lie in the past. Leave this empty."))
    return day, None


def _date(text: str) -> date | None:
    for shape in ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 (a calendar day)
        except ValueError:
            continue
    return None


class _Known:
    """Who is at the agency already, and which addresses sign somebody in elsewhere. Four queries."""

    def __init__(
        self,
        agency: Agency,
        actor: Person,
        people: Iterable[Person],
        invited: Iterable[Invitation],
        elsewhere: set[str],
    ) -> None:
        self.agency, self.actor = agency, actor
        self.elsewhere = elsewhere
        self.by_sign_in: dict[str, Person] = {}
        self.by_name: dict[str, list[Person]] = {}
        for person in people:
            self.by_name.setdefault(same_name(person.profile.name), []).append(person)
            if person.email:
                self.by_sign_in[person.email] = person
        by_id = {person.pk: person for person in people}
        for invitation in invited:
            if invitation.person_id in by_id:
                self.by_sign_in.setdefault(invitation.email, by_id[invitation.person_id])

    @classmethod
    def of(cls, agency: Agency, rows: Sequence[Row], actor: Person) -> "_Known":
        here = Membership.objects.filter(agency=agency)
        people = list(Person.objects.filter(pk__in=here.values("person")).prefetch_related("memberships"))
        invited = Invitation.objects.filter(agency=agency, used_at=None, withdrawn_at=None).exclude(person=None)
        addresses = {row["sign_in_email"].lower() for row in rows if row["sign_in_email"]}
        known = Person.objects.filter(email__in=addresses).values_list("email", flat=True)
        more = EmailAddress.objects.filter(email__in=addresses, verified=True).values_list("email", flat=True)
        mine = {person.email for person in people if person.email}
        return cls(agency, actor, people, invited, ({*known, *more} - mine))

    def match(self, row: Row) -> tuple[Person | None, Problem | None]:
        """The person a row speaks of: by her address to sign in, else by her name with an e-mail or phone."""
        name = same_name(row["name"])
        holder = self.by_sign_in.get(row["sign_in_email"].lower())
        if holder and same_name(holder.profile.name) != name:
            return None, Problem(
                "sign_in_email",
                _("This address signs in %(name)s. Check the name, or move a shared address to “%(column)s”.")
                % {"name": holder.profile.name, "column": COLUMNS["contact_email"]},
            )
        if holder:
            return holder, None
        return next((person for person in self.by_name.get(name, []) if _same_contacts(person, row)), None), None

    def last_day(self, person: Person, role: Role) -> date | None:
        """None while she has the role; otherwise the last day she had it, or long ago."""
        held = [m for m in person.memberships.all() if m.agency_id == self.agency.pk and m.role == role]
        today = self.agency.today()
        if any(m.ends_on is None or m.ends_on >= today for m in held):
            return None
        return max((m.ends_on for m in held if m.ends_on), default=EARLIEST - timedelta(days=1))


def _same_contacts(person: Person, row: Row) -> bool:
    """One e-mail or the phone agrees; or one of the two sides has no contacts to compare."""
    hers = {value.lower() for value in (person.email, person.profile.contact_email) if value}
    hers |= {same_phone(person.profile.phone)} - {""}
    theirs = {row["sign_in_email"].lower(), row["contact_email"].lower(), same_phone(row["phone"])} - {""}
    return not hers or not theirs or bool(hers & theirs)
