"""Role-plays: begun, read and heard again, sent, answered, erased. Nothing here is scored."""

from collections.abc import Collection, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.actions import complete_step
from courses.models import Enrolment
from courses.permissions import can_learn
from courses.queries.place import Place
from courses.rules.document import Step
from courses.words import Route, RubricLevel, StepKind
from ledger import clock
from ledger.actions import erase_note, record, write_note
from ledger.refusals import Refused, in_words
from people.actions import notify
from people.locks import lock
from people.models import Agency, Person
from people.permissions import refuse_unless
from supervision import recordings, sentences
from supervision.actions.entry import NOT_SURE, Sure, names_nobody
from supervision.models import Recording, RolePlay, RolePlayAnswer, RolePlayDraft
from supervision.permissions import assignment_for, holds_role_for, role_plays_to_answer
from supervision.queries.role_play import scene_of, supervisors_for
from supervision.words import EraseReason, Kind


@dataclass(frozen=True)
class Said:
    """What she wrote, the voice that came with it, and whether the one that was there goes."""

    text: str = ""
    voice: IO[bytes] | None = None
    without_voice: bool = False


def keep_role_play_draft(*, actor: Person, place: Place, step: UUID, said: Said) -> RolePlayDraft:
    """Keep what she has so far. It is hers alone until she sends it. A new recording takes the place of the one before."""
    _asked(actor, place, step)
    voice = recordings.heard(said.voice, sender=actor) if said.voice else None
    with transaction.atomic(), recordings.kept(voice) if voice else nullcontext() as recording:
        lock(actor)
        draft, _made = RolePlayDraft.objects.get_or_create(
            person=actor, step_key=step, defaults={"enrolment": place.enrolment}
        )
        before = draft.recording
        draft.text, draft.enrolment, draft.changed_at = said.text, place.enrolment, clock.now()
        draft.recording = recording or (None if said.without_voice else before)
        if not (draft.text.strip() or draft.recording):
            raise Refused(sentences.ROLE_PLAY["role_play_says_something"], code="role_play_says_something")
        draft.save()
        if before and before != draft.recording:
            _throw_away_voice(before)
    return draft


def _asked(actor: Person, place: Place, step: UUID) -> Step:
    """The role-play in her own edition."""
    refuse_unless(place.enrolment.person_id == actor.pk and can_learn(actor, place.enrolment))
    lesson = place.document.lesson_of(step)
    found = lesson.step(step) if lesson else None
    if found is None or found.kind != StepKind.ROLEPLAY:
        raise Refused(sentences.ROLE_PLAY["role_play_of_its_edition"], code="not_in_this_edition")
    return found


@transaction.atomic
def drop_role_play_draft(*, actor: Person, step: UUID) -> bool:
    """Throw away what she has not sent, as it is now. Answers whether there was anything: sent meanwhile, it is no draft any more."""
    lock(actor)
    draft = RolePlayDraft.objects.filter(person=actor, step_key=step).select_related("recording").first()
    if draft:
        throw_away(draft)
    return draft is not None


def throw_away(draft: RolePlayDraft) -> None:
    """Under her lock: a draft that was read before may have been sent, or hold another voice by now."""
    voice = draft.recording
    draft.delete()
    if voice:
        _throw_away_voice(voice)


def _throw_away_voice(voice: Recording) -> None:
    """One that no record points at: nothing of it stays."""
    name = voice.file.name or ""
    voice.delete()
    transaction.on_commit(lambda: default_storage.delete(name))


@transaction.atomic
def send_role_play(*, actor: Person, place: Place, step: UUID) -> RolePlay:
    """Her own act, and the step is done with it. Whoever supervises her is told; with nobody there yet, it waits."""
    _asked(actor, place, step)
    lock(actor)
    draft = RolePlayDraft.objects.filter(person=actor, step_key=step).select_related("recording").first()
    if draft is None or not (draft.text.strip() or draft.recording):
        raise Refused(sentences.ROLE_PLAY["role_play_says_something"], code="role_play_says_something")
    supervisors = supervisors_for(place.enrolment)
    agency = _agency_for(place.enrolment, [agency for _person, agency in supervisors])
    words, digest = write_note(draft.text)
    with in_words(sentences.ROLE_PLAY):
        role_play = record(
            RolePlay(
                person=actor, agency=agency, enrolment=place.enrolment, edition_id=place.edition_id, step_key=step,
                note=words, note_digest=digest, recording=draft.recording, held_on=clock.today(actor.profile.time_zone),
            )
        )  # fmt: skip
    draft.delete()
    complete_step(actor=actor, enrolment=place.enrolment, module=place.module, key=step, route=Route.SENT)
    for supervisor, there in supervisors:
        if there == agency:
            _tell_supervisor(role_play, supervisor)
    return role_play


def _agency_for(enrolment: Enrolment, supervised_at: Collection[Agency]) -> Agency:
    """Where she is supervised: the agency that asked her to learn, or another that relies on it."""
    agency: Agency = enrolment.agency
    return agency if agency in supervised_at or not supervised_at else next(iter(supervised_at))


def _tell_supervisor(role_play: RolePlay, supervisor: Person) -> None:
    notify(
        person=supervisor,
        agency=role_play.agency,
        kind="supervision-role-play-sent",
        key=f"supervision-role-play-sent:{role_play.uuid}:{supervisor.uuid}",
        url=reverse("supervision:answer-role-play", args=[role_play.uuid]),
        about={"name": role_play.person.get_short_name()},
    )


@transaction.atomic
def answer_role_play(
    *,
    actor: Person,
    role_play: RolePlay,
    marks: Mapping[str, RubricLevel],
    words: str,
    corrects: RolePlayAnswer | None = None,
    sure: Sure = NOT_SURE,
) -> RolePlayAnswer:
    """Her supervisor answers: a level in words for each thing that was looked for, and words. A change is a new answer."""
    person, agency = role_play.person, role_play.agency
    lock(person)
    refuse_unless(role_plays_to_answer(actor).filter(pk=role_play.pk).exists())
    assignment = assignment_for(actor, person, agency, Kind.PEER_SUPERVISION, agency.today())
    if assignment is None or not holds_role_for(actor, Kind.PEER_SUPERVISION, agency):
        code = "role_play_answered_within_an_assignment"
        raise Refused(sentences.ROLE_PLAY[code], code=code)
    asked = [row["key"] for row in scene_of(role_play, actor.profile.language).rubric]
    if sorted(marks) != sorted(asked):
        raise Refused(_("Please mark each of the things that were looked for."), code="not_marked")
    if not words.strip():
        raise Refused(_("Please write a sentence or two, too."), code="no_words", field="note")
    names_nobody(words, sure, known=[actor, person, agency])
    note, digest = write_note(words)
    with in_words(sentences.ROLE_PLAY | _ANSWERED_TWICE):
        answer = record(
            RolePlayAnswer(
                role_play=role_play, person=person, by=actor, assignment=assignment, supersedes=corrects,
                marks={row: RubricLevel(level).value for row, level in marks.items()},
                note=note, note_digest=digest, held_on=agency.today(),
            )
        )  # fmt: skip
    _tell_volunteer(answer, agency)
    return answer


# SQLite and PostgreSQL name what is unique in different ways.
_ANSWERED_TWICE = {
    f"supervision_roleplayanswer{between}": sentences.ROLE_PLAY["role_play_answered_once"]
    for between in (".role_play_id", ".supersedes_id", "_supersedes_id")
}


def _tell_volunteer(answer: RolePlayAnswer, agency: Agency) -> None:
    notify(
        person=answer.person,
        agency=agency,
        kind="supervision-role-play-answered",
        key=f"supervision-role-play-answered:{answer.uuid}",
        url=reverse("supervision:role-play", args=[answer.role_play.uuid]),
        about={"name": answer.by.get_short_name()},
    )


@transaction.atomic
def erase_role_play(*, actor: Person, role_play: RolePlay) -> None:
    """She erases what she said, words and voice, for good. That she sent it stands, and so does the answer."""
    refuse_unless(role_play.person_id == actor.pk)
    if role_play.note and not role_play.note.erased_at:
        erase_note(note=role_play.note, reason=EraseReason.ASKED)
    erase_recordings(Recording.objects.filter(sent=role_play))


def erase_recordings(found: "Collection[Recording]") -> None:
    """The files go for good once the transaction holds; that there was a voice stands."""
    names = [voice.file.name for voice in found if voice.file.name]
    Recording.objects.filter(pk__in=[voice.pk for voice in found], erased_at=None).update(
        file="", sha256="", seconds=0, erased_at=clock.now()
    )
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names])
