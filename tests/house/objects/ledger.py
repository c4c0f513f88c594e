from ledger.actions import erase_note, write_note
from ledger.models import Redaction
from tests.house.world import World


def _redaction(world: World) -> Redaction:
    note, _digest = write_note("A name that should not be here")
    assert note is not None
    return erase_note(note=note, reason="names_a_family")


FACTS = {"ledger.Redaction": _redaction}
