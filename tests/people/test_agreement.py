"""Agreements: written in versions, signed on screen or on paper, taken back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from ledger import clock, jobs
from ledger.actions import record
from ledger.refusals import Refused
from people.actions import enter_paper, sign_agreement, take_back_signature, write_agreement, write_version
from people.models import (
    Agency,
    Agreement,
    AgreementSigned,
    AgreementUnsigned,
    AgreementVersion,
    Membership,
    Notice,
    Person,
)
from people.queries import agreements_of
from people.words import AgreementKind, SignedBy, UnsignedFor
from tests.factories.people import make_agreement, make_agreement_version, make_person, make_signature
from tests.stored import stored

PDF = b"%PDF-1.4 a signed pledge"
JPEG = b"\xff\xd8\xff\xe0 a photo"
PNG = b"\x89PNG\r\n\x1a\n a picture"


@pytest.fixture
def pledge(agency: Agency) -> Agreement:
    return make_agreement(agency)


@pytest.fixture
def consent(agency: Agency) -> Agreement:
    return make_agreement(agency, "Consent to show my story", kind=AgreementKind.CONSENT)


def _file(data: bytes = PDF, name: str = "../../etc/passwd") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def _live(person: Person) -> list[AgreementSigned]:
    return list(AgreementSigned.objects.live().filter(person=person).order_by("pk"))


# Writing


def test_a_coordinator_writes_an_agreement_and_a_new_version_of_it(cleo, agency, signed_in):
    browser = signed_in(cleo)
    said = {"title": "Pledge", "kind": "pledge", "text": "I keep it.", "in_force_from": agency.today().isoformat()}
    browser.post("/agency/willow/agreements/new/", said)
    agreement = Agreement.objects.get(title="Pledge")
    page = f"/agency/willow/agreements/{agreement.uuid}/"
    browser.post(f"{page}new/", {"text": "I keep it all.", "in_force_from": said["in_force_from"]})
    assert [(v.number, v.text, v.written_by) for v in agreement.versions.all()] == [
        (1, "I keep it.", cleo),
        (2, "I keep it all.", cleo),
    ]
    assert "Version 2, in force since" in browser.get(page).content.decode()
    assert agreement.current().number == 2


def test_the_same_title_twice_and_an_unchanged_text_are_answered_in_words(cleo, agency, pledge):
    today = agency.today()
    with pytest.raises(Refused, match="of this title already"):
        write_agreement(
            actor=cleo, agency=agency, kind=AgreementKind.PLEDGE, title=pledge.title, text="x", in_force_from=today
        )
    with pytest.raises(Refused, match="Nothing was changed"):
        write_version(actor=cleo, agreement=pledge, text=pledge.versions.get().text, in_force_from=today)


def test_a_wording_never_counts_from_the_past(cleo, agency, pledge):
    with pytest.raises(Refused, match="today or a later day"):
        write_version(actor=cleo, agreement=pledge, text="x", in_force_from=agency.today() - timedelta(days=1))


def test_others_write_nothing(ana, bea, pat, stan, agency, pledge, signed_in):
    for person in (ana, bea, pat, stan):
        assert signed_in(person).get("/agency/willow/agreements/").status_code == 404
        assert signed_in(person).post(f"/agency/willow/agreements/{pledge.uuid}/new/", {}).status_code == 404
        with pytest.raises(Refused):
            write_version(actor=person, agreement=pledge, text="x", in_force_from=agency.today())


def test_an_agreement_of_another_agency_is_not_found_through_ones_own(stan, pledge, signed_in):
    assert signed_in(stan).get(f"/agency/harbor/agreements/{pledge.uuid}/").status_code == 404


def test_markdown_of_an_agreement_is_cleaned(ana, agency, signed_in):
    agreement = make_agreement(agency, text="# Hello\n\n<script>alert(1)</script>[x](javascript:alert(1))")
    page = signed_in(ana).get(f"/me/agreements/{agreement.uuid}/").content.decode()
    assert "<h2>Hello</h2>" in page
    assert "alert(1)" not in page


def test_whoever_signed_before_is_asked_again_from_the_day_the_new_wording_counts(cleo, ana, bea, agency, pledge):
    make_signature(ana, pledge)
    later = agency.today() + timedelta(days=10)
    write_version(actor=cleo, agreement=pledge, text="New", in_force_from=later)
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (ana, "people-agreement-changed")
    assert not Notice.objects.shown_to(ana).exists()
    with clock.pretend(clock.start_of(later, agency.time_zone)):
        assert Notice.objects.shown_to(ana).exists()
        jobs.sweep()
        assert [letter.to for letter in mail.outbox] == [["ana.reyes@example.org"]]
        (asked,) = agreements_of(ana, [agency])
        assert asked.signed is None
        assert asked.earlier.version.number == 1


# Signing on screen


def test_she_reads_and_signs(ana, agency, pledge, signed_in):
    browser, page = signed_in(ana), f"/me/agreements/{pledge.uuid}/"
    version = pledge.versions.get()
    read = browser.get(page).content.decode()
    assert "I keep what families tell me to myself." in read
    assert browser.post(page, {"version": version.uuid, "agree": "on"}).url == "/me/agreements/"
    (signed,) = _live(ana)
    assert (signed.version, signed.how, signed.entered_by, signed.held_on) == (
        version,
        SignedBy.SCREEN,
        ana,
        agency.today(),
    )
    assert "You signed this on" in browser.get(page).content.decode()


def test_without_the_tick_nothing_is_signed(ana, pledge, signed_in):
    answer = signed_in(ana).post(f"/me/agreements/{pledge.uuid}/", {"version": pledge.versions.get().uuid})
    assert "tick this box" in answer.content.decode()
    assert _live(ana) == []


def test_signing_twice_is_signing_once(ana, pledge, signed_in):
    version = pledge.versions.get()
    for _press in range(2):
        signed_in(ana).post(f"/me/agreements/{pledge.uuid}/", {"version": version.uuid, "agree": "on"})
    assert len(_live(ana)) == 1
    assert sign_agreement(actor=ana, version=version) == _live(ana)[0]


def test_a_wording_that_changed_while_she_read_is_shown_again_and_not_signed(ana, agency, pledge, signed_in):
    shown = pledge.versions.get()
    make_agreement_version(pledge, text="A new wording")
    answer = signed_in(ana).post(f"/me/agreements/{pledge.uuid}/", {"version": shown.uuid, "agree": "on"})
    page = answer.content.decode()
    assert "was changed meanwhile" in page
    assert "A new wording" in page
    assert _live(ana) == []
    with pytest.raises(Refused, match="changed meanwhile"):
        sign_agreement(actor=ana, version=shown)


def test_she_signs_nothing_of_another_agency_and_nothing_after_she_left(ana, stan, agency, pledge, signed_in):
    with pytest.raises(Refused):
        sign_agreement(actor=stan, version=pledge.versions.get())
    assert signed_in(stan).get(f"/me/agreements/{pledge.uuid}/").status_code == 404
    Membership.objects.filter(person=ana).update(ends_on=agency.today() - timedelta(days=1))
    assert signed_in(ana).get(f"/me/agreements/{pledge.uuid}/").status_code == 404


def test_a_body_signs_for_nobody_else(ana, bea, pledge, signed_in):
    said = {
        "version": pledge.versions.get().uuid,
        "agree": "on",
        "person": bea.pk,
        "entered_by": bea.pk,
        "held_on": "2020-01-01",
        "how": "paper",
    }
    signed_in(ana).post(f"/me/agreements/{pledge.uuid}/", said)
    (signed,) = AgreementSigned.objects.all()
    assert (signed.person, signed.entered_by, signed.how) == (ana, ana, "screen")
    assert signed.held_on > signed.version.held_on


def test_an_agreement_no_longer_in_use_is_not_asked_for(cleo, ana, agency, pledge, signed_in):
    browser = signed_in(cleo)
    browser.post(f"/agency/willow/agreements/{pledge.uuid}/in-use/", {"in_use": "no"})
    assert agreements_of(ana, [agency]) == []
    browser.post(f"/agency/willow/agreements/{pledge.uuid}/in-use/", {"in_use": "yes"})
    assert len(agreements_of(ana, [agency])) == 1


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_takes_three_questions(ana, agency, how_many, django_assert_num_queries):
    for number in range(how_many):
        make_signature(ana, make_agreement(agency, f"Agreement {number}"))
    with django_assert_num_queries(3):
        asked = agreements_of(ana, [agency])
        assert [str(one.signed.version) for one in asked] == [f"Agreement {n}, version 1" for n in range(how_many)]


# On paper


@pytest.mark.parametrize(("data", "kind"), [(PDF, "pdf"), (JPEG, "jpg"), (PNG, "png")])
def test_a_paper_is_entered_with_its_scan_and_marked_so(cleo, agency, pledge, signed_in, data, kind):
    from tests.factories.people import make_membership

    tom = make_person("Tom Baker", sign_in=False)
    make_membership(tom, agency, "volunteer")
    day = agency.today() - timedelta(days=30)
    said = {"version": pledge.versions.get().uuid, "signed_on": day.isoformat(), "scan": _file(data)}
    browser = signed_in(cleo)
    answer = browser.post(f"/agency/willow/people/{tom.uuid}/paper/", said)
    assert answer.url == f"/agency/willow/people/{tom.uuid}/"
    (signed,) = _live(tom)
    assert (signed.how, signed.entered_by, signed.held_on) == (SignedBy.PAPER, cleo, day)
    assert signed.scan.name.endswith(f".{kind}")
    assert "passwd" not in signed.scan.name
    page = browser.get(answer.url).content.decode()
    assert "on paper, entered by Cleo Grant" in page
    scan = browser.get(f"/papers/{signed.uuid}/")
    assert b"".join(scan.streaming_content) == data
    assert scan["X-Content-Type-Options"] == "nosniff"
    assert scan["Content-Disposition"].startswith("attachment")


def test_a_scan_is_shown_to_her_and_to_those_who_keep_the_people_only(
    cleo, ada, ana, bea, pat, stan, agency, pledge, signed_in
):
    paper = enter_paper(actor=cleo, person=ana, version=pledge.versions.get(), signed_on=agency.today(), scan=_file())
    path = f"/papers/{paper.uuid}/"
    assert [signed_in(p).get(path).status_code for p in (ana, cleo, ada)] == [200, 200, 200]
    assert [signed_in(p).get(path).status_code for p in (bea, pat, stan)] == [404, 404, 404]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><script>alert(1)</script>", "PDF, a JPEG or a PNG"),
        (b"GIF89a", "PDF, a JPEG or a PNG"),
        (b"", "empty"),
        (b"%PDF-" + b"0" * 10 * 1024 * 1024, "larger than 10 MB"),
    ],
)
def test_a_scan_of_the_wrong_kind_or_size_is_answered_in_words(cleo, ana, agency, pledge, signed_in, data, words):
    said = {
        "version": pledge.versions.get().uuid,
        "signed_on": agency.today().isoformat(),
        "scan": _file(data, "a.pdf"),
    }
    answer = signed_in(cleo).post(f"/agency/willow/people/{ana.uuid}/paper/", said)
    assert words in answer.content.decode()
    assert _live(ana) == []


def test_the_date_on_a_paper_lies_neither_before_the_wording_nor_in_the_future(cleo, ana, agency, pledge):
    version = pledge.versions.get()
    for day in (agency.today() + timedelta(days=1), version.held_on - timedelta(days=1)):
        with pytest.raises(Refused):
            enter_paper(actor=cleo, person=ana, version=version, signed_on=day, scan=_file())


def test_nobody_enters_her_own_paper_or_one_of_another_agency(cleo, stan, ana, agency, pledge, signed_in):
    version = pledge.versions.get()
    with pytest.raises(Refused, match="somebody else"):
        enter_paper(actor=cleo, person=cleo, version=version, signed_on=agency.today(), scan=_file())
    with pytest.raises(Refused, match="does not belong"):
        enter_paper(actor=cleo, person=stan, version=version, signed_on=agency.today(), scan=_file())
    with pytest.raises(Refused):
        enter_paper(actor=stan, person=ana, version=version, signed_on=agency.today(), scan=_file())
    assert signed_in(cleo).get(f"/agency/willow/people/{cleo.uuid}/paper/").status_code == 404


def test_a_refused_paper_leaves_no_file_behind(cleo, ana, agency, pledge):
    make_signature(ana, pledge)
    folder = f"scans/{clock.now():%Y/%m}"
    before = stored(folder)
    with pytest.raises(Refused, match="signed already"):
        enter_paper(actor=cleo, person=ana, version=pledge.versions.get(), signed_on=agency.today(), scan=_file())
    assert stored(folder) == before


# Taking back


def test_a_paper_entered_by_mistake_is_taken_back_and_may_be_entered_again(cleo, ana, agency, pledge, signed_in):
    paper = enter_paper(actor=cleo, person=ana, version=pledge.versions.get(), signed_on=agency.today(), scan=_file())
    page = f"/agency/willow/people/{ana.uuid}/paper/{paper.uuid}/take-back/"
    browser = signed_in(cleo)
    assert "entered by mistake" in browser.get(page).content.decode()
    browser.post(page, {"reason": "nonsense"})
    assert len(_live(ana)) == 1
    browser.post(page, {"reason": "entered_by_mistake"})
    assert _live(ana) == []
    assert AgreementUnsigned.objects.get().by == cleo
    sign_agreement(actor=ana, version=pledge.versions.get())


def test_what_she_signed_on_screen_is_hers_and_no_mistake_of_others(cleo, ana, pledge, signed_in):
    signed = make_signature(ana, pledge)
    with pytest.raises(Refused):
        take_back_signature(actor=cleo, signed=signed, reason=UnsignedFor.ENTERED_BY_MISTAKE)
    page = f"/agency/willow/people/{ana.uuid}/paper/{signed.uuid}/take-back/"
    assert signed_in(cleo).post(page, {"reason": "entered_by_mistake"}).status_code == 404


def test_a_consent_is_hers_to_take_back_at_any_time(ana, consent, signed_in):
    make_signature(ana, consent)
    browser, page = signed_in(ana), f"/me/agreements/{consent.uuid}/take-back/"
    assert "You need not say why" in browser.get(page).content.decode()
    assert _live(ana) != []
    browser.post(page)
    assert _live(ana) == []
    assert AgreementUnsigned.objects.get().reason == "consent_withdrawn"


def test_a_pledge_is_not_taken_back_like_a_consent(ana, cleo, pledge, signed_in):
    signed = make_signature(ana, pledge)
    assert signed_in(ana).post(f"/me/agreements/{pledge.uuid}/take-back/").status_code == 404
    for actor in (ana, cleo):
        with pytest.raises(Refused):
            take_back_signature(actor=actor, signed=signed, reason=UnsignedFor.CONSENT_WITHDRAWN)


def test_taking_back_is_told_to_whoever_listens_and_stands_in_her_chain(ana, consent):
    signed = make_signature(ana, consent)
    taken = take_back_signature(actor=ana, signed=signed, reason=UnsignedFor.CONSENT_WITHDRAWN)
    assert taken.previous == signed.hash
    with pytest.raises(Refused, match="taken back already"):
        take_back_signature(actor=ana, signed=signed, reason=UnsignedFor.CONSENT_WITHDRAWN)


def test_strangers_take_nothing_back(bea, stan, ana, consent):
    signed = make_signature(ana, consent)
    for actor in (bea, stan):
        with pytest.raises(Refused):
            take_back_signature(actor=actor, signed=signed, reason=UnsignedFor.CONSENT_WITHDRAWN)


def test_a_version_is_recorded_like_every_fact(agency, pledge):
    with pytest.raises(ValueError, match="written once"):
        record(AgreementVersion.objects.get())
