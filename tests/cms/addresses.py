"""Every address under /cms/, read from the resolver."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern


@dataclass(frozen=True)
class Address:
    """The name of a view and its pattern, with the parts of the address it takes."""

    name: str
    pattern: str
    parts: tuple[str, ...]

    def filled(self, **values: object) -> str:
        """The address with a value for each part; what is not given gets one that fits its kind."""
        return "/" + re.sub(
            r"<(?:(\w+):)?(\w+)>", lambda m: str(values.get(m[2], FITTING.get(m[2], _any(m[1])))), self.pattern
        )


FITTING = {
    "media_type": "video",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "content_type_app_name": "cms",
    "content_type_model_name": "standardpage",
    "app_label": "wagtailcore",
    "model_name": "page",
    "app_name": "cms",
    "action": "delete",
    "action_name": "publish",
    "filter_spec": "original",
}


def _any(kind: str | None) -> str:
    return {"int": "999999", "uuid": "00000000-0000-4000-8000-000000000000"}.get(kind or "", "x")


def cms_addresses() -> list[Address]:
    return sorted(
        {a for a in _walk(get_resolver().url_patterns, "", "") if a.pattern.startswith("cms/")},
        key=lambda address: (address.name, address.pattern),
    )


def _walk(patterns: list[URLPattern | URLResolver], before: str, space: str) -> Iterator[Address]:
    for one in patterns:
        path = before + _plain(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, path, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            parts = tuple(re.findall(r"<(?:\w+:)?(\w+)>", path))
            yield Address(f"{space}{one.name or ''}", path, parts)


def _plain(pattern: object) -> str:
    if not isinstance(pattern, RegexPattern):
        return str(pattern)
    text = re.sub(r"\(\?P<(\w+)>[^()]*\)", r"<\1>", str(pattern))
    return text.strip("^$").replace(r"\.", ".").replace(".*", "anything-else")
