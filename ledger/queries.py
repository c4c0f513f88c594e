"""Is what is written still what was written?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import models

from ledger.models import Chain, Fact, SignedFact
from ledger.rules import fact_hash

OUTSIDE_THE_HASH = {"id", "previous", "hash", "hash_version"}


def fact_models() -> list[type[Fact]]:
    """Every concrete kind of fact, of all rooms."""
    return [model for model in apps.get_models() if issubclass(model, Fact)]


def hashed_fields(fact: SignedFact) -> dict[str, object]:
    """The fields a hash is made over; a key to another row is named by that row's uuid where it has one."""
    later = {name for name, since in fact.hashed_since.items() if since > fact.hash_version}
    outside = OUTSIDE_THE_HASH | later
    return {field.name: _said(fact, field) for field in fact._meta.concrete_fields if field.name not in outside}


def _said(fact: SignedFact, field: models.Field) -> object:
    if not field.is_relation:
        value = getattr(fact, field.attname)
        return str(value) if isinstance(field, models.FileField) else value
    target = getattr(fact, field.name)
    return getattr(target, "uuid", None) or getattr(fact, field.attname)


def hash_of(fact: SignedFact) -> str:
    return fact_hash(
        kind=fact._meta.label_lower,
        version=fact.hash_version,
        previous=fact.previous,
        fields=hashed_fields(fact),
    )


@dataclass(frozen=True)
class Broken:
    """A place where a chain does not verify."""

    chain: UUID
    fact: str
    why: str


def broken_chains() -> Iterator[Broken]:
    """Walk every chain; yield each fact that was changed, and each chain that lost one."""
    links: dict[UUID, list[SignedFact]] = defaultdict(list)
    for model in fact_models():
        if issubclass(model, SignedFact):
            for fact in model._default_manager.all().iterator():
                links[fact.chain_key()].append(fact)
    heads = {chain.key: chain for chain in Chain.objects.all()}
    for key in heads.keys() | links.keys():
        yield from _breaks(key, sorted(links[key], key=lambda fact: fact.position), heads.get(key))


def _breaks(key: UUID, facts: list[SignedFact], head: Chain | None) -> Iterator[Broken]:
    previous = ""
    for number, fact in enumerate(facts, start=1):
        name = f"{fact._meta.label} {fact.uuid}"
        if fact.position != number or fact.previous != previous:
            yield Broken(key, name, "does not follow the one before it")
        if fact.hash != hash_of(fact):
            yield Broken(key, name, "is not what was written")
        previous = fact.hash
    if head is None or head.head != previous or head.length != len(facts):
        yield Broken(key, "the chain's end", "a fact is missing or was added beside the ledger")
