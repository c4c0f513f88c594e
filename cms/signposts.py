"""What a public page says around its own content: whose it is, where else to go, whom to call."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from people.models import Agency

if TYPE_CHECKING:
    from cms.models import AgencyPage, PressPage, WelcomePacketPage


@dataclass(frozen=True)
class Sign:
    """One link of the bar or the crumbs."""

    label: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Bar:
    """The bar at the top: the agency's name, which leads home, and its pages."""

    name: str
    url: str
    nav: list[Sign]


@dataclass(frozen=True)
class Language:
    """This page in one language; `address` is whole, for search engines."""

    code: str
    name: str
    url: str
    address: str
    current: bool = False


@dataclass(frozen=True)
class CrisisLine:
    """Whom to call now."""

    name: str
    phone: str
    words: str = ""

    @property
    def phone_href(self) -> str:
        return re.sub(r"[^\d+]", "", self.phone)


@dataclass(frozen=True)
class Part:
    """One section of a welcome packet that has something in it."""

    key: str
    title: str


def languages(here: "PressPage", others: Iterable["PressPage"], request: HttpRequest) -> list[Language]:
    """This page in each language it is published in; nothing where there is one only."""
    pages = sorted([here, *others], key=lambda page: page.locale.language_code)
    return [
        Language(
            code=page.locale.language_code,
            name=get_language_info(page.locale.language_code)["name_local"].capitalize(),
            url=page.get_url(request) or "",
            address=request.build_absolute_uri(page.get_url(request)),
            current=page is here,
        )
        for page in pages
        if len(pages) > 1
    ]


def bar(home: "AgencyPage", here: "PressPage", pages: Iterable["PressPage"]) -> Bar:
    nav = [
        Sign(child.title, child.get_url() or "", current=here.path.startswith(child.path))
        for child in pages
        if child.show_in_menus
    ]
    return Bar(home.title, home.get_url() or "/", nav)


def crumbs(home: "AgencyPage", here: "PressPage") -> list[Sign]:
    """From the agency's home to this page, where there is something between."""
    if here.depth <= home.depth + 1:
        return []
    above = here.get_ancestors().filter(depth__gte=home.depth)
    return [*(Sign(page.title, page.get_url() or "") for page in above), Sign(here.title)]


def crisis_line(agency: Agency) -> CrisisLine | None:
    if not agency.crisis_number:
        return None
    return CrisisLine(agency.crisis_line, agency.crisis_number)


def parts_of(packet: "WelcomePacketPage") -> list[Part]:
    """The sections of a packet in their order; an empty one is left out."""
    titles = {
        "letter": _("A letter to you"),
        "expect": _("What to expect"),
        "people": _("Who is who"),
        "contacts": _("Whom to call"),
        "rights": _("Your rights"),
        "confidentiality": _("What stays private, and what cannot"),
        "glossary": _("Words you may hear"),
        "resources": _("Places that help"),
        "hope": _("Words of hope"),
        "checklist": _("A checklist"),
    }
    return [Part(key, title) for key, title in titles.items() if key == "contacts" or getattr(packet, key)]


def contacts_of(packet: "WelcomePacketPage", agency: Agency | None) -> list[dict[str, object]]:
    """The packet's contacts, the agency's own number first and the crisis line last."""
    listed: list[dict[str, object]] = [dict(one.value) for one in packet.contacts]
    if agency is None:
        return listed
    own: dict[str, object] = {
        "name": agency.name,
        "phone": agency.phone,
        "hours": agency.answers_when,
        "email": agency.email,
    }
    crisis: dict[str, object] = {
        "name": agency.crisis_line,
        "phone": agency.crisis_number,
        "hours": _("Day and night"),
        "crisis": True,
    }
    numbers = {one.get("phone") for one in listed}
    first = [own] if agency.phone and agency.phone not in numbers else []
    last = [crisis] if agency.crisis_number and agency.crisis_number not in numbers else []
    return [*first, *listed, *last]
