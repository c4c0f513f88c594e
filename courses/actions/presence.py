"""She says with the code of the room that she is there, and that she leaves. Nothing counts before the facilitator confirms."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import LiveSession, Presence
from courses.queries.presence import is_shown, open_presence, turn_of, was_shown
from ledger import clock
from ledger.refusals import Refused, in_words
from people.locks import lock
from people.models import Membership, Person

HERE_ALREADY = gettext_lazy("You said already that you are here. When you leave, say so with the code of that moment.")
USED = gettext_lazy("You used this code already. Wait for the next one.")
SENTENCES = {
    "presence_open_once": HERE_ALREADY,
    "presence_code_once": USED,
    "presence_after_the_start": gettext_lazy("The session has not begun yet. The code is shown when it does."),
}


@transaction.atomic
def come_in(*, actor: Person, session: LiveSession, code: str) -> Presence:
    """She is there, from now on. The same code sent twice counts once."""
    lock(actor)
    turn = _turn(actor, session, code)
    if there := open_presence(session, actor.pk):
        if there.came_with == turn:
            return there
        raise Refused(HERE_ALREADY, code="here_already")
    _check_unused(actor, session, turn)
    with in_words(SENTENCES):
        return Presence.objects.create(session=session, person=actor, came_at=clock.now(), came_with=turn)


@transaction.atomic
def go_out(*, actor: Person, session: LiveSession, code: str) -> Presence:
    """She leaves now."""
    lock(actor)
    turn = _turn(actor, session, code)
    presence = open_presence(session, actor.pk)
    if presence is None:
        raise Refused(_("You have not said yet that you are here."), code="not_here")
    _check_unused(actor, session, turn)
    presence.left_at, presence.left_with = clock.now(), turn
    presence.save(update_fields=["left_at", "left_with"])
    return presence


def _turn(actor: Person, session: LiveSession, code: str) -> int:
    if session.cancelled_at:
        raise Refused(_("This session was called off."), code="called_off")
    if not session.started:
        raise Refused(SENTENCES["presence_after_the_start"], code="presence_after_the_start")
    if not is_shown(session):
        raise Refused(_("The session is over. Ask whoever led it to list you."), code="over")
    if not Membership.objects.filter(agency=session.agency, person=actor).on(session.held_on).exists():
        raise Refused(_("This session is for people of another agency."), code="stranger")
    turn = turn_of(session, code)
    if turn is None and was_shown(session, code):
        raise Refused(_("This code has changed already. Use the one that is on the screen now."), code="old_code")
    if turn is None:
        raise Refused(_("These are not the letters on the screen. Look once more."), code="wrong_code")
    return turn


def _check_unused(actor: Person, session: LiveSession, turn: int) -> None:
    hers = Presence.objects.filter(session=session, person=actor)
    if hers.filter(came_with=turn).exists() or hers.filter(left_with=turn).exists():
        raise Refused(USED, code="code_used")
