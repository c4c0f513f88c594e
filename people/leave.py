"""Who is on leave today? A higher room knows; it registers here at start. No clock runs for somebody on leave."""

from collections.abc import Callable, Collection

Pair = tuple[int, int]  # person, agency
OnLeave = Callable[[Collection[Pair]], set[Pair]]
_known: list[OnLeave] = []


def register(on_leave: OnLeave) -> None:
    """`on_leave(pairs)` says which of these people are on leave from these agencies today. Registering twice is once."""
    if on_leave not in _known:
        _known.append(on_leave)


def on_leave_today(pairs: Collection[Pair]) -> set[Pair]:
    return {pair for on_leave in _known for pair in on_leave(pairs)}
