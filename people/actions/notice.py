"""Telling a person something: on her notices page, and by one short e-mail."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation

from ledger import clock
from ledger.jobs import enqueue
from people import plain_text
from people.models import Agency, Notice, Person
from people.queries.notice import sentence_of
from people.words import PersonState


@transaction.atomic
def notify(
    *,
    person: Person,
    agency: Agency | None,
    kind: str,
    key: str,
    url: str = "",
    about: Mapping[str, object] | None = None,
    show_from: datetime | None = None,
) -> Notice:
    """Leave a notice for a person, once a key. `about` holds names and dates for its sentence, never a note's words.

    `kind` is "<room>-<what>"; its sentence is `templates/notices/<kind>.txt`.
    """
    shown = show_from or clock.now()
    notice, made = Notice.objects.get_or_create(
        key=key,
        defaults={
            "person": person,
            "agency": agency,
            "kind": kind,
            "url": url,
            "about": dict(about or {}),
            "show_from": shown,
        },
    )
    if made:
        enqueue(
            kind="people.notice",
            key=f"notice:{notice.uuid}",
            payload={"notice": notice.pk},
            not_before=shown,
        )
    return notice


@transaction.atomic
def deliver_notice(*, notice: Notice) -> bool:
    """Send a notice's e-mail, once; not to somebody who died, has no sign-in, or has read it on the screen already."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("agency").get(pk=notice.pk)
    person = Person.objects.get(pk=notice.person_id)
    if notice.emailed_at or notice.read_at or not _can_be_written_to(person):
        return False
    Notice.objects.filter(pk=notice.pk).update(emailed_at=clock.now())
    letter(notice, person).send()
    return True


def letter(notice: Notice, person: Person) -> EmailMessage:
    """A short plain e-mail in the person's language. The subject names neither role nor topic."""
    room = notice.kind.partition("-")[0]
    profile = person.profile
    with translation.override(profile.language), timezone.override(ZoneInfo(profile.time_zone)):
        context = {
            **notice.about,
            "agency": notice.agency,
            "called": profile.called,
            "link": f"{settings.BASE_URL}{notice.url or '/me/notices/'}",
            "sentence": sentence_of(notice),
        }
        own = f"emails/{room}/{notice.kind}"
        subject = plain_text.render([f"{own}.subject.txt", "emails/people/notice.subject.txt"], context)
        body = plain_text.render([f"{own}.txt", "emails/people/notice.txt"], context)
    return EmailMessage(subject=" ".join(subject.split()), body=body + "\n", to=[person.email or ""])


def _can_be_written_to(person: Person) -> bool:
    return person.state == PersonState.HERE and person.is_active and bool(person.email)


@transaction.atomic
def mark_read(*, actor: Person, notice: Notice | None = None) -> int:
    """One notice of hers, or all that are shown to her, were read. Answers how many were new."""
    hers = Notice.objects.shown_to(actor).filter(read_at=None)
    if notice:
        hers = hers.filter(pk=notice.pk)
    return hers.update(read_at=clock.now())
