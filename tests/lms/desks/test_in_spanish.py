"""A volunteer who reads Spanish meets no English: what is named or written once in columns speaks her language too."""

import html

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from ledger.refusals import Refused
from lms.demo.seed.cast import Cast
from lms.demo.seed.roster import asked_by
from lms.demo.seed.story import Story
from lms.demo.world import Row, World, load
from people.models import Agency, Person
from people.words import AgreementKind
from roster.certificate_pdf import in_words
from roster.models import Code, TrainingCertificate
from roster.queries.paper import paper_visible_to
from roster.queries.transcript import transcript
from roster.words import CodeKind
from supervision.actions import load_framework
from tests.factories.courses import lesson, make_course, make_course_completion, make_module, text_step
from tests.factories.people import make_agreement, make_signature
from tests.factories.roster import make_decision, make_version
from tests.factories.supervision import framework_data, framework_in_spanish, make_framework
from tests.roster.conftest import begun_long_ago
from tests.roster.supervised import assignment_of, make_hours, make_signoff

WHERE = "copper-mesa"  # its programme asks for all four: a course, agreements, hours and competencies


@pytest.fixture
def demo(agency: Agency, cleo: Person) -> Cast:
    """The agency asks what Copper Mesa asks, in the demo's own words."""
    cast = Cast(world=load(), story=Story())
    begun_long_ago(lambda: _written(cast, agency))
    return cast


def _written(cast: Cast, agency: Agency) -> None:
    spanish = cast.world.spanish
    for row in _agreements(cast.world):
        said = spanish["agreements"]["agreements"][row["key"]]
        cast.agreements[agency.slug, row["key"]] = make_agreement(
            agency,
            row["title"],
            kind=AgreementKind(row["kind"]),
            text=row["versions"][0]["text"],
            translations={"es": {"title": said["title"], "text": said["versions"][1]}},
        )
    course = make_course("Foundation training", make_module("Hola", lesson("Hola", text_step())))
    course.translations = {"es": {"title": "Capacitación básica"}}
    course.save()
    cast.courses["foundation"] = course
    cast.frameworks["peer-practice"] = make_framework()
    asked = asked_by(cast, agency, _programme(cast.world))
    title = spanish["programmes"]["programmes"][_programme(cast.world)["key"]]["title"]
    make_version(agency, *asked, title=_programme(cast.world)["title"], translations={"es": {"title": title}})


def _agreements(world: World) -> list[Row]:
    return [row for row in world.agreements if WHERE in row["agencies"]]


def _programme(world: World) -> Row:
    return next(row for row in world.programmes if row["agency"] == WHERE)


def _english(world: World) -> list[str]:
    """Every word of the demo that stands on her pages, as it was first written."""
    words = [row["title"] for row in _agreements(world)]
    words += [row["label"] for row in _programme(world)["requirements"]] + [_programme(world)["title"]]
    words += [one["title"] for one in world.framework["competencies"]]
    words += [one["in_practice"][:60] for one in world.framework["competencies"]]
    words += [level["title"] for level in world.framework["levels"] if level["title"] != "Learning"]
    return words


@pytest.fixture
def ana(ana: Person) -> Person:
    ana.profile.language = "es"
    ana.profile.save()
    return ana


def _does_everything(cast: Cast, ana: Person, agency: Agency) -> TrainingCertificate:
    make_course_completion(ana, cast.courses["foundation"], agency)
    for agreement in cast.agreements.values():
        make_signature(ana, agreement, language="es")
    make_hours(ana, agency, 360)
    make_hours(ana, agency, 120, kind="clinical_consultation")
    for competency in cast.frameworks["peer-practice"].competencies.all():
        make_signoff(ana, agency, competency)
    make_decision(ana, agency)
    return TrainingCertificate.objects.get(person=ana)


def test_on_no_page_of_hers_stands_an_english_name(demo: Cast, ana: Person, agency: Agency, reading) -> None:
    assignment_of(ana, agency)
    said = demo.world.spanish
    labels = said["programmes"]["programmes"][_programme(demo.world)["key"]]["requirements"]
    framework = said["competencies"]["framework"]
    first = demo.frameworks["peer-practice"].competencies.get(key="make-a-connection")
    in_spanish = framework["competencies"]["make-a-connection"]
    titles = [said["agreements"]["agreements"][row["key"]]["title"] for row in _agreements(demo.world)]
    pages = {
        reverse("desks:learn"): list(labels.values()),
        reverse("people:agreements"): titles,
        reverse("supervision:competencies"): [one["title"] for one in framework["competencies"].values()],
        reverse("supervision:competency", args=[first.uuid]): [
            in_spanish["title"], *in_spanish["signs"], *in_spanish["levels"].values(), framework["levels"]["steady"]["title"]
        ],
        reverse("supervision:framework", args=[agency.slug]): [framework["title"], framework["attribution"]],
    }  # fmt: skip
    ana.profile.language = "en"  # whatever the house remembers of an English reader
    ana.profile.save()
    assert [
        asked["label"]
        for asked in _programme(demo.world)["requirements"][:4]
        if asked["label"] not in reading(ana, "/learn/")
    ] == []
    ana.profile.language = "es"
    ana.profile.save()
    for address, words in pages.items():
        page = reading(ana, address)
        assert [word for word in words if word not in page] == [], address
        assert [word for word in _english(demo.world) if word in page] == [], address


def test_her_certificate_and_transcript_are_spanish_whoever_prints_them(
    demo: Cast, ana: Person, cleo: Person, agency: Agency, reading
) -> None:
    certificate = _does_everything(demo, ana, agency)
    paper = paper_visible_to(cleo, certificate.uuid)
    assert paper
    with translation.override("es"):  # as roster.certificate_pdf.write does for its holder
        sheet, learnt = str(in_words(paper, "es")), str(transcript(ana))
    shown = reading(ana, reverse("roster:certificate", args=[certificate.uuid]))
    title = demo.world.spanish["programmes"]["programmes"][_programme(demo.world)["key"]]["title"]
    assert title in sheet and title in shown and title in learnt
    for said in (sheet, shown, learnt):
        assert [word for word in _english(demo.world) if word in said] == []


def test_spanish_asks_the_database_no_more_than_english(demo: Cast, ana: Person, agency: Agency) -> None:
    assignment_of(ana, agency)
    browser = Client()
    browser.force_login(ana)
    for address in ("/learn/", reverse("people:agreements"), reverse("supervision:competencies")):
        asked = {}
        for language in ("es", "en"):
            ana.profile.language = language
            ana.profile.save()
            browser.get(address)
            with CaptureQueriesContext(connection) as found:
                page = browser.get(address)
            assert f'<html lang="{language}"' in html.unescape(page.content.decode())
            asked[language] = len(found)
        assert asked["es"] == asked["en"], address


def test_what_she_lets_others_search_by_is_in_her_language(demo: Cast, ana: Person, agency: Agency) -> None:
    row = demo.world.experience_codes[0]
    said = demo.world.spanish["experience_codes"]["experience_codes"][row["code"]]
    Code.objects.create(
        kind=CodeKind.EXPERIENCE,
        key=row["code"],
        label=row["label"],
        hint=row["hint"],
        translations={"es": said},
    )
    browser = Client()
    browser.force_login(ana)
    page = html.unescape(browser.get(reverse("roster:my-card", args=[agency.slug])).content.decode())
    assert said["label"] in page and said["hint"] in page
    assert row["label"] not in page


def test_the_frameworks_languages_are_held_in_step(db: None) -> None:
    spanish = framework_in_spanish()
    spanish["competencies"]["listen-to-understand"]["signs"].pop()
    with pytest.raises(Refused) as refused:
        load_framework(framework_data(), translations={"es": spanish})
    assert refused.value.code == "not_in_step" and "listen-to-understand" in str(refused.value)
