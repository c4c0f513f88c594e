"""Places at a session: first come, first served. What becomes free goes to the next one in the same transaction."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.actions.reminding import remind_later
from courses.models import CalendarFeed, LiveSession, SignUp
from courses.permissions import can_sign_up_others
from ledger import clock
from ledger.refusals import Refused, in_words
from people.actions.notice import notify
from people.locks import lock
from people.models import Membership, Person
from people.permissions import refuse_unless
from people.words import PersonState

SENTENCES = {
    "no_more_places_than_there_are": gettext_lazy("Every place is taken. Look at the page again."),
    "signed_up_once": gettext_lazy("This person is signed up already."),
}


@transaction.atomic
def sign_up(*, actor: Person, session: LiveSession, person: Person | None = None) -> SignUp:
    """A place, or the end of the waiting list. Sent twice it counts once."""
    person = person or actor
    refuse_unless(actor == person or can_sign_up_others(actor, session))
    lock(person)
    session = hold(session)
    _check(session, person)
    if asked := SignUp.objects.standing().filter(session=session, person=person).first():
        return asked
    fill_places(session)
    with in_words(SENTENCES):
        asked = SignUp.objects.create(session=session, person=person, asked_by=actor, has_place=_free(session) != 0)
    if asked.has_place:
        remind_later(asked)
    if actor != person:
        _tell(asked, "courses-signed-up" if asked.has_place else "courses-waiting")
    return asked


@transaction.atomic
def sign_off(*, actor: Person, asked: SignUp) -> None:
    """She does not come after all. Her place goes to whoever waits longest."""
    refuse_unless(actor.pk == asked.person_id or can_sign_up_others(actor, asked.session))
    lock(asked.person)
    session = hold(asked.session)
    _check_open(session)
    if SignUp.objects.standing().filter(pk=asked.pk).update(ended_at=clock.now()):
        fill_places(session)


def hold(session: LiveSession) -> LiveSession:
    """The session, nobody else giving or taking places until the transaction ends."""
    return LiveSession.objects.select_for_update(no_key=True, of=("self",)).select_related("agency").get(pk=session.pk)


def fill_places(session: LiveSession) -> list[SignUp]:
    """Give what is free to those who wait, first come first; who left the agency meanwhile is passed over."""
    free = _free(session)
    if free == 0 or session.started or session.cancelled_at:
        return []
    here = Membership.objects.filter(agency=session.agency, person__state=PersonState.HERE).on(session.agency.today())
    waiting = SignUp.objects.waiting().filter(session=session, person__in=here.values("person"))
    given = list(waiting.select_related("person__profile")[:free])
    for asked in given:
        asked.has_place = True
        with in_words(SENTENCES):
            asked.save(update_fields=["has_place"])
        asked.session = session
        remind_later(asked)
        _tell(asked, "courses-place-free")
    return given


@transaction.atomic
def leave_sessions(person: Person) -> None:
    """Her name is removed: her places go to others, what she said with a code and her calendar address are gone."""
    lock(person)
    coming = SignUp.objects.standing().filter(person=person, session__starts_at__gt=clock.now())
    for session in sorted((asked.session for asked in coming.select_related("session")), key=lambda one: one.pk):
        held = hold(session)
        coming.filter(session=held).update(ended_at=clock.now())
        fill_places(held)
    person.presences.all().delete()
    CalendarFeed.objects.filter(person=person).delete()


def tell_everyone(session: LiveSession, kind: str, when: str) -> None:
    """It was called off or moved: whoever is signed up hears of it, those who wait too."""
    for asked in SignUp.objects.standing().filter(session=session).select_related("person__profile"):
        asked.session = session
        _tell(asked, kind, when)


def remind_anew(session: LiveSession) -> None:
    """It was moved: the reminders are for the new time."""
    given: Iterable[SignUp] = SignUp.objects.standing().filter(session=session, has_place=True)
    for asked in given:
        asked.session = session
        remind_later(asked)


def _free(session: LiveSession) -> int | None:
    """How many places nobody has; None where there is no limit."""
    if session.capacity is None:
        return None
    taken = SignUp.objects.standing().filter(session=session, has_place=True).count()
    return max(0, session.capacity - taken)


def _check(session: LiveSession, person: Person) -> None:
    _check_open(session)
    if not Membership.objects.filter(agency=session.agency, person=person).on(session.agency.today()).exists():
        raise Refused(_("Only people of the agency can sign up."), code="stranger", field="person")
    if session.facilitators.filter(pk=person.pk).exists():
        raise Refused(_("Who leads a session needs no place there."), code="leads", field="person")


def _check_open(session: LiveSession) -> None:
    if session.cancelled_at:
        raise Refused(_("This session was called off."), code="called_off")
    if session.started:
        raise Refused(
            _("The session has begun. Whoever comes now is listed by those who lead it."), code="session_has_begun"
        )


def _tell(asked: SignUp, kind: str, when: str = "") -> None:
    session = asked.session
    notify(
        person=asked.person,
        agency=session.agency,
        kind=kind,
        key=f"{kind}:{asked.uuid}:{when}",
        url=reverse("courses:session", args=[session.uuid]),
        about={"title": session.title, "starts": session.starts_at.isoformat()},
    )
