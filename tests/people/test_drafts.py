"""What is typed and not sent: kept a page by a page, read by nobody else, never lost between tabs, devices and time-outs."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger import clock
from ledger.refusals import Refused
from people.actions import draft_sent, drop_draft, erase_person, keep_draft, tidy_drafts
from people.actions.draft import LARGEST, MOST, REMEMBERED, GrownFrom
from people.models import AgreementVersion, Draft
from people.models.draft import KEPT_FOR
from people.queries import drafts_at, export_of
from people.queries.draft import SHOWN
from people.words import Role
from tests.drafts import Page, kept
from tests.factories.people import make_member
from tests.factories.supervision import make_assignment, make_hours

pytestmark = pytest.mark.django_db
NEW = "/agency/willow/agreements/new/"
FORM = "/somewhere/"


@pytest.fixture
def ada_in(ada, signed_in) -> Client:
    return signed_in(ada)


def page_as(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_what_she_typed_stands_in_the_form_when_she_comes_back(ada):
    Page(page_as(ada), NEW).type(text="Be kind.\nAlways.", title="Kindness").save()
    again = Page(page_as(ada), NEW)
    assert (again.fields["text"], again.fields["title"]) == ("Be kind.\nAlways.", "Kindness")
    assert "It is not sent. Only you can see it, and it is kept until" in again.html


def test_a_draft_is_gone_once_it_is_sent_and_its_late_echo_too(ada):
    page = Page(page_as(ada), NEW).type(text="Be kind.", title="Kindness", kind="code")
    page.save()
    assert page.send().status_code == 302
    page.save()  # what the browser said just before arrives last
    assert kept(ada, NEW) == []
    assert Draft.objects.get().typed == {}
    assert AgreementVersion.objects.get().text == "Be kind."


def test_a_refused_form_keeps_its_draft(ada):
    page = Page(page_as(ada), NEW).type(text="Be kind.", title="")
    page.save()
    assert "Be kind." in page.send().content.decode()
    assert kept(ada, NEW)[0]["text"] == ["Be kind."]


def test_what_two_devices_write_is_both_there_and_one_can_go_on_with_either(ada):
    phone, desk = Page(page_as(ada), NEW), Page(page_as(ada), NEW)
    assert phone.type(text="From the phone").save() == {"kept": True, "also": False}
    assert desk.type(text="From the desk").save() == {"kept": True, "also": True}
    phone.type(text="From the phone, later").save()
    page = Page(page_as(ada), NEW)
    assert page.fields["text"] == "From the phone, later"
    assert page.type(title="Kindness").save() == {"kept": True, "also": False}, "it shows the other one already"
    assert desk.save() == {"kept": True, "also": True}
    page = Page(page_as(ada), NEW)
    assert "You also wrote this, on another page or device" in page.html and "From the desk" in page.html
    other = Draft.objects.get(typed__text=["From the desk"])
    chosen = Page(page_as(ada), f"{NEW}?draft={other.uuid}")
    assert chosen.fields["text"] == "From the desk" and "From the phone, later" in chosen.html


def test_going_on_with_a_draft_takes_it_over_unless_it_was_written_on_meanwhile(ada):
    phone = Page(page_as(ada), NEW).type(text="A")
    phone.save()
    desk, sofa = Page(page_as(ada), NEW).type(text="A B"), Page(page_as(ada), NEW).type(text="A C")
    desk.save()
    assert [draft["text"] for draft in kept(ada, NEW)] == [["A B"]]
    sofa.save()
    phone.type(text="A D").save()
    assert {draft["text"][0] for draft in kept(ada, NEW)} == {"A B", "A C", "A D"}


def test_an_open_page_says_of_her_other_drafts_to_herself_alone(ada):
    """Else whoever has the device could try words until the house says that they are hers."""
    page, elsewhere = Page(page_as(ada), NEW), Page(page_as(ada), NEW)
    elsewhere.type(text="From the phone").save()
    assert page.type(text="A guess").save()["also"] is True
    page.client = Client()
    assert page.type(text="Another guess").save() == {"kept": True, "also": False}


def test_a_sign_that_no_database_keeps_is_left_out(ada):
    page = Page(page_as(ada), NEW).type(text="Be\0 kind.", **{"odd\0name": "x"})
    assert page.save() == {"kept": True, "also": False}
    [draft] = kept(ada, NEW)
    assert (draft["text"], draft["oddname"]) == (["Be kind."], ["x"])


def test_throwing_one_away_throws_away_that_one(ada, bea):
    first, second = Page(page_as(ada), NEW), Page(page_as(ada), NEW)
    first.type(text="First").save()
    second.type(text="Second").save()
    draft = Draft.objects.get(typed__text=["First"])
    assert page_as(bea).post(f"/drafts/{draft.uuid}/drop/", {"back": NEW}).status_code == 404
    assert len(kept(ada, NEW)) == 2
    gone = page_as(ada).post(f"/drafts/{draft.uuid}/drop/", {"back": NEW})
    assert (gone.status_code, gone["Location"]) == (302, NEW)
    assert [draft["text"] for draft in kept(ada, NEW)] == [["Second"]]


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_throwing_away_leads_nowhere_else(ada, back):
    keep_draft(actor=ada, form=FORM, hand=uuid4(), seq=1, typed={"text": ["x"]})
    address = f"/drafts/{Draft.objects.get().uuid}/drop/"
    assert page_as(ada).post(address, {"back": back})["Location"] == "/home/"


def test_nobody_elses_draft_is_read_or_written(ada, ana, stan, cleo):
    page = Page(page_as(ada), NEW).type(text="Only mine")
    page.save()
    uuid = Draft.objects.get().uuid
    for other in (stan, cleo, ana):
        looked = page_as(other).get(f"{NEW}?draft={uuid}").content.decode()
        assert "Only mine" not in looked
        page.client = page_as(other)
        page.seq += 1
        assert page.client.post("/drafts/", {**page.fields, "draft-seq": page.seq}).status_code == 404
    assert [draft["text"] for draft in kept(ada, NEW)] == [["Only mine"]]
    assert "Only mine" not in str(export_of(ada)) and "people.Draft" not in str(export_of(ada))


@pytest.mark.parametrize(
    "wrong",
    [{"draft-proof": "x"}, {"draft-proof": ""}, {"draft-hand": "x"}, {"draft-seq": "0"}, {"draft-seq": "-1"}, {"draft-seq": str(2**31)}, {"draft-seq": "²"}],
)  # fmt: skip
def test_only_a_form_that_the_house_showed_her_keeps_words(ada, wrong):
    page = Page(page_as(ada), NEW)
    assert page.client.post("/drafts/", {**page.fields, "draft-seq": 1, **wrong}).status_code == 404
    assert page.client.get("/drafts/").status_code == 405
    assert not Draft.objects.exists()


def test_a_form_that_is_very_old_keeps_no_words_any_more(ada, time_machine):
    time_machine.move_to(clock.now())
    page = Page(page_as(ada), NEW).type(text="A month later")
    time_machine.shift(KEPT_FOR + timedelta(minutes=1))
    assert page_as(ada).post("/drafts/", {**page.fields, "draft-seq": 1}).status_code == 404


def test_an_address_that_no_form_of_ours_has_is_refused(ada):
    with pytest.raises(Refused, match="more than we can keep"):
        keep_draft(actor=ada, form="/learn/" + "x" * 400, hand=uuid4(), seq=1, typed={"text": ["A word."]})
    assert not Draft.objects.exists()


def test_too_much_is_refused_in_words_and_nothing_is_overwritten(ada):
    page = Page(page_as(ada), NEW).type(text="Short")
    page.save()
    answer = page.type(text="x" * (LARGEST + 1)).save()
    assert answer == {"kept": False, "sorry": "This is more than we can keep as a draft. Your words are still here."}
    assert kept(ada, NEW)[0]["text"] == ["Short"]


def test_somebody_who_began_very_many_things_is_told(ana):
    words = {"text": ["x"]}
    Draft.objects.bulk_create(
        Draft(person=ana, form=f"/{number}/", hand=uuid4(), seq=1, typed=words) for number in range(MOST)
    )
    with pytest.raises(Refused) as refused:
        keep_draft(actor=ana, form=FORM, hand=uuid4(), seq=1, typed=words)
    assert refused.value.code == "too_many_drafts"
    keep_draft(actor=ana, form="/1/", hand=Draft.objects.get(form="/1/").hand, seq=2, typed={"text": ["y"]})
    assert kept(ana, "/1/") == [{"text": ["y"]}]


def test_a_page_loads_the_newest_drafts_and_says_how_many_are_older(ada):
    words = [f"Thought {number}." for number in range(SHOWN + 2)]
    emptied = Page(page_as(ada), NEW)
    for said in words:
        keep_draft(actor=ada, form=NEW, hand=uuid4(), seq=1, typed={"text": [said], "title": [""]})
    emptied.type(**{name: "" for name in emptied.fields if not name.startswith("draft-")}).save()
    newest = drafts_at(ada, NEW)
    assert [draft.typed["text"] for draft in newest] == [[said] for said in words[:1:-1]]
    page = Page(page_as(ada), NEW)
    assert page.fields["text"] == words[-1] and "There are 2 more, older than these" in page.html
    assert words[2] in page.html and words[1] not in page.html
    drop_draft(actor=ada, draft=newest[0])
    drop_draft(actor=ada, draft=newest[1])
    page = Page(page_as(ada), NEW)
    assert words[0] in page.html and "older than these" not in page.html


def test_one_can_go_on_with_an_older_draft_than_a_page_loads(ada):
    for number in range(SHOWN + 2):
        keep_draft(actor=ada, form=NEW, hand=uuid4(), seq=1, typed={"text": [f"Thought {number}."]})
    oldest = Draft.objects.get(typed__text=["Thought 0."])
    page = Page(page_as(ada), f"{NEW}?draft={oldest.uuid}")
    assert page.fields["text"] == "Thought 0." and "There is 1 more, older" in page.html
    assert page.save() == {"kept": True, "also": True}, "one of them it does not show"


def test_of_very_many_saves_in_a_minute_the_rest_waits_and_nothing_is_lost(ada, bea, settings):
    settings.ACCOUNT_RATE_LIMITS = {"draft": "3/m/key"}
    pages = [Page(page_as(ada), NEW).type(text=f"Page {number}") for number in range(3)]
    assert all(page.save()["kept"] for page in pages)
    answer = pages[0].client.post("/drafts/", {**pages[0].fields, "text": "And more", "draft-seq": 2})
    assert answer.status_code == 429
    assert answer.json()["sorry"].startswith("That was a lot in a short time. Your words are still here")
    assert {draft["text"][0] for draft in kept(ada, NEW)} == {"Page 0", "Page 1", "Page 2"}
    assert pages[1].send().status_code == 200, "what she sends is never refused for this"
    strangers = page_as(bea).post("/drafts/", {**pages[0].fields, "draft-seq": 2})
    assert strangers.status_code == 404, "nobody hears by it what somebody else does"
    cache.clear()  # a minute later
    assert pages[0].type(text="And more").save()["kept"]


def test_words_are_kept_while_nobody_can_count(ada, settings):
    page = Page(page_as(ada), NEW).type(text="Redis is away")
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }
    assert page.save()["kept"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert kept(ada, NEW)[0]["text"] == ["Redis is away"]


def test_saving_again_asks_the_database_as_often_however_many_drafts_there_are(ada, django_assert_num_queries):
    page = Page(page_as(ada), NEW).type(text="One")
    for others in (0, 3):
        for number in range(others):
            Page(page_as(ada), NEW).type(text=f"Other {number}").save()
        page.type(text=f"More {others}").save()
        body = {**page.fields, "text": "And more", "draft-seq": page.seq + 1}
        page.seq += 1
        # Her session, herself; a savepoint around one update; her other drafts of the form.
        with django_assert_num_queries(6):
            page.client.post("/drafts/", body)


def test_old_drafts_are_thrown_away_and_what_is_left_of_sent_ones(ana, time_machine):
    time_machine.move_to(clock.now())
    words, sent = {"text": ["x"]}, uuid4()
    keep_draft(actor=ana, form="/old/", hand=uuid4(), seq=1, typed=words)
    time_machine.shift(KEPT_FOR - timedelta(hours=1))
    keep_draft(actor=ana, form="/new/", hand=uuid4(), seq=1, typed=words)
    draft_sent(actor=ana, form="/sent/", hand=sent)
    assert tidy_drafts() == 0
    time_machine.shift(timedelta(hours=2))
    assert (tidy_drafts(), kept(ana, "/new/")) == (1, [words])
    time_machine.shift(REMEMBERED)
    assert tidy_drafts() == 1
    assert not Draft.objects.filter(hand=sent).exists()


def test_her_drafts_go_with_her_name_and_no_page_brings_them_back(ada, ana, bea, agency):
    make_assignment(bea, ana, agency)
    page = Page(page_as(ana), "/hours/new/")
    page.save()
    erase_person(actor=ada, person=ana, agency=agency)
    assert not Draft.objects.exists()
    assert Client().post("/drafts/", {**page.fields, "draft-seq": 2}).status_code == 404
    assert not Draft.objects.exists()


def test_what_others_began_to_write_about_her_goes_with_her_name_and_nothing_else(ada, ana, bea, agency):
    dee = make_member("Dee Diaz", agency, Role.VOLUNTEER)
    assignment, entry = make_assignment(bea, ana, agency), make_hours(ana, bea, agency)
    for person in (ana, dee):
        address = f"/agency/willow/people/{person.uuid}/edit/"
        keep_draft(actor=ada, form=address, hand=uuid4(), seq=1, typed={"text": ["About her"]})
    about = [f"/supervise/hours/{entry.uuid}/give-back/", f"/supervise/people/{assignment.uuid}/paper/"]
    for address in (*about, "/supervise/sessions/new/"):
        keep_draft(actor=bea, form=address, hand=uuid4(), seq=1, typed={"note": ["About her"]})
    erase_person(actor=ada, person=ana, agency=agency)
    left = set(Draft.objects.values_list("form", flat=True))
    assert left == {f"/agency/willow/people/{dee.uuid}/edit/", "/supervise/sessions/new/"}


def test_words_are_no_part_of_a_line_in_a_log(ana):
    keep_draft(actor=ana, form=FORM, hand=uuid4(), seq=1, typed={"text": ["Mine"]})
    draft = Draft.objects.get()
    assert str(draft) == str(draft.uuid) and "Mine" not in repr(draft)


class Device:
    """An open page: what it grew from, and the words that stand in it. Words are only added, so that each can be followed."""

    def __init__(self, person) -> None:
        found = drafts_at(person, FORM)
        self.person, self.hand, self.seq, self.sent = person, uuid4(), 0, False
        self.words = list(found[0].typed["text"]) if found else []
        self.grown_from = GrownFrom(found[0].uuid, found[0].seq) if found else None
        self.said: list[tuple[int, list[str]]] = []

    def save(self) -> None:
        self.seq += 1
        self.said.append((self.seq, list(self.words)))
        self.arrive(-1)

    def arrive(self, number: int) -> None:
        """What it said arrives: at once, again, or late."""
        seq, words = self.said[number]
        keep_draft(
            actor=self.person, form=FORM, hand=self.hand, seq=seq, typed={"text": words}, grown_from=self.grown_from
        )

    def send(self) -> list[str]:
        draft_sent(actor=self.person, form=FORM, hand=self.hand, grown_from=self.grown_from)
        self.sent = True
        return self.words


STEPS = st.lists(
    st.tuples(st.sampled_from(["open", "type", "save", "again", "send"]), st.integers(0, 3), st.integers(0, 5)),
    max_size=25,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=STEPS)
def test_no_word_is_ever_lost_however_pages_interleave(ana, steps):
    """Every word that was saved is in a draft of hers, or was sent: whatever the order of pages, repeats and late arrivals."""
    Draft.objects.all().delete()
    pages, saved, taken = [Device(ana), Device(ana)], set(), set()
    for number, (what, which, back) in enumerate(steps):
        page = pages[which % len(pages)]
        if what == "open":
            pages.append(Device(ana))
        elif page.sent:
            if what == "again" and page.said:
                page.arrive(back % len(page.said))
        elif what == "type":
            page.words.append(f"w{number}")
        elif what == "save":
            page.save()
            saved |= set(page.words)
        elif what == "again" and page.said:
            page.arrive(back % len(page.said))
        elif what == "send":
            taken |= set(page.send())
        in_drafts = {word for draft in Draft.objects.with_words(ana) for word in draft.typed["text"]}
        assert saved - taken <= in_drafts


def test_a_page_writes_under_its_own_name_only(ana, bea):
    hand = UUID(int=7)
    for person in (ana, bea):
        keep_draft(actor=person, form=FORM, hand=hand, seq=1, typed={"text": [person.get_full_name()]})
    drop_draft(actor=bea, draft=Draft.objects.get(person=ana))
    assert [kept(person, FORM)[0]["text"] for person in (ana, bea)] == [["Ana Reyes"], ["Bea Olsen"]]
    assert clock.now() - Draft.objects.get(person=ana).changed_at < timedelta(minutes=1)
