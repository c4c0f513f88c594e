"""Which part of a lesson is which, when it comes in anew: what she answered stays with what was asked, wherever that stands now. Pure.

A part is known again by what it says: the very same, the same file, or half of its words. What is like nothing that stood there is
new, and so is its id: not one that another part has or had.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from courses.rules.plain import plain
from courses.words import StepKind

Block = Mapping[str, Any]
Pairs = Callable[[Sequence[Block], Sequence[Block]], list[Block | None]]

# Names of blocks in a file: the same file always gets the same ids, so that loading it again changes nothing.
NAMES = UUID("5b0d8f0e-7c0a-4a53-9d5c-1f3d0a1c6a55")
# Prose is prose, whether it was typed in the editor or in a file.
PROSE = {"text": "markdown"}
FILE = ("media", "image", "document")
ALIKE = 0.5
# Comparing each with each is for lessons as people write them; beyond this only what says the very same is known again.
MOST = 10_000
WORD = re.compile(r"\w+")


def keeping_ids(body: Sequence[Block], standing: Sequence[Block]) -> list[dict[str, Any]]:
    """Blocks under the ids of those that say the same, or nearly so."""
    return _under_ids(body, standing, _alike, set())


def in_line(body: Sequence[Block], first: Sequence[Block]) -> list[dict[str, Any]]:
    """A translation's blocks under the ids of the first language's, which has the same kinds in the same order."""
    return _under_ids(body, first, _in_order, set())


def steps_of(body: Sequence[Block]) -> list[object]:
    """The ids of what there is to do, with those of its questions and answers: what languages of a lesson have in common."""
    return [_ids(block) for block in body if block["type"] in StepKind.values]


def _ids(block: Block) -> object:
    value = block["value"] if isinstance(block["value"], Mapping) else {}
    inner = [[_ids(one) for one in said if "id" in one] for said in value.values() if _has_parts(said)]
    return [str(block.get("id", "")), *inner]


def _under_ids(new: Sequence[Block], old: Sequence[Block], pairs: Pairs, taken: set[str]) -> list[dict[str, Any]]:
    """`taken` are the ids of the whole lesson: those of what is known again are spoken for before anything new gets one."""
    found = pairs(new, old)
    keys = [_claimed(str(was["id"]), taken) if was and was.get("id") else "" for was in found]
    keys = [key or _new(block, taken) for key, block in zip(keys, new, strict=True)]
    return [
        {**block, "id": key, "value": _value(block["value"], was, pairs, taken)}
        for block, key, was in zip(new, keys, found, strict=True)
    ]


def _claimed(key: str, taken: set[str]) -> str:
    """A copy of a block may have come with its id: only one of them keeps it."""
    if key in taken:
        return ""
    taken.add(key)
    return key


def _new(block: Block, taken: set[str]) -> str:
    key = str(uuid5(NAMES, f"{block['id']} {_said(block)}"))
    while key in taken:
        key = str(uuid5(NAMES, f"{key} once more"))
    taken.add(key)
    return key


def _value(value: Any, was: Block | None, pairs: Pairs, taken: set[str]) -> Any:
    """The same for lists within a block: its questions and their answers."""
    if not isinstance(value, Mapping):
        return value
    before = was["value"] if was and isinstance(was["value"], Mapping) else {}
    return {
        name: _under_ids(said, _parts(before.get(name)), pairs, taken) if isinstance(said, list) else said
        for name, said in value.items()
    }


def _parts(said: Any) -> list[Block]:
    return [one for one in said if "id" in one] if _has_parts(said) else []


def _has_parts(said: Any) -> bool:
    return isinstance(said, list) and all(isinstance(one, Mapping) and "value" in one for one in said)


def _in_order(new: Sequence[Block], old: Sequence[Block]) -> list[Block | None]:
    """The first of a kind is the first of its kind."""
    waiting: dict[str, list[Block]] = {}
    for block in old:
        waiting.setdefault(_kind(block), []).append(block)
    return [next(iter(_drawn(waiting.get(_kind(block), []))), None) for block in new]


def _drawn(waiting: list[Block]) -> Iterator[Block]:
    if waiting:
        yield waiting.pop(0)


def _alike(new: Sequence[Block], old: Sequence[Block]) -> list[Block | None]:
    """The very same first; of the others the most alike, and of those as much alike the nearest."""
    same: dict[str, list[int]] = {}
    for there, block in enumerate(old):
        same.setdefault(_said(block), []).append(there)
    found: dict[int, int] = {}
    for here, block in enumerate(new):
        for there in _first_of(same.get(_said(block), [])):
            found[here] = there
    mine = [here for here in range(len(new)) if here not in found]
    theirs = [there for there in range(len(old)) if there not in found.values()]
    used: set[int] = set()
    for _unlike, _far, here, there in sorted(_likenesses(new, mine, old, theirs)):
        if here not in found and there not in used:
            found[here] = there
            used.add(there)
    return [old[found[here]] if here in found else None for here in range(len(new))]


def _first_of(waiting: list[int]) -> list[int]:
    return [waiting.pop(0)] if waiting else []


def _likenesses(
    new: Sequence[Block], mine: Sequence[int], old: Sequence[Block], theirs: Sequence[int]
) -> Iterator[tuple[float, int, int, int]]:
    """(how unlike, how far apart, which, which) of all that are alike enough."""
    if len(mine) * len(theirs) > MOST:
        return
    words = {there: _words(old[there]) for there in theirs}
    for here in mine:
        said = _words(new[here])
        for there in theirs:
            if _kind(new[here]) == _kind(old[there]):
                alike = 2.0 if _same_file(new[here], old[there]) else _shared(said, words[there])
                if alike >= ALIKE:
                    yield -alike, abs(here - there), here, there


def _kind(block: Block) -> str:
    kind: str = block["type"]
    return PROSE.get(kind, kind)


def _same_file(one: Block, other: Block) -> bool:
    values = [block["value"] for block in (one, other)]
    if not all(isinstance(value, Mapping) for value in values):
        return False
    here, there = ([value.get(name) for name in FILE if value.get(name)] for value in values)
    return bool(here) and here == there


def _shared(some: Counter[str], others: Counter[str]) -> float:
    """The part of the words of both that both have: 0 to 1."""
    every = some.total() + others.total()
    return 2 * (some & others).total() / every if every else 0.0


def _said(block: Block) -> str:
    """Everything a block says, without its ids."""
    return json.dumps([_kind(block), _bare(block["value"])], sort_keys=True, ensure_ascii=False, default=str)


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _bare(inner) for name, inner in value.items() if name != "id"}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _words(block: Block) -> Counter[str]:
    return Counter(WORD.findall(plain(" ".join(_texts(block["value"]))).casefold()))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner) if name not in ("id", "type", "kind") else ()
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
