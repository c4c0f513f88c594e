"""The roster's pages: what they show, and to whom."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Agency, Person
from people.words import Role
from roster.actions import hold
from roster.models import Card, Hold, Listing, Offer, Programme, TrainingCertificate
from roster.queries import Filters, roster_page
from roster.words import CodeKind, Group
from tests.factories.people import make_agreement, make_member
from tests.factories.roster import make_code, make_offer
from tests.roster.supervised import make_competencies


@pytest.fixture
def at_desk(client: Client, cleo: Person) -> Client:
    """Cleo, signed in."""
    client.force_login(cleo)
    return client


def roster_url(agency: Agency, **query: str) -> str:
    return reverse("roster:roster", args=[agency.slug], query=query or None)


def page_of(person: Person, agency: Agency, name: str = "person") -> str:
    return reverse(f"roster:{name}", args=[agency.slug, person.uuid])


def make_ready(agency: Agency, world, *names: str) -> list[Person]:
    """Volunteers who did everything and said they are available."""
    made = []
    for name in names:
        person = make_member(name, agency, Role.VOLUNTEER, phone="(555) 010-0100")
        world.do(person)
        make_offer(person, agency)
        made.append(person)
    return made


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_roster_shows_three_groups_and_says_their_counts(
    at_desk: Client, agency: Agency, world, ana: Person
) -> None:
    [_free, away, full] = make_ready(agency, world, "Free Person", "Away Person", "Full Person")
    Offer.objects.filter(person=away).update(away_from=agency.today())
    Offer.objects.filter(person=full).update(supporting_now=1)
    page = at_desk.get(roster_url(agency))
    counts = page.context["page"].counts
    assert (counts["available"], counts["on_the_way"], counts["not_now"]) == (1, 1, 2)
    text = page.content.decode()
    assert "Free Person" in text and "Away Person" in text and "Ana Reyes" in text
    assert "Supports 1 of 1" in text


def test_the_next_thing_says_whose_turn_it_is(
    client: Client, agency: Agency, world, ana: Person, ada: Person, cleo: Person
) -> None:
    world.do(ana, "decision")
    client.force_login(ada)
    text = client.get(roster_url(agency)).content.decode()
    assert "A talk with your coordinator" in text
    client.force_login(cleo)
    assert page_of(ana, agency, "decide") in client.get(roster_url(agency)).content.decode()


def test_the_reader_is_told_that_it_is_her_turn(agency: Agency, world, ana: Person, ada: Person, cleo: Person) -> None:
    world.do(ana, "decision")

    def turn(reader: Person) -> str:
        [row] = roster_page(agency, group=Group.ON_THE_WAY, reader=reader).sections[0].rows
        return row.next.who

    assert (turn(cleo), turn(ada)) == ("Your turn", "Cleo’s turn")


def test_a_hold_closes_at_once_and_makes_nobody_ready(
    at_desk: Client, agency: Agency, world, ana: Person, cleo: Person
) -> None:
    [free] = make_ready(agency, world, "Free Person")
    hold(actor=cleo, person=free, agency=agency)
    hold(actor=cleo, person=ana, agency=agency)
    counts = at_desk.get(roster_url(agency)).context["page"].counts
    assert (counts["available"], counts["on_the_way"], counts["not_now"]) == (0, 1, 1)


def test_the_search_finds_by_language_experience_age_and_name(at_desk: Client, agency: Agency, world) -> None:
    [ida, _ole] = make_ready(agency, world, "Ida Berg", "Ole Berg")
    spanish = make_code(CodeKind.LANGUAGE, "Spanish")
    adult = make_code(CodeKind.CHILD_AGE, "Adult, 26 and older")
    card = Card.objects.create(person=ida, agency=agency, ask_first=False, confirmed_on=agency.today())
    card.codes.set([spanish, adult])

    def found(**query: str) -> set[str]:
        page = at_desk.get(roster_url(agency, **query)).context["page"]
        return {row.name for section in page.sections for row in section.rows}

    assert found(language=spanish.key) == {"Ida Berg"}
    assert found(child_age=adult.key) == {"Ida Berg"}
    assert found(q="ole") == {"Ole Berg"}
    assert found(no_need_to_ask="on") == {"Ida Berg"}
    assert found(confirmed="90") == {"Ida Berg"}
    assert found(confirmed="older") == {"Ole Berg"}
    assert found(language="nonsense") == {"Ida Berg", "Ole Berg"}


def test_the_roster_asks_as_much_for_three_as_for_one(at_desk: Client, agency: Agency, world) -> None:
    make_ready(agency, world, "One Ready")
    make_member("One Beginner", agency, Role.VOLUNTEER)
    [resting] = make_ready(agency, world, "One Resting")
    Offer.objects.filter(person=resting).update(willing=False)
    at_desk.get(roster_url(agency))
    one = queries_of(at_desk, roster_url(agency))
    make_ready(agency, world, "Two Ready", "Three Ready")
    for name in ("Two Beginner", "Three Beginner"):
        world.do(make_member(name, agency, Role.VOLUNTEER), "decision", "course_completion")
    assert queries_of(at_desk, roster_url(agency)) == one <= 60


def test_a_page_of_25_is_light(at_desk: Client, agency: Agency, small_programme) -> None:
    for number in range(26):
        make_member(f"Volunteer Number{number:02}", agency, Role.VOLUNTEER)
    page = at_desk.get(roster_url(agency, group="on_the_way"))
    assert len(page.context["page"].sections[0].rows) == 25
    assert len(page.content) < 60_000
    second = at_desk.get(roster_url(agency, group="on_the_way", page="2"))
    assert len(second.context["page"].sections[0].rows) == 1


@pytest.mark.parametrize("search", [None, Filters(words="ready")])
def test_a_page_by_name_goes_on_where_the_one_before_ended(agency: Agency, world, search: Filters | None) -> None:
    """The first page of all is asked by a prepared question; the others, and what a search leaves, are not."""
    make_ready(agency, world, "Cora Ready", "Ana Ready", "Bo Ready")
    pages = [roster_page(agency, search, group=Group.AVAILABLE, number=number, size=2) for number in (1, 2, 9)]
    names = [[row.name for row in page.sections[0].rows] for page in pages]
    assert names == [["Ana Ready", "Bo Ready"], ["Cora Ready"], ["Cora Ready"]]
    assert [page.counts[Group.AVAILABLE] for page in pages] == [3, 3, 3]


def test_the_export_holds_who_is_on_the_page_and_no_formula(at_desk: Client, agency: Agency, world) -> None:
    make_ready(agency, world, "=HYPERLINK(evil)")
    make_member("Begin Ner", agency, Role.VOLUNTEER)
    saved = at_desk.get(reverse("roster:export", args=[agency.slug, "csv"])).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in saved
    assert "Begin Ner" in saved
    assert at_desk.get(reverse("roster:export", args=[agency.slug, "xlsx"])).content[:2] == b"PK"
    assert at_desk.get(reverse("roster:export", args=[agency.slug, "exe"])).status_code == 404


def test_an_empty_roster_says_what_to_do(at_desk: Client, agency: Agency) -> None:
    assert "Invite the first volunteer" in at_desk.get(roster_url(agency)).content.decode()


# One volunteer


def test_the_person_page_shows_the_same_words_as_my_training(
    at_desk: Client, agency: Agency, world, ana: Person
) -> None:
    world.do(ana, "decision", "group")
    text = at_desk.get(page_of(ana, agency)).content.decode()
    assert "1 h 30 min of 2 h" in text
    at_desk.force_login(ana)
    assert "1 h 30 min of 2 h" in at_desk.get(reverse("roster:availability-at", args=[agency.slug])).content.decode()


def test_a_coordinator_decides_and_takes_it_back(
    at_desk: Client, agency: Agency, ana: Person, small_programme, pledge
) -> None:
    from tests.factories.people import make_signature

    make_signature(ana, pledge)
    at_desk.post(page_of(ana, agency, "decide"), {"outcome": "ready", "note": "A good talk."})
    assert Listing.objects.get().person == ana
    decision = ana.decisions.get()
    assert decision.note.text == "A good talk."
    at_desk.post(reverse("roster:decision-take-back", args=[agency.slug, ana.uuid, decision.uuid]))
    assert not Listing.objects.exists()


def test_a_decision_without_an_answer_keeps_what_was_typed(
    at_desk: Client, agency: Agency, ana: Person, small_programme
) -> None:
    page = at_desk.post(page_of(ana, agency, "decide"), {"note": "Kept words"})
    assert page.status_code == 200
    assert "Kept words" in page.content.decode()
    assert not ana.decisions.exists()


def test_hold_and_end_of_hold(at_desk: Client, agency: Agency, ready_ana: Person) -> None:
    at_desk.post(page_of(ready_ana, agency, "hold"), {"until": ""})
    held = Hold.objects.get()
    at_desk.post(reverse("roster:hold-end", args=[agency.slug, ready_ana.uuid, held.uuid]))
    held.refresh_from_db()
    assert held.lifted_at


def test_earlier_training_is_recognised_with_a_copy(
    at_desk: Client, agency: Agency, ana: Person, world, settings
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    day = (agency.today() - timedelta(days=400)).isoformat()
    said = {
        "stands_for": f"course:{world.course.uuid}",
        "what": "Support Parent training",
        "held_on": day,
        "shown_by": "A certificate",
        "scan": SimpleUploadedFile("x.pdf", b"%PDF-1.4 paper"),
    }
    at_desk.post(page_of(ana, agency, "earlier-training"), said)
    earlier = ana.earlier_training.get()
    assert (earlier.course, earlier.what, bool(earlier.scan)) == (world.course, "Support Parent training", True)
    copy = at_desk.get(reverse("roster:earlier-training-scan", args=[agency.slug, ana.uuid, earlier.uuid]))
    assert b"".join(copy.streaming_content) == b"%PDF-1.4 paper"
    assert copy["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"held_on": "2999-01-01"}, "still to come"),
        ({"stands_for": "live_session"}, "how many minutes"),
        ({"what": ""}, "required"),
        ({"expires_on": "1999-01-01"}, "cannot end before"),
        ({"stands_for": "course:nonsense"}, "valid choice"),
    ],
)
def test_earlier_training_that_cannot_be_is_refused_in_words(
    changed: dict[str, str], sentence: str, at_desk: Client, agency: Agency, ana: Person, world
) -> None:
    day = (agency.today() - timedelta(days=40)).isoformat()
    said = {"stands_for": "other", "what": "Training there", "held_on": day, "shown_by": "A letter", **changed}
    page = at_desk.post(page_of(ana, agency, "earlier-training"), said)
    assert sentence in page.content.decode()
    assert "A letter" in page.content.decode()
    assert not ana.earlier_training.exists()


def test_earlier_training_of_several_at_once(at_desk: Client, agency: Agency, ana: Person, world) -> None:
    mia = make_member("Mia Stone", agency, Role.VOLUNTEER)
    day = (agency.today() - timedelta(days=40)).isoformat()
    said = {"stands_for": "other", "what": "Training there", "held_on": day, "shown_by": "A list"}
    address = reverse("roster:earlier-training-together", args=[agency.slug])
    at_desk.post(address, {**said, "people": [str(ana.uuid), str(mia.uuid)]})
    assert ana.earlier_training.count() == mia.earlier_training.count() == 1


def test_a_coordinator_writes_for_somebody_without_a_sign_in_only(at_desk: Client, agency: Agency, ana: Person) -> None:
    hal = make_member("Hal Nyquist", agency, Role.VOLUNTEER, sign_in=False)
    english = make_code(CodeKind.LANGUAGE, "English")
    at_desk.post(page_of(hal, agency, "card"), {"languages": [english.pk]})
    assert list(hal.cards.get().codes.all()) == [english]
    assert at_desk.get(page_of(ana, agency, "card")).status_code == 404


def test_what_was_said_by_phone_is_written_down_with_the_writers_name(
    at_desk: Client, agency: Agency, ana: Person, world
) -> None:
    hal = make_member("Hal Nyquist", agency, Role.VOLUNTEER, sign_in=False)
    address = page_of(hal, agency, "offer")
    day = agency.today().isoformat()
    wrong = at_desk.post(address, {"willing": "on", "limit": 0, "supporting_now": 0, "away_until": "2020-01-01"})
    assert not hal.offers.exists() and "2020-01-01" in wrong.content.decode()
    at_desk.post(address, {"willing": "on", "limit": 2, "supporting_now": 1, "away_from": day})
    offer = hal.offers.get()
    assert (offer.willing, offer.limit, offer.supporting_now, offer.away_from) == (True, 2, 1, agency.today())
    for shown in (page_of(hal, agency), address):
        assert "Written down by Cleo Grant on" in at_desk.get(shown).content.decode()
    assert at_desk.get(page_of(ana, agency, "offer")).status_code == 404
    assert page_of(ana, agency, "offer") not in at_desk.get(page_of(ana, agency)).content.decode()


# What a program asks


def rows(*asked: dict[str, str], initial: int = 0) -> dict[str, str]:
    said = {"row-TOTAL_FORMS": str(len(asked)), "row-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(asked):
        said |= {f"row-{number}-{name}": value for name, value in {"phase": "before_matching", **row}.items()}
    return said


def test_another_row_is_one_button_away_and_what_was_typed_stays(at_desk: Client, agency: Agency, world) -> None:
    address = reverse("roster:programme-new", args=[agency.slug])
    fresh = at_desk.get(address)
    assert len(fresh.context["rows"]) == 1 and "Add another row" in fresh.content.decode()
    before = Programme.objects.count()
    typed = {"title": "A second path", "held_on": agency.today().isoformat(), **rows({"label": "Half typed"})}
    page = at_desk.post(address, {**typed, "another": "row"})
    assert len(page.context["rows"]) == 2 and Programme.objects.count() == before
    assert "Half typed" in page.content.decode() and "A second path" in page.content.decode()


def test_a_program_is_written_down_row_by_row(at_desk: Client, agency: Agency, world) -> None:
    Programme.objects.update(is_default=False)
    [skill] = make_competencies(agency, "Keeping boundaries")
    address = reverse("roster:programme-new", args=[agency.slug])
    said = rows(
        {"what": f"course:{world.course.pk}"},
        {"what": "hours:peer_supervision", "minutes": "1.5", "individual_minutes": "1", "group_cap_minutes": "0.5"},
        {"what": f"competency:{skill.pk}", "level_number": "2", "label": "Boundaries"},
        {"what": "live_session:workshop", "minutes": "2", "phase": "ongoing", "within_days": "365"},
        {"what": ""},
        {"what": "decision:"},
    )
    answer = at_desk.post(address, {"title": "Second program", "held_on": agency.today().isoformat(), **said})
    assert answer.status_code == 302, answer.context["rows"].errors
    version = Programme.objects.get(title="Second program").versions.get()
    assert [(r.kind, r.label, r.minutes) for r in version.requirements.all()] == [
        ("course", "Foundation training", None),
        ("hours", "Peer supervision", 90),
        ("competency", "Boundaries", None),
        ("live_session", "Workshop", 120),
        ("decision", "A talk and a decision", None),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"what": "hours:peer_supervision"}, "Say how many hours"),
        ({"what": "hours:peer_supervision", "minutes": "1", "individual_minutes": "2"}, "more than all the hours"),
        ({"what": "hours:nonsense", "minutes": "1"}, "valid choice"),
        ({"what": ""}, "at least one thing"),
        ({"what": "decision:", "phase": "ongoing"}, "at least one thing"),
    ],
)
def test_a_program_that_cannot_be_is_refused_in_words(row, sentence, at_desk: Client, agency: Agency) -> None:
    address = reverse("roster:programme-new", args=[agency.slug])
    page = at_desk.post(address, {"title": "A program", "held_on": agency.today().isoformat(), **rows(row)})
    assert sentence in page.content.decode()
    assert not Programme.objects.exists()


def test_a_new_version_begins_from_the_one_before(at_desk: Client, agency: Agency, world) -> None:
    programme = world.version.programme
    address = reverse("roster:version-new", args=[agency.slug, programme.uuid])
    page = at_desk.get(address)
    assert len(page.context["rows"]) == 7 + 1
    first = [{"what": form["what"].value(), "label": form["label"].value()} for form in page.context["rows"]]
    said = rows({**first[2]}, {**first[6], "leave_out": "on"}, initial=2)
    at_desk.post(address, {"held_on": agency.today().isoformat(), **said})
    newest = programme.versions.order_by("number").last()
    assert [r.label for r in newest.requirements.all()] == ["Confidentiality pledge"]
    shown = at_desk.get(reverse("roster:programmes", args=[agency.slug])).content.decode()
    assert "Version 2" in shown


def test_a_program_and_what_it_asks_are_named_in_spanish_too(at_desk: Client, agency: Agency, cleo: Person) -> None:
    spanish = {"es": {"title": "Compromiso", "text": "Guardo en privado."}}
    pledge = make_agreement(agency, "Pledge", translations=spanish)
    said = rows(
        {"what": f"agreement:{pledge.pk}", "label": "A promise", "label_es": "Una promesa"},
        {"what": f"agreement:{pledge.pk}"},  # called what it is called
        {"what": "decision:"},
    )
    named = {"title": "Our program", "title_es": "Nuestro programa", "held_on": agency.today().isoformat()}
    assert at_desk.post(reverse("roster:programme-new", args=[agency.slug]), named | said).status_code == 302
    programme = Programme.objects.get()
    assert programme.translations == {"es": {"title": "Nuestro programa"}}
    asked = programme.versions.get().requirements.all()
    assert [(one.label, one.said("label", "es")) for one in asked] == [
        ("A promise", "Una promesa"),
        ("Pledge", "Compromiso"),
        ("A talk and a decision", "Una conversación y una decisión"),
    ]
    page = at_desk.get(reverse("roster:version-new", args=[agency.slug, programme.uuid])).content.decode()
    assert 'value="Nuestro programa"' in page and 'value="Una promesa"' in page


# Her own


def test_she_says_when_she_is_available(client: Client, agency: Agency, ready_ana: Person) -> None:
    client.force_login(ready_ana)
    address = reverse("roster:availability-at", args=[agency.slug])
    assert client.get(reverse("roster:availability")).url == address
    client.post(address, {"willing": "on", "limit": "2", "supporting_now": "1"})
    offer = Offer.objects.get()
    assert (offer.willing, offer.limit, offer.supporting_now) == (True, 2, 1)
    assert "available" in client.get(address).content.decode()


def test_time_away_in_the_wrong_order_is_refused_in_words(client: Client, agency: Agency, ready_ana: Person) -> None:
    client.force_login(ready_ana)
    said = {"limit": "1", "supporting_now": "0", "away_from": "2026-12-20", "away_until": "2026-12-01"}
    page = client.post(reverse("roster:availability-at", args=[agency.slug]), said)
    assert "before the first" in page.content.decode()
    assert not Offer.objects.exists()


def test_she_chooses_what_others_search_by(client: Client, agency: Agency, other_agency: Agency, ana: Person) -> None:
    client.force_login(ana)
    here = make_code(CodeKind.AREA, "Willow County", agency=agency)
    elsewhere = make_code(CodeKind.AREA, "Harbor", agency=other_agency)
    address = reverse("roster:my-card", args=[agency.slug])
    assert client.post(address, {"areas": [elsewhere.pk]}).status_code == 200
    client.post(address, {"areas": [here.pk], "ask_first": "on"})
    card = Card.objects.get()
    assert (list(card.codes.all()), card.ask_first, card.confirmed_on) == ([here], True, agency.today())


def test_her_certificate_and_its_paper(client: Client, certified: TrainingCertificate, ana: Person) -> None:
    client.force_login(ana)
    page = client.get(reverse("roster:certificate", args=[certified.uuid])).content.decode()
    assert certified.number in page
    assert "3 h in 2 confirmed sessions" in page
    paper = client.get(reverse("roster:certificate-pdf", args=[certified.uuid]))
    assert paper.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in paper.content


def test_her_certificate_is_in_her_language_whoever_prints_it(
    client: Client, certified: TrainingCertificate, ana: Person, cleo: Person
) -> None:
    ana.profile.language = "es"
    ana.profile.save()
    client.force_login(ana)
    page = client.get(reverse("roster:certificate", args=[certified.uuid])).content.decode()
    assert "3 h en 2 sesiones confirmadas" in page
    client.force_login(cleo)
    page = client.get(reverse("roster:certificate", args=[certified.uuid])).content.decode()
    assert "3 h in 2 confirmed sessions" in page
    assert b"/Lang(es)" in client.get(reverse("roster:certificate-pdf", args=[certified.uuid])).content


# Who may

NAMES_OF_AGENCY = ["roster", "earlier-training-together", "programmes", "programme-new"]
NAMES_OF_PERSON = ["person", "decide", "hold", "pathway", "earlier-training"]


@pytest.mark.parametrize("name", NAMES_OF_AGENCY)
def test_an_agencys_pages_are_for_its_coordinators(
    name: str, client: Client, agency: Agency, ana, bea, stan, pat, cleo, ada
) -> None:
    address = reverse(f"roster:{name}", args=[agency.slug])
    for person, answer in ((ana, 404), (bea, 404), (stan, 404), (pat, 404), (cleo, 200), (ada, 200)):
        client.force_login(person)
        assert client.get(address).status_code == answer, person


@pytest.mark.parametrize("name", NAMES_OF_PERSON)
def test_a_volunteers_pages_are_for_her_agencys_coordinators(
    name: str, client: Client, agency: Agency, other_agency, ana, bea, stan, cleo
) -> None:
    for person, where, answer in ((ana, agency, 404), (bea, agency, 404), (stan, agency, 404), (cleo, agency, 200)):
        client.force_login(person)
        assert client.get(page_of(ana, where, name)).status_code == answer, person
    client.force_login(stan)
    assert client.get(page_of(ana, other_agency, name)).status_code == 404


def test_a_certificate_is_hers_and_her_coordinators(
    client: Client, certified: TrainingCertificate, ana, bea, stan, cleo
) -> None:
    for person, answer in ((ana, 200), (bea, 404), (stan, 404), (cleo, 200)):
        client.force_login(person)
        assert client.get(reverse("roster:certificate", args=[certified.uuid])).status_code == answer
        assert client.get(reverse("roster:certificate-pdf", args=[certified.uuid])).status_code == answer


def test_nobody_decides_about_herself(client: Client, agency: Agency, cleo: Person, small_programme) -> None:
    from tests.factories.people import make_membership

    make_membership(cleo, agency, Role.VOLUNTEER)
    client.force_login(cleo)
    page = client.post(page_of(cleo, agency, "decide"), {"outcome": "ready"})
    assert "Somebody else at your agency" in page.content.decode()
    assert not cleo.decisions.exists()


def test_looking_changes_nothing(at_desk: Client, agency: Agency, ready_ana: Person) -> None:
    before = TrainingCertificate.objects.count(), Listing.objects.count()
    for name in NAMES_OF_PERSON:
        at_desk.get(page_of(ready_ana, agency, name))
    for name in ("hold-end", "decision-take-back", "earlier-training-take-back"):
        address = reverse(f"roster:{name}", args=[agency.slug, ready_ana.uuid, ready_ana.uuid])
        assert at_desk.get(address).status_code == 405
    assert (TrainingCertificate.objects.count(), Listing.objects.count()) == before


COURT_WORDS = ("verdict", "evidence", "void", "clearance", "overdue", "lapsed")


def test_no_court_words_on_the_screens(at_desk: Client, agency: Agency, certified, ana: Person) -> None:
    addresses = [
        roster_url(agency),
        *(page_of(ana, agency, name) for name in NAMES_OF_PERSON),
        *(reverse(f"roster:{name}", args=[agency.slug]) for name in NAMES_OF_AGENCY),
        reverse("roster:certificate", args=[certified.uuid]),
    ]
    for address in addresses:
        page = at_desk.get(address).content.decode().lower().partition("<main")[2]
        text = re.sub(r'<input type="hidden"[^>]*>', "", page)  # a key may spell anything
        assert not [word for word in COURT_WORDS if word in text], address
