"""Every address of the house, and who was let in when she really knocked."""

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache as kept
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

from people.models import Person
from people.words import Role
from tests.house.objects import ADDRESSES, BODIES, KEYWORDS
from tests.house.world import World

TABLE = Path(__file__).parent / "permission_table.csv"
METHODS = ("GET", "POST")
OWN = [role.value for role in Role]
COLUMNS = ["address", "method", "visitor", *OWN, "elsewhere"]
PRESS_ROOM = "cms/"
# The files of the pages' look: WhiteNoise answers before any of this.
Row = dict[str, str]


@dataclass(frozen=True)
class Address:
    route: str
    name: str
    # What it asks for: keyword → the kind of its converter ("" for a regular expression).
    keywords: tuple[tuple[str, str], ...]


@cache
def addresses() -> tuple[Address, ...]:
    """Every URL pattern of the house, in the order in which they are tried."""
    return tuple(_walk(get_resolver(), "", "", {}))


def ours() -> list[Address]:
    return [address for address in addresses() if not address.route.startswith(PRESS_ROOM)]


def press_room() -> list[Address]:
    return [address for address in addresses() if address.route.startswith(PRESS_ROOM)]


def _walk(resolver: URLResolver, route: str, namespace: str, outer: dict[str, str]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        path = route + str(pattern.pattern)
        keywords = outer | _keywords(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(path, f"{namespace}{pattern.name}" if pattern.name else "", tuple(keywords.items()))
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, path, inner, keywords)


def _keywords(pattern: Any) -> dict[str, str]:
    if hasattr(pattern, "converters") and not isinstance(pattern, RegexPattern):
        return {name: type(converter).__name__ for name, converter in pattern.converters.items()}
    return dict.fromkeys(pattern.regex.groupindex, "")


MADE_UP = {"IntConverter": 1, "UUIDConverter": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d10"}


def made_up_path(address: Address) -> str | None:
    """The address with made-up keywords, for where the refusal must come before anything is looked up."""
    if not address.name:
        return None if address.keywords else f"/{re.sub(r'[.^$*]+', 'x', address.route).removesuffix('x')}"
    for guess in ("1", "x", "video", "live"):
        with suppress(NoReverseMatch):
            return reverse(address.name, kwargs={name: MADE_UP.get(kind, guess) for name, kind in address.keywords})
    return None


def rows() -> list[Row]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


def write(table: list[Row]) -> None:
    order = {address.route: number for number, address in enumerate(ours())}
    table = sorted(table, key=lambda row: (order.get(row["address"], -1), row["method"]))
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def path_of(address: Address, world: World) -> str:
    """The address of the own agency's object; a room that takes keywords says which in tests/house/objects/<room>.py."""
    made = ADDRESSES[address.name](world) if address.name in ADDRESSES else {}
    if isinstance(made, str):
        return made
    more = {name: KEYWORDS[name](world) for name, _kind in address.keywords if name not in made}
    return reverse(address.name, kwargs=more | made)


def unknown() -> list[str]:
    """Addresses that ask for something no room's objects give."""
    return [
        f"{address.name} asks for {name}"
        for address in ours()
        if address.name not in ADDRESSES
        for name, _kind in address.keywords
        if name not in KEYWORDS
    ]


def knock(address: Address, method: str, world: World) -> Row:
    """Everybody knocks, one after the other, each in a transaction that is undone. Gives the row as it really is."""
    path = path_of(address, world)
    body = BODIES[address.name](world) if method == "POST" and address.name in BODIES else {}
    row = {"address": address.route, "method": method, "visitor": _answer(None, method, path, body)}
    row |= {role.value: _answer(world.own[role], method, path, body) for role in Role}
    elsewhere = {role.value: _answer(world.elsewhere[role], method, path, body) for role in Role}
    return row | {"elsewhere": _in_short(elsewhere, row)}


def _in_short(elsewhere: dict[str, str], row: Row) -> str:
    """What the other agency's people got: one word if all got the same, `as own` if each got what her role gets here."""
    said = set(elsewhere.values())
    if len(said) == 1:
        return said.pop()
    if all(elsewhere[role] == row[role] for role in elsewhere):
        return "as own"
    return " ".join(f"{role}={got}" for role, got in elsewhere.items())


def _answer(person: Person | None, method: str, path: str, body: dict[str, Any]) -> str:
    kept.clear()  # nobody is turned away because others knocked before her
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        if person:
            client.force_login(person)
        for value in body.values():
            if hasattr(value, "seek"):
                value.seek(0)  # the one who knocked before has read it
        response = client.get(path) if method == "GET" else client.post(path, body)
        said = _said(response)
        if response.streaming:
            b"".join(response.streaming_content)  # a file is read to its end, which closes it
        transaction.set_rollback(True)
    return said


def _said(response: Any) -> str:
    """`yes` (a page, or words about what was typed), `go` (done, look there), `out` (of the press room), `sign-in`, `second-step`, or the refusal's number."""
    if response.status_code in (301, 302, 303):
        to = urlsplit(response.headers["Location"]).path
        if to == reverse(settings.LOGIN_URL):
            return "sign-in"
        if to == reverse("mfa_index"):
            return "second-step"
        from_press_room = response.request["PATH_INFO"].startswith(f"/{PRESS_ROOM}")
        return "out" if from_press_room and not to.startswith(f"/{PRESS_ROOM}") else "go"
    return (
        "yes"
        if response.status_code < 300 or response.status_code in (304, 400, 409, 422)
        else str(response.status_code)
    )
