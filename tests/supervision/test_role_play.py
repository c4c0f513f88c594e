"""Role-plays: hers until she sends them, open to her and to whoever supervises her today, answered in words."""

from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.actions import complete_lesson, hear
from courses.models import ModuleCompletion, StepDone
from courses.queries.place import place_in
from courses.rules.events import Event
from courses.words import EventKind, Outcome, Route, RubricLevel
from ledger.refusals import Refused
from people.models import Notice
from people.words import Role
from supervision.actions import (
    Said,
    answer_role_play,
    erase_words_of,
    keep_role_play_draft,
    send_role_play,
)
from supervision.models import Recording, RolePlay, RolePlayAnswer, RolePlayDraft
from supervision.queries import desk
from supervision.queries.role_play import practices_of
from tests.cms.conftest import files_here  # noqa: F401 (a fixture)
from tests.factories.cms import film, made_film
from tests.factories.courses import lesson, make_course, make_enrolment, make_module, roleplay_step
from tests.factories.people import make_member
from tests.factories.supervision import make_assignment, make_role_play, role_play_answer_of
from tests.supervision.attacks import WAYS, refusal, refused
from tests.supervision.test_pages import as_, words_of

pytestmark = pytest.mark.django_db
WORDS = "Hi, I am a parent too. Is this a good time?"


class Practicing:
    """Ana at a role-play of a lesson: where it is, and what she does there."""

    def __init__(self, person, agency, *steps) -> None:
        self.steps = steps or (roleplay_step(),)
        self.key = UUID(self.steps[0]["key"])
        self.module = make_module("First calls", lesson("The first call", *self.steps))
        self.enrolment = make_enrolment(person, make_course("Calls", self.module), agency)
        self.at = f"/practice/calls/first-calls/the-first-call/{self.key}/"
        self.lesson = "/learn/calls/first-calls/the-first-call/"
        self.rows = [row["key"] for row in self.steps[0]["rubric"]]

    @property
    def place(self):
        return place_in(self.enrolment, self.module)

    def send(self, text=WORDS) -> RolePlay:
        return make_role_play(self.enrolment, self.module, str(self.key), text)

    def marks(self, level=RubricLevel.GROWING):
        return dict.fromkeys(self.rows, level)


@pytest.fixture
def first(ana, agency):
    return Practicing(ana, agency)


@pytest.fixture(autouse=True)
def files(files_here, tmp_path):  # noqa: F811 (the fixture)
    """Where the recordings lie, also where the suite runs against an object store."""
    return tmp_path


def left(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def tone() -> SimpleUploadedFile:
    return SimpleUploadedFile("../../her name.wav", film("wav"), content_type="text/html")


def test_she_writes_looks_at_it_and_sends_it_without_javascript(ana, bea, assigned, first):
    hers = as_(ana)
    page = words_of(hers.get(first.lesson))
    assert "I do not even know what to ask." in page and "Write it or say it" in page
    assert "Also part of this lesson: the practice talk" in page
    answer = hers.post(first.at, {"text": WORDS, "recording": tone()})
    assert answer.url == f"{first.at}#look"
    page = hers.get(first.at)
    assert WORDS in words_of(page) and "It goes to Bea" in words_of(page)
    draft = RolePlayDraft.objects.get()
    assert desk(bea).things == 0 and not StepDone.objects.exists()
    assert hers.get(reverse("supervision:own-voice", args=[draft.recording.uuid])).status_code == 200
    assert hers.post(f"{first.at}send/").url == f"{first.lesson}#step-{first.key}"
    assert StepDone.objects.get().route == Route.SENT and not RolePlayDraft.objects.exists()
    assert "will answer in words. You will get a note." in words_of(hers.get(first.lesson))
    assert hers.post(f"{first.lesson}done/").status_code == 302 and ModuleCompletion.objects.filter(person=ana).exists()


def test_nothing_is_kept_or_offered_to_be_sent_before_something_is_said(ana, assigned, first):
    hers = as_(ana)
    answer = hers.post(first.at, {"text": "  "})
    assert answer.status_code == 422 and "Write or record what you would say first." in words_of(answer)
    assert not RolePlayDraft.objects.exists() and "Before you send it" not in words_of(answer)
    hers.post(first.at, {"recording": tone()})
    answer = hers.post(first.at, {"text": "", "without_voice": "on"})
    assert answer.status_code == 422 and RolePlayDraft.objects.get().recording is not None


def test_her_supervisor_finds_it_marks_it_in_words_and_she_reads_the_answer(ana, bea, assigned, first):
    sent = first.send()
    row = desk(bea).rows[0]
    assert (row.waiting.split(",")[0], row.action) == ("Sent a role-play", "Answer")
    assert row.action_url == Notice.objects.get(person=bea).url
    told = {"note": "You asked before you told.", **{f"mark-{row}": "steady" for row in first.rows}}
    kept = as_(bea).post(row.action_url, {**told, f"mark-{first.rows[0]}": ""})
    assert "You asked before you told." in kept.content.decode() and not RolePlayAnswer.objects.exists()
    assert as_(bea).post(row.action_url, told).url == "/supervise/"
    assert desk(bea).things == 0
    assert Notice.objects.get(person=ana).url == f"/role-plays/{sent.uuid}/"
    for address in (first.lesson, f"/role-plays/{sent.uuid}/"):
        page = words_of(as_(ana).get(address))
        assert "You asked before you told." in page and "Steady It holds." in page
    assert "The first call Answered" in words_of(as_(ana).get("/learn/"))


def test_an_answer_is_changed_by_a_new_one_and_the_old_one_stands_in_the_book(ana, bea, assigned, first):
    sent = first.send()
    before = answer_role_play(actor=bea, role_play=sent, marks=first.marks(), words="Clear and kind.")
    after = answer_role_play(
        actor=bea, role_play=sent, marks=first.marks(RubricLevel.STEADY), words="Clear, kind, brave.", corrects=before
    )
    assert RolePlay.objects.with_words().get().answer == after
    for stale in (None, before):
        with pytest.raises(Refused, match="answered a moment ago"):
            answer_role_play(actor=bea, role_play=sent, marks=first.marks(), words="Twice.", corrects=stale)
    assert RolePlayAnswer.objects.count() == 2


def test_with_nobody_there_yet_it_is_kept_and_found_by_whoever_comes(ana, gwen, cleo, agency, first):
    as_(ana).post(first.at, {"text": WORDS})
    assert "Nobody supervises you yet. You can send it all the same" in words_of(as_(ana).get(first.at))
    as_(ana).post(f"{first.at}send/")
    assert "Nobody supervises you yet. It is kept" in words_of(as_(ana).get(first.lesson))
    make_assignment(gwen, ana, agency, starts_on=agency.today(), assigned_by=cleo)
    assert desk(gwen).rows[0].role_plays == (RolePlay.objects.get(),)


def test_a_guest_supervisor_answers_too(ana, other_agency, agency, first):
    guest = make_member("Gil Guest", other_agency, Role.SUPERVISOR)
    make_assignment(guest, ana, agency, guest_of="Far away")
    sent = first.send()
    assert answer_role_play(actor=guest, role_play=sent, marks=first.marks(), words="Kind.").by == guest


def test_only_she_and_whoever_supervises_her_today_hear_it(
    ana, bea, gwen, dee, cora, stan, cleo, pat, agency, assigned, consulting, first
):
    """Not a stranger, not the supervisor of before, not of another, not for groups, no consultant, no coordinator, no press."""
    today = agency.today()
    make_assignment(gwen, ana, agency, starts_on=today - timedelta(days=90), ends_on=today - timedelta(days=1))
    led = make_member("Lea Groups", agency, Role.SUPERVISOR)
    make_assignment(led, ana, agency, groups_only=True)
    keep_role_play_draft(actor=ana, place=first.place, step=first.key, said=Said(voice=tone()))
    draft = f"/role-plays/voice/{Recording.objects.get().uuid}/"
    assert [as_(who).get(draft).status_code for who in (ana, bea)] == [200, 404]  # nobody hears a draft
    sent = send_role_play(actor=ana, place=first.place, step=first.key)
    voice, page = f"/supervise/role-plays/{sent.uuid}/voice/", f"/supervise/role-plays/{sent.uuid}/"
    heard = as_(bea).get(voice)
    assert (heard.status_code, heard["Content-Type"], heard["Cache-Control"]) == (200, "audio/mp4", "private, no-store")
    part = as_(bea).get(voice, headers={"Range": "bytes=0-9"})
    assert (part.status_code, len(part.getvalue())) == (206, 10)
    for who in (ana, gwen, led, dee, cora, stan, cleo, pat):
        assert [as_(who).get(address).status_code for address in (voice, page)] == [404, 404], who
        if who != ana:
            assert as_(who).get(draft).status_code == 404 == as_(who).get(f"/role-plays/{sent.uuid}/").status_code
    assigned.ends_on = today - timedelta(days=1)
    assigned.save()
    assert as_(bea).get(voice).status_code == 404
    with refusal("not_yours"):
        answer_role_play(actor=bea, role_play=sent, marks=first.marks(), words="Late.")


ATTACKS = {
    "herself": ("role_play_not_answered_by_herself|within_an_assignment", lambda w, r: role_play_answer_of(r, w["bea"], by=w["ana"])),
    "a stranger": ("within_an_assignment", lambda w, r: role_play_answer_of(r, w["bea"], by=w["gwen"])),
    "a consultant": ("within_an_assignment", lambda w, r: role_play_answer_of(r, w["cora"])),
    "after the last day": ("within_an_assignment", lambda w, r: role_play_answer_of(r, w["bea"], assignment=w["over"])),
    "another's name": ("within_an_assignment", lambda w, r: role_play_answer_of(r, w["bea"], person=w["dee"])),
    "another day": ("answered_on_its_day", lambda w, r: role_play_answer_of(r, w["bea"], held_on=r.held_on - timedelta(days=9))),
    "a second one beside it": ("role_play_answered_once|role_play_id", lambda w, r: role_play_answer_of(w["answered"], w["bea"])),
    "correcting another's": ("corrects_one_of_its_own", lambda w, r: role_play_answer_of(r, w["bea"], supersedes=w["answer"])),
    "sent for another": ("of_her_own_course", lambda w, r: RolePlay(**w["sent"] | {"person": w["dee"]})),
    "sent elsewhere": ("of_her_own_course", lambda w, r: RolePlay(**w["sent"] | {"agency": w["other_agency"]})),
    "sent from no role-play": ("of_its_edition", lambda w, r: RolePlay(**w["sent"] | {"step_key": uuid4()})),
    "sent with nothing in it": ("says_something", lambda w, r: RolePlay(**w["sent"] | {"note": None})),
    "done and never sent": ("sent_needs_a_role_play", lambda w, r: StepDone(**w["done"])),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_the_database_says_no(way, ana, bea, gwen, dee, cora, agency, other_agency, assigned, consulting):
    first = Practicing(ana, agency, roleplay_step(), roleplay_step())
    today = agency.today()
    answered, sent = first.send("Once."), first.send("Twice.")
    w = {"ana": ana, "bea": bea, "gwen": gwen, "dee": dee, "cora": cora, "other_agency": other_agency}
    w["over"] = make_assignment(
        bea, ana, agency, starts_on=today - timedelta(days=400), ends_on=today - timedelta(days=300)
    )
    w["answered"] = answered
    w["answer"] = answer_role_play(actor=bea, role_play=answered, marks=first.marks(), words="Kind.")
    w["sent"] = {
        "person": ana, "agency": agency, "enrolment": first.enrolment, "edition": sent.edition, "note": sent.note,
        "step_key": first.key, "held_on": today,
    }  # fmt: skip
    w["done"] = {
        "run": StepDone.objects.get().run, "person": ana, "step_key": first.steps[1]["key"], "route": Route.SENT, "held_on": today,
    }  # fmt: skip
    for guard, made in ATTACKS.values():
        refused(made(w, sent), way, guard)


def test_no_device_says_that_it_was_sent_and_no_words_stand_for_it(ana, first):
    for route in (Route.SENT, Route.READ, Route.TRANSCRIPT):
        event = Event(uuid4(), EventKind.DONE, "calls", "first-calls", first.key, route=route)
        assert hear(actor=ana, events=[event])[0].outcome == Outcome.REFUSED


def test_another_way_through_the_lesson_asks_for_no_role_play(ana, agency):
    step = roleplay_step()
    hard = lesson("A hard call", step, content_note="A hard night.", another_way="<p>In short.</p>")
    module = make_module("Calls", hard)
    enrolment = make_enrolment(ana, make_course("Calls", module), agency)
    found = place_in(enrolment, module).document.lessons[0]
    complete_lesson(actor=ana, enrolment=enrolment, module=module, lesson=found, another_way=True)
    assert ModuleCompletion.objects.filter(person=ana).exists()


HOSTILE = {
    "no sound": b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(64),
    "a page": b"<html><script>alert(1)</script></html>",
    "a playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
    "a film without sound": film("mp4"),
    "empty": b"",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_voice_is_refused_in_words_and_leaves_no_file(data, ana, first, files):
    answer = as_(ana).post(first.at, {"text": WORDS, "recording": SimpleUploadedFile("voice.m4a", data)})
    assert answer.status_code == 422 and WORDS in answer.content.decode()
    assert any(said in words_of(answer) for said in ("We cannot read this", "We could not hear", "is empty"))
    assert left(files) == [] and not Recording.objects.exists() and not RolePlayDraft.objects.exists()


def test_a_recording_is_made_anew_and_one_that_is_too_long_or_too_large_is_refused(ana, first, files, monkeypatch):
    keep_role_play_draft(actor=ana, place=first.place, step=first.key, said=Said(voice=tone()))
    [kept] = left(files)
    assert kept.suffix == ".m4a" and "name" not in kept.name and kept.read_bytes()[4:8] == b"ftyp"
    assert Recording.objects.get().seconds == 2
    long = made_film("long.mp3", "-f", "lavfi", "-i", "sine=duration=400:sample_rate=8000", "-b:a", "8k")
    with refusal("too_long"):
        keep_role_play_draft(actor=ana, place=first.place, step=first.key, said=Said(voice=BytesIO(long)))
    monkeypatch.setattr("supervision.recordings.LARGEST", 1000)
    with refusal("too_large"):
        keep_role_play_draft(actor=ana, place=first.place, step=first.key, said=Said(voice=BytesIO(long)))
    assert left(files) == [kept]


def test_one_voice_of_hers_is_worked_on_at_a_time_and_nobody_elses_waits(ana, dee, bea, agency, assigned, first, files):
    """A file made to take long holds one web thread and not all of them. Her words stay in the form."""
    make_enrolment(dee, first.enrolment.course, agency)
    answers = []

    class Slow(SimpleUploadedFile):
        """While it is read, she sends another one, and so does somebody else."""

        def read(self, *size):
            answers.append(as_(ana).post(first.at, {"text": WORDS, "recording": tone()}))
            answers.append(as_(dee).post(first.at, {"text": WORDS, "recording": tone()}))
            return super().read(*size)

    keep_role_play_draft(actor=ana, place=first.place, step=first.key, said=Said(voice=Slow("a.wav", film("wav"))))
    assert [answer.status_code for answer in answers] == [422, 302]
    assert "still working on the recording before" in words_of(answers[0]) and WORDS in answers[0].content.decode()
    assert Recording.objects.filter(drafts__person=ana).count() == 1 == len(RolePlayDraft.objects.filter(person=dee))
    for voice in (BytesIO(b"<html>"), tone()):  # nor does one that was refused stand in the way of the next
        with suppress(Refused):
            keep_role_play_draft(actor=ana, place=first.place, step=first.key, said=Said(voice=voice, text="Next"))
    assert RolePlayDraft.objects.get(person=ana).text == "Next"


def test_what_she_throws_away_replaces_or_erases_leaves_no_file(
    ana, bea, assigned, first, files, django_capture_on_commit_callbacks
):
    def keep(**said):
        with django_capture_on_commit_callbacks(execute=True):
            keep_role_play_draft(actor=ana, place=first.place, step=first.key, said=Said(**said))

    keep(voice=tone())
    keep(voice=tone(), text=WORDS)
    assert len(left(files)) == 1 == Recording.objects.count()
    keep(text=WORDS, without_voice=True)
    assert left(files) == []
    keep(voice=tone(), text=WORDS)
    with django_capture_on_commit_callbacks(execute=True):
        as_(ana).post(f"{first.at}drop/")
    assert left(files) == [] and not RolePlayDraft.objects.exists() and not RolePlay.objects.exists()
    keep(voice=tone(), text=WORDS)
    sent = send_role_play(actor=ana, place=first.place, step=first.key)
    with django_capture_on_commit_callbacks(execute=True):
        as_(ana).post(f"/role-plays/{sent.uuid}/erase/")
    assert left(files) == [] and desk(bea).things == 0
    assert "has been erased" in words_of(as_(bea).get(f"/supervise/role-plays/{sent.uuid}/"))
    assert StepDone.objects.filter(step_key=first.key).exists()


def test_with_her_name_her_words_and_her_voice_go_and_the_facts_stay(
    ana, bea, assigned, first, files, django_capture_on_commit_callbacks
):
    keep_role_play_draft(actor=ana, place=first.place, step=first.key, said=Said(text=WORDS, voice=tone()))
    sent = send_role_play(actor=ana, place=first.place, step=first.key)
    answer = answer_role_play(actor=bea, role_play=sent, marks=first.marks(), words="Kind.")
    keep_role_play_draft(actor=ana, place=first.place, step=first.key, said=Said(text="Again", voice=tone()))
    with django_capture_on_commit_callbacks(execute=True):
        erase_words_of(ana)
    assert left(files) == [] and not RolePlayDraft.objects.exists()
    sent.note.refresh_from_db()
    answer.note.refresh_from_db()
    assert (sent.note.text, answer.note.text) == ("", "")
    assert RolePlay.objects.count() == RolePlayAnswer.objects.count() == 1


def test_nothing_is_sent_where_nothing_was_said(ana, first):
    as_(ana).post(first.at, {"text": "   "})
    with refusal("role_play_says_something"):
        send_role_play(actor=ana, place=first.place, step=first.key)
    assert not RolePlay.objects.exists()


def test_an_answer_that_names_somebody_asks_first(ana, bea, assigned, first):
    sent = first.send()
    with refusal("note_names_somebody"):
        answer_role_play(actor=bea, role_play=sent, marks=first.marks(), words="Call Rosa Delgado at 555-201-4433.")


@pytest.mark.parametrize("many", [1, 3])
def test_lists_ask_the_same_number_of_questions(many, ana, bea, assigned, first, django_assert_num_queries):
    for number in range(many):
        sent = first.send(f"Try {number}")
        answer_role_play(actor=bea, role_play=sent, marks=first.marks(), words="Kind.")
    place = first.place
    with django_assert_num_queries(4):
        [practice] = practices_of(place, [first.key]).values()
        assert len([marked for one in practice.tries for marked in one.marks]) == 2 * many
