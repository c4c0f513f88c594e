"""The pages: what they show, keep and refuse, as a browser without script meets them."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.formats import date_format

from people.words import Role
from supervision.models import Assignment, HoursEntry, Session, Signature, SignOff, SignOffRequest
from supervision.words import HOURS_ATTESTATION_VERSION, SIGNOFF_ATTESTATION_VERSION, Kind
from tests.drafts import Page, kept
from tests.factories.journey import make_journey, make_reflection, make_shared
from tests.factories.people import make_member
from tests.factories.supervision import (
    make_assignment,
    make_confirmed_hours,
    make_framework,
    make_hours,
    make_returned,
    make_signoff,
    make_signoff_request,
    make_withdrawal,
)

pytestmark = pytest.mark.django_db


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words_of(response) -> str:
    """What stands on the page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def typed(assigned, agency):
    """An honest form of hours."""
    return {
        "with_whom": str(assigned.uuid), "held_on": (agency.today() - timedelta(days=2)).isoformat(), "minutes": "60",
        "format": "individual", "mode": "phone", "note": "How to end a call kindly.",
        "client_key": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d10",
    }  # fmt: skip


def test_hours_are_written_in_one_form_and_wait(ana, bea, typed):
    page = as_(ana).post("/hours/new/", typed, follow=True)
    assert "Sent to Bea. They count once confirmed." in words_of(page)
    assert "Bea’s turn" in words_of(page)
    assert HoursEntry.objects.get().supervisor == bea


def test_a_double_click_is_one_entry(ana, typed):
    client = as_(ana)
    for _click in range(2):
        assert client.post("/hours/new/", typed).status_code == 302
    assert HoursEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"minutes": ""}, "Please give the minutes, or both the start and the end."),
        ({"minutes": "1500"}, "less than or equal to 1440"),
        ({"held_on": "2999-01-01"}, "This day has not come yet."),
        ({"held_on": "soon"}, "Enter a valid date."),
        ({"minutes": "", "start": "18:00", "end": "17:00"}, "The end is before the start."),
        ({"note": "We spoke about Maria Lopez."}, "Your note may name somebody"),
        ({"with_whom": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d10"}, "Select a valid choice."),
        ({"mode": ""}, "Please choose one."),
    ],
)
def test_a_mistake_is_said_in_words_and_what_was_typed_is_kept(ana, typed, wrong, sentence):
    page = as_(ana).post("/hours/new/", typed | wrong)
    assert sentence in words_of(page)
    assert "What you typed is kept." in words_of(page)
    assert (wrong.get("note") or typed["note"]) in page.content.decode()
    assert not HoursEntry.objects.exists()


def test_what_is_missing_is_asked_for_as_a_person_would(ana, bea, cleo, agency, assigned):
    paper = f"/supervise/people/{assigned.uuid}/paper/"
    for person, address in ((bea, "/supervise/away/"), (bea, paper), (cleo, "/agency/willow/assignments/new/")):
        page = words_of(as_(person).post(address, {"starts_on": ""}))
        assert "Please give the date." in page and "Please choose one." in page and "is required" not in page, address


def test_what_she_was_asked_about_she_may_let_stand(ana, typed):
    client, naming = as_(ana), typed | {"note": "We spoke about Maria Lopez."}
    assert "My note names no family. Send it as it is." in words_of(client.post("/hours/new/", naming))
    assert client.post("/hours/new/", naming | {"note_is_fine": "on"}).status_code == 302


def test_nobody_posts_for_another_or_more_than_she_may(ana, dee, bea, gwen, other_agency, typed):
    """Person, agency, kind, minutes signed and signer in the body change nothing."""
    forged = typed | {
        "person": dee.pk, "agency": other_agency.pk, "supervisor": gwen.pk, "signer": ana.pk, "entered_by": bea.pk,
        "kind": Kind.CLINICAL_CONSULTATION, "ledger": "work", "late_days": 0, "on_paper": "on", "signature": "on",
        "recorded_at": "2020-01-01", "zone": "Pacific/Kiritimati", "state": "confirmed",
    }  # fmt: skip
    as_(ana).post("/hours/new/", forged)
    entry = HoursEntry.objects.get()
    assert (entry.person, entry.agency, entry.supervisor, entry.entered_by) == (
        ana,
        ana.memberships.get().agency,
        bea,
        ana,
    )
    assert (entry.kind, entry.on_paper, entry.zone) == (Kind.PEER_SUPERVISION, False, "America/New_York")
    assert not Signature.objects.exists()


def test_somebody_elses_assignment_is_not_hers_to_choose(ana, dee, gwen, agency, typed):
    theirs = make_assignment(gwen, dee, agency)
    page = as_(ana).post("/hours/new/", typed | {"with_whom": str(theirs.uuid)})
    assert "Select a valid choice" in words_of(page)
    assert not HoursEntry.objects.exists()


def test_a_draft_is_kept_as_she_types_and_comes_back(ana, typed):
    page = Page(as_(ana), "/hours/new/").type(**{**typed, "minutes": "sixty", "person": "1", "worked_on": []})
    assert page.save() == {"kept": True, "also": False}
    again = Page(as_(ana), "/hours/new/")
    shown = {name: again.fields[name] for name in ("minutes", "held_on", "with_whom", "mode", "note")}
    assert shown == {
        "minutes": "sixty", "held_on": typed["held_on"], "with_whom": [typed["with_whom"]], "mode": ["phone"],
        "note": typed["note"],
    }  # fmt: skip
    assert again.fields["client_key"] != typed["client_key"], "a second page is a second form"
    assert "You have hours that are not sent yet" in words_of(as_(ana).get("/hours/"))
    again.type(minutes="60", **{"draft-proof": again.fields["draft-proof"]}).send()
    assert HoursEntry.objects.get().minutes == 60
    assert kept(ana, "/hours/new/") == []
    assert "You have hours that are not sent yet" not in words_of(as_(ana).get("/hours/"))


def test_the_draft_of_a_correction_is_anothers_to_nobody(ana, dee, bea, agency, assigned, typed):
    address = f"/hours/{make_hours(ana, bea, agency).uuid}/correct/"
    page = Page(as_(ana), address).type(minutes="45")
    assert page.save()["kept"]
    assert as_(dee).post("/drafts/", {**page.fields, "draft-seq": 2}).status_code == 404
    assert Page(as_(ana), address).fields["minutes"] == "45"
    assert Page(as_(ana), "/hours/new/").fields["minutes"] == "", "a correction is no draft of new hours"


def test_the_list_is_filtered_by_kind(ana, bea, cora, agency, assigned, consulting):
    make_hours(ana, bea, agency, minutes=37)
    make_hours(ana, cora, agency, kind=Kind.CLINICAL_CONSULTATION, minutes=41)
    page = words_of(as_(ana).get("/hours/?kind=clinical_consultation"))
    listed = page[page.rindex("Every session") :]
    assert "with Cora Menon" in listed and "with Bea Olsen" not in listed


@pytest.mark.parametrize("rows", [1, 3])
def test_her_list_and_her_supervisors_take_the_same_queries(
    ana, bea, agency, assigned, rows, django_assert_num_queries
):
    for minutes in range(1, rows + 1):
        make_hours(ana, bea, agency, minutes=minutes, note="Boundaries")
    mine, hers = as_(ana), as_(bea)
    with django_assert_num_queries(8):
        assert mine.get("/hours/").status_code == 200
    with django_assert_num_queries(7):
        assert hers.get("/supervise/waiting/").status_code == 200


def test_an_entry_that_came_back_shows_why_and_is_corrected(ana, bea, agency, typed):
    entry = make_hours(ana, bea, agency, minutes=90)
    make_returned(entry, note="I have 60 minutes for that day.")
    client = as_(ana)
    assert "“I have 60 minutes for that day.”" in words_of(client.get(f"/hours/{entry.uuid}/"))
    page = client.post(f"/hours/{entry.uuid}/correct/", typed | {"reason": "minutes"}, follow=True)
    assert "Bea’s turn" in words_of(page)
    assert HoursEntry.objects.get(supersedes=entry).correction_reason == "minutes"


def test_hours_are_taken_out_with_a_reason(ana, bea, agency, assigned):
    entry = make_hours(ana, bea, agency)
    page = as_(ana).post(f"/hours/{entry.uuid}/take-out/", {"reason": "twice"}, follow=True)
    assert "Taken out. It no longer counts." in words_of(page)
    assert "corrected" not in words_of(as_(ana).get(f"/hours/{entry.uuid}/take-out/"))


def test_the_note_is_for_the_two_of_them_and_a_coordinator_sees_the_hours_only(ana, bea, cleo, agency, assigned):
    entry = make_hours(ana, bea, agency, note="My own story got loud last week.")
    assert "My own story got loud" in words_of(as_(bea).get(f"/hours/{entry.uuid}/"))
    page = words_of(as_(cleo).get(f"/hours/{entry.uuid}/"))
    assert "1 h on" in page and "My own story" not in page


def test_the_attestation_and_the_entry_stand_above_the_button(ana, bea, agency, assigned):
    entry = make_hours(ana, bea, agency, note="Staying in my lane with the school.")
    page = words_of(as_(bea).get(f"/supervise/hours/{entry.uuid}/"))
    assert page.index("Staying in my lane") < page.index("I held this session.") < page.index("Give it back")


def test_she_confirms_and_it_counts(ana, bea, agency, assigned):
    entry = make_hours(ana, bea, agency)
    said = {"attestation_version": HOURS_ATTESTATION_VERSION, "signer": ana.pk, "minutes": 600, "from_records": "on"}
    page = as_(bea).post(f"/supervise/hours/{entry.uuid}/", said, follow=True)
    assert "Confirmed. The volunteer is told." in words_of(page)
    assert (Signature.objects.get().signer, Signature.objects.get().from_records) == (bea, False)


def test_words_that_changed_meanwhile_are_shown_again(bea, ana, agency, assigned):
    entry = make_hours(ana, bea, agency)
    page = as_(bea).post(f"/supervise/hours/{entry.uuid}/", {"attestation_version": 0})
    assert "The words to confirm have changed." in words_of(page)
    assert not Signature.objects.exists()


def test_only_those_she_marks_are_confirmed(ana, dee, bea, gwen, agency, assigned):
    first, second = make_hours(ana, bea, agency, minutes=10), make_hours(ana, bea, agency, minutes=20)
    make_assignment(gwen, dee, agency)
    strangers = make_hours(dee, gwen, agency)
    client = as_(bea)
    assert "Choose at least one to confirm." in words_of(client.post("/supervise/waiting/", {"attestation_version": 1}))
    client.post(
        "/supervise/waiting/",
        {"attestation_version": 1, f"confirm_{second.uuid}": "on", f"confirm_{strangers.uuid}": "on"},
    )
    assert [signature.entry for signature in Signature.objects.all()] == [second]
    assert first in HoursEntry.objects.waiting()


def test_what_no_longer_waits_says_so(ana, bea, agency, assigned):
    entry = make_confirmed_hours(ana, bea, agency).entry
    assert "This no longer waits for you" in words_of(as_(bea).get(f"/supervise/hours/{entry.uuid}/"))


def test_a_group_is_written_shown_once_more_and_confirmed(ana, dee, bea, agency, assigned):
    make_assignment(bea, dee, agency)
    client = as_(bea)
    group = {
        "held_on": (agency.today() - timedelta(days=1)).isoformat(), "minutes": "60", "format": "group", "mode": "video",
        f"here_{ana.uuid}": "on", f"here_{dee.uuid}": "on", f"minutes_{dee.uuid}": "45", "note": "First calls.",
        "client_key": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d11",
    }  # fmt: skip
    page = client.post("/supervise/sessions/new/", group)
    assert "I held this session." in words_of(page) and "2 people, minutes each" in words_of(page)
    assert not Session.objects.exists()
    shown = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.content.decode()))
    assert "This date" not in words_of(client.post("/supervise/sessions/new/", shown | {"change": "1"}))
    for _click in range(2):
        client.post("/supervise/sessions/new/", shown | {"attested": HOURS_ATTESTATION_VERSION})
    assert {entry.person: entry.minutes for entry in HoursEntry.objects.confirmed()} == {ana: 60, dee: 45}


def test_the_desk_says_quietly_what_is_shared_with_her_today_and_nothing_of_it(ana, dee, bea, gwen, agency, assigned):
    make_shared(make_reflection(ana, "Grandma's kitchen."), bea)
    make_shared(make_reflection(ana, "Next week."), bea, first=3)
    make_shared(make_reflection(dee, "Over."), bea, first=-9, last=-1)
    make_reflection(ana, "Mine alone.")
    page = as_(bea).get("/supervise/")
    assert "1 page of a journal is shared with you today. Shared with me" in words_of(page)
    assert "Nothing is waiting for you" in words_of(page) and "kitchen" not in words_of(page)
    assert 'href="/journey/journal/shared/"' in page.content.decode()
    assert "journal is shared" not in words_of(as_(gwen).get("/supervise/"))


def test_places_beside_one_person_are_refused_in_words_and_stay_marked(ana, bea, agency, assigned):
    stage = make_journey().stages.first()
    alone = {
        "held_on": agency.today().isoformat(), "minutes": "60", "format": "individual", "mode": "video",
        f"here_{ana.uuid}": "on", "stages": stage.key, "client_key": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d11",
    }  # fmt: skip
    page = as_(bea).post("/supervise/sessions/new/", alone)
    assert "Places of the journey stand only in what a group of two or more spoke about." in words_of(page)
    assert re.search(rf'value="{stage.key}"[^>]*checked', page.content.decode())
    assert '<details class="more" open>' in page.content.decode()


def test_minutes_left_empty_are_all_of_it_and_minutes_alone_say_she_was_there(ana, dee, bea, agency, assigned):
    make_assignment(bea, dee, agency)
    group = {
        "held_on": agency.today().isoformat(), "minutes": "90", "format": "group", "mode": "video",
        f"here_{ana.uuid}": "on", f"minutes_{dee.uuid}": "45", "client_key": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d11",
    }  # fmt: skip
    page = words_of(as_(bea).post("/supervise/sessions/new/", group))
    assert "Ana Reyes 90" in page and "Dee Robinson 45" in page


def test_a_place_stands_with_the_words_for_all_and_never_beside_what_somebody_has(ana, bea, agency, assigned):
    make_journey()
    competency = make_framework().competencies.filter(stages__isnull=False).first()
    make_signoff(ana, bea, agency, competency)
    title = competency.stages.first().title
    assert title in words_of(as_(ana).get(f"/agency/{agency.slug}/competencies/"))
    for person, address in (
        (ana, f"/competencies/{competency.uuid}/"),
        (ana, "/competencies/"),
        (bea, f"/supervise/people/{assigned.uuid}/"),
        (bea, f"/supervise/people/{assigned.uuid}/sign-off/{competency.uuid}/"),
    ):
        page = as_(person).get(address).content.decode()
        assert competency.title in page and "stage-" not in page and title not in page, address


def test_what_would_be_refused_is_said_before_anything_is_signed(ana, bea, agency, assigned):
    day = agency.today() - timedelta(days=1)
    make_hours(ana, bea, agency, held_on=day, start="17:30")
    group = {
        "held_on": day.isoformat(), "start": "18:00", "minutes": "60", "format": "group", "mode": "video",
        f"here_{ana.uuid}": "on", "client_key": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d11",
    }  # fmt: skip
    page = words_of(as_(bea).post("/supervise/sessions/new/", group))
    assert "Ana Reyes: There are hours at that time already" in page
    assert "I held this session." not in page


def test_somebody_elses_volunteer_cannot_be_put_into_a_group(dee, ana, bea, gwen, agency, assigned):
    make_assignment(gwen, dee, agency)
    group = {
        "held_on": agency.today().isoformat(), "minutes": "60", "format": "group", "mode": "video", "attested": "1",
        f"here_{dee.uuid}": "on", "client_key": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d11",
    }  # fmt: skip
    assert "Please choose who was there." in words_of(as_(bea).post("/supervise/sessions/new/", group))
    assert not Session.objects.exists()


def test_paper_is_entered_with_its_scan(ana, bea, cleo, agency, assigned, typed):
    paper = SimpleUploadedFile("hours.pdf", b"%PDF-1.4 x", content_type="application/pdf")
    page = as_(cleo).post(f"/supervise/people/{assigned.uuid}/paper/", typed | {"scan": paper}, follow=True)
    assert "Entered from paper by Cleo Grant." in words_of(page)
    entry = HoursEntry.objects.get()
    answer = as_(ana).get(f"/hours/{entry.uuid}/scan/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 x"
    assert answer["X-Content-Type-Options"] == "nosniff" and "attachment" in answer["Content-Disposition"]


def test_her_supervisors_page_has_hours_and_competencies(ana, bea, agency, assigned, framework):
    make_confirmed_hours(ana, bea, agency)
    make_signoff(ana, bea, agency, framework.competencies.first())
    page = words_of(as_(bea).get(f"/supervise/people/{assigned.uuid}/"))
    assert "Make a real connection" in page and "Practicing" in page and "Confirmed" in page


def test_her_consultant_sees_consultations_and_nothing_else(ana, bea, cora, agency, assigned, consulting, framework):
    make_confirmed_hours(ana, bea, agency, note="Peer words")
    make_confirmed_hours(ana, cora, agency, kind=Kind.CLINICAL_CONSULTATION, note="Consultation words", minutes=41)
    make_signoff(ana, bea, agency, framework.competencies.first())
    page = words_of(as_(cora).get(f"/supervise/people/{consulting.uuid}/"))
    assert "Consultation words" in page
    assert "Peer words" not in page and "Make a real connection" not in page and "Competencies" not in page


def test_asking_and_signing_off(ana, bea, agency, assigned, framework):
    competency = framework.competencies.first()
    asking = {"level": "2", "evidence_kinds": ["role_play"], "asked_of": str(bea.uuid), "note": "One role play."}
    assert "Bea is asked." in words_of(as_(ana).post(f"/competencies/{competency.uuid}/", asking, follow=True))
    asked = SignOffRequest.objects.get()
    assert "One role play." in words_of(as_(bea).get(f"/supervise/requests/{asked.uuid}/"))
    address = f"/supervise/people/{assigned.uuid}/sign-off/{competency.uuid}/"
    page = as_(bea).get(address)
    assert words_of(page).index("I have seen or heard this myself") < words_of(page).rindex("Sign off")
    signing = {
        "level": "2", "evidence_kinds": ["role_play"], "attestation_version": SIGNOFF_ATTESTATION_VERSION,
        "client_key": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d12", "person": bea.pk, "assessor": ana.pk, "level_number": 3,
    }  # fmt: skip
    for _click in range(2):
        assert as_(bea).post(address, signing).status_code == 302
    signoff = SignOff.objects.get()
    assert (signoff.person, signoff.assessor, signoff.level_number, signoff.request) == (ana, bea, 2, asked)
    assert "Signed off by Bea Olsen" in words_of(as_(ana).get("/competencies/"))


def test_until_they_have_spoken_her_pages_only_say_that_they_would_like_to_talk(ana, bea, agency, assigned, framework):
    competency = framework.competencies.first()
    signoff = make_signoff(ana, bea, agency, competency)
    make_withdrawal(signoff)
    client = as_(ana)
    pages = [words_of(client.get("/competencies/")), words_of(client.get(f"/competencies/{competency.uuid}/"))]
    for page in pages:
        assert "Your supervisor would like to talk with you about this." in page
        assert "taken back" not in page.lower() and "Signed off by" not in page
    as_(bea).post(f"/supervise/sign-offs/{signoff.uuid}/spoken/")
    assert "was taken back on" in words_of(client.get(f"/competencies/{competency.uuid}/"))


def test_not_yet_reaches_her_in_words(ana, bea, agency, assigned, framework):
    competency = framework.competencies.first()
    asked = make_signoff_request(ana, bea, agency, competency)
    as_(bea).post(f"/supervise/requests/{asked.uuid}/", {"note": "Let us do one more role play."})
    assert "“Let us do one more role play.”" in words_of(as_(ana).get(f"/competencies/{competency.uuid}/"))


def test_a_signoff_is_taken_back_by_its_page(ana, bea, cleo, agency, assigned, framework):
    first, second = framework.competencies.all()[:2]
    one, two = make_signoff(ana, bea, agency, first), make_signoff(ana, bea, agency, second)
    page = words_of(as_(bea).get(f"/supervise/sign-offs/{one.uuid}/take-back/"))
    assert "only told that you would like to talk" in page
    as_(bea).post(f"/supervise/sign-offs/{one.uuid}/take-back/", {"reason": "practice"})
    as_(cleo).post(f"/supervise/sign-offs/{two.uuid}/take-back/", {"reason": "concern"})
    assert {withdrawn.by for withdrawn in (SignOff.objects.get(pk=s.pk).withdrawn for s in (one, two))} == {bea, cleo}


def test_a_coordinator_assigns_a_guest_by_the_address_they_sign_in_with(ana, bea, stan, cleo, agency):
    said = {
        "volunteer": str(ana.uuid),
        "kind": "peer_supervision",
        "starts_on": agency.today().isoformat(),
        "no_conflict": "on",
    }
    client = as_(cleo)
    page = client.post("/agency/willow/assignments/new/", said | {"guest": "nobody@example.org"})
    assert "Nobody with this address can be assigned for this yet." in words_of(page)
    assert "Choose somebody from the list, or a guest, not both." in words_of(
        client.post("/agency/willow/assignments/new/", said | {"guest": stan.email, "supervisor": str(bea.uuid)})
    )
    client.post("/agency/willow/assignments/new/", said | {"guest": stan.email})
    assert Assignment.objects.get().guest_of == "Harbor Parent Allies"


def test_an_assignment_needs_its_word_on_conflicts_of_interest(ana, bea, cleo, agency):
    said = {
        "volunteer": str(ana.uuid),
        "kind": "peer_supervision",
        "starts_on": agency.today().isoformat(),
        "supervisor": str(bea.uuid),
    }
    page = as_(cleo).post("/agency/willow/assignments/new/", said)
    assert "Please confirm that there is no conflict of interest." in words_of(page)
    assert not Assignment.objects.exists()


def test_an_assignment_ends_and_is_covered_by_their_pages(ana, dee, bea, gwen, cleo, agency, assigned):
    today = agency.today()
    days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=9)).isoformat(), "no_conflict": "on"}
    page = as_(bea).post("/supervise/away/", days | {"by": str(gwen.uuid)}, follow=True)
    assert "Gwen Achterberg stands in for one person." in words_of(page)
    as_(cleo).post(f"/agency/willow/assignments/{assigned.uuid}/end/", {"last_day": today.isoformat()})
    assigned.refresh_from_db()
    assert assigned.ends_on == today


@pytest.mark.parametrize("rows", [1, 3])
def test_the_coordinators_lists_take_the_same_queries(bea, cleo, agency, framework, rows, django_assert_num_queries):
    for number in range(rows):
        person = make_member(f"Volunteer {number}", agency, Role.VOLUNTEER)
        make_assignment(bea, person, agency)
        make_signoff(person, bea, agency, framework.competencies.first())
    client = as_(cleo)
    with django_assert_num_queries(6):
        assert words_of(client.get("/agency/willow/assignments/")).count("Bea Olsen") >= rows
    with django_assert_num_queries(6):
        assert words_of(client.get("/agency/willow/sign-offs/")).count("Bea Olsen") >= rows


def test_everybody_of_an_agency_reads_its_competencies(pat, stan, framework):
    page = words_of(as_(pat).get("/agency/willow/competencies/"))
    assert "Peer practice" in page and "You open gently" not in page and "Stay in your lane" in page
    assert as_(stan).get("/agency/willow/competencies/").status_code == 404


def test_the_log_is_hers(ana, bea, agency, assigned):
    make_confirmed_hours(ana, bea, agency)
    client = as_(ana)
    printed = client.get("/hours/log.pdf?kind=peer_supervision")
    assert (printed["Content-Type"], printed.content[:5]) == ("application/pdf", b"%PDF-")


def test_nothing_changes_by_looking(ana, bea, agency, assigned, framework):
    entry = make_hours(ana, bea, agency)
    before = HoursEntry.objects.count()
    for address in (f"/hours/{entry.uuid}/take-out/", f"/hours/{entry.uuid}/", f"/supervise/hours/{entry.uuid}/"):
        as_(bea).get(address)
    assert HoursEntry.objects.waiting().count() == before


def test_whom_she_met_with_begins_with_those_of_today_and_says_the_days_of_the_others(ana, bea, gwen, agency, assigned):
    soon = agency.today() + timedelta(days=9)
    make_assignment(gwen, ana, agency, starts_on=soon, ends_on=soon + timedelta(days=5), cover=True)
    page = words_of(as_(ana).get("/hours/new/"))
    assert page.index("Bea Olsen · Peer supervision") < page.index("Gwen Achterberg · Peer supervision · ")
    assert f"{date_format(soon, 'DATE_FORMAT')} to " in page


def test_who_never_had_anybody_is_not_asked_for_hours(dee, agency):
    page = words_of(as_(dee).get("/hours/"))
    assert "Add your first hours" not in page and "Add hours" not in page
