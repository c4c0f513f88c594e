"""Hashing: canonical JSON (RFC 8785) over named fields. Pure."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from uuid import UUID

import rfc8785

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def plain(value: object) -> Plain:
    """A value as JSON says it: instants in UTC, identifiers as text."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, (date, time, UUID)):
        return str(value) if isinstance(value, UUID) else value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return str(value)


def fact_hash(*, kind: str, version: int, previous: str, fields: Mapping[str, object]) -> str:
    """The hash (64 hex digits) of one fact in its chain."""
    said: dict[str, Plain] = {"kind": kind, "version": version, "previous": previous, "fields": plain(dict(fields))}
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()


def note_digest(*, salt: str, text: str) -> str:
    """What a fact keeps of a note: worth nothing once the salt is gone with the text."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
