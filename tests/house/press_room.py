"""Every address under /cms/ that names something, about the own agency's pages and files, and who is let in there.

Roles only add rights. So one person who holds every role but those of the press stands for all who do not publish
(`others`), and one who holds every role at the other agency for everybody `elsewhere`.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.test import Client
from wagtail.models import Page

from cms.models import Document, Image, Media, MediaConsent
from courses.actions import open_shelf
from courses.models import LessonPage, Module, ModulePage
from people.models import Person
from people.words import Role
from tests.cms.addresses import Address, cms_addresses
from tests.factories.cms import make_consent, make_document, make_image, make_media, make_press, make_standard
from tests.factories.courses import lesson as make_lesson
from tests.factories.courses import make_module
from tests.factories.people import make_member
from tests.house.addresses import METHODS, Row, _said
from tests.house.world import World

TABLE = Path(__file__).parent / "press_table.csv"
PRESS = (Role.PUBLISHER, Role.ADMIN)
# What a part of an address names; the rest are kinds and numbers of which any will do.
PAGES = {"page_id", "parent_page_id", "page_to_move_id", "object_id"}
NAMES = PAGES | {"pk", "destination_id", "revision_id", "image_id", "document_id", "doc_id", "media_id", "uuid"}
BULK = "wagtail_bulk_action"
COLUMNS = ["address", "method", "visitor", "others", "publisher", "admin", "elsewhere"]


@dataclass(frozen=True)
class Things:
    """One of each that an agency keeps in its press room."""

    home: Page
    page: Page
    module: Page
    image: Image
    document: Document
    media: Media
    consent: MediaConsent
    # A module of the library.
    original: Module

    @classmethod
    def of(cls, world: World) -> "Things":
        agency, publisher = world.agency, world.own[Role.PUBLISHER]
        home, media = make_press(agency), make_media(agency, shows_people=True)
        page = make_standard(home)
        page.save_revision()
        shelf = open_shelf(actor=publisher, parent=home)
        module = shelf.add_child(instance=ModulePage(title="Listening", slug="listening", summary="First."))
        body = [("text", "<p>Let her finish.</p>"), ("reflection", {"prompt": "Who listened to you?"})]
        module.add_child(instance=LessonPage(title="The pause", slug="the-pause", minutes=5, body=body))
        consent = make_consent(publisher, agency, media)
        original = make_module("Listening, of the library", make_lesson("The pause"))
        return cls(home, page, module, make_image(agency), make_document(agency), media, consent, original)


def named() -> list[Address]:
    """The addresses that name a page, a picture, a document, a medium or a consent; that a publisher may not open, too."""
    found = [address for address in cms_addresses() if NAMES & set(address.parts) or address.name == BULK]
    return list({address.pattern: address for address in found}.values())


def path_of(address: Address, things: Things) -> str:
    path = address.filled(**{part: value for part in address.parts if (value := _value(address.name, part, things))})
    return f"{path}?id={things.page.pk}" if address.name == BULK else path


def _value(name: str, part: str, things: Things) -> object:
    if part == "pk":
        return (things.image if "images" in name else things.document if "docs" in name else things.page).pk
    if part == "module_uuid":
        return things.original.uuid
    if name.startswith(("modules:bring-in", "modules:library", "modules:adapt")):
        return things.module.get_parent().pk if part == "page_id" else "the-pause"
    if part in PAGES:
        return (things.module if name.startswith("modules:") else things.page).pk
    return {
        "destination_id": things.home.pk,
        "revision_id": things.page.latest_revision_id,
        "image_id": things.image.pk,
        "document_id": things.document.pk,
        "doc_id": things.document.pk,
        "media_id": things.media.pk,
        "uuid": things.consent.uuid,
        "lesson": "the-pause",
    }.get(part)


class Knocking:
    """Everybody, each in a browser of her own, before the doors of one agency."""

    def __init__(self, world: World) -> None:
        make_press(world.other_agency)
        self.things = Things.of(world)
        others = make_member("Everything but the press", world.agency, *(role for role in Role if role not in PRESS))
        elsewhere = make_member("Everything elsewhere", world.other_agency, *Role)
        self.people = {
            "visitor": _client(None),
            "others": _client(others),
            **{role.value: _client(world.own[role]) for role in PRESS},
            "elsewhere": _client(elsewhere),
        }
        # What no form of the editor's leaves out.
        self.sent = {
            "body-count": "0",
            "new_title": "A copy",
            "new_slug": "a-copy",
            "new_parent_page": self.things.home.pk,
        }

    def row(self, address: Address, method: str) -> Row:
        path = path_of(address, self.things)
        said = {who: self._answer(client, method, path) for who, client in self.people.items()}
        return {"address": address.pattern, "method": method, **said}

    def table(self) -> list[Row]:
        return [self.row(address, method) for address in named() for method in METHODS]

    def _answer(self, client: Client, method: str, path: str) -> str:
        with transaction.atomic():
            response = client.get(path) if method == "GET" else client.post(path, self.sent)
            said = _said(response)
            if response.streaming:
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        return said


def _client(person: Person | None) -> Client:
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    return client


def rows() -> list[Row]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


def write(table: list[Row]) -> None:
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
