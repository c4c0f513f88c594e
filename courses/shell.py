"""What a kept lesson needs of the house's look and behaviour: the same few files for everybody, named by what is in them."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

STYLES = (
    "css/reset.css",
    "css/tokens.css",
    "css/layout.css",
    "css/components.css",
    "css/print.css",
    "css/pages/courses.css",
)
SCRIPTS = (
    "js/start.js",
    "js/announce.js",
    "js/habits.js",
    "js/kept.js",
    "js/kept-answers.js",
    "js/kept-lesson.js",
    "js/kept-list.js",
    "js/kept-until.js",
    "js/keeping.js",
    "js/menu.js",
    "js/one-press.js",
    "js/order.js",
    "js/outbox.js",
    "js/outbox-told.js",
    "js/transcript.js",
    "js/watched.js",
)
REST = (
    "img/icons.svg",
    "img/favicon.svg",
    "fonts/atkinson-hyperlegible-next/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "fonts/atkinson-hyperlegible-next/atkinson-hyperlegible-next-latin-wght-italic.woff2",
    "fonts/fraunces/fraunces-latin-wght-normal.woff2",
)
FILES = (*STYLES, *SCRIPTS, *REST)


@cache
def shell() -> tuple[str, int, tuple[str, ...]]:
    """Its version (of the contents), its size in bytes, and the addresses of its files.

    Where names carry a hash a page asks by that, a module that imports another by the plain one: both are listed.
    """
    contents = [_content(name) for name in FILES]
    version = hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents)).hexdigest()[:16]
    addresses = dict.fromkeys(address for name in FILES for address in (static(name), f"{settings.STATIC_URL}{name}"))
    return version, sum(len(content) for content in contents), tuple(addresses)


def _content(name: str) -> bytes:
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    return Path(found).read_bytes()
