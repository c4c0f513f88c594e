"""Everything learnt: what is in a transcript, for whom, and in which forms it can be saved."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from ledger.actions import record
from people.models import Agency, Person, Profile
from people.words import AgreementKind, Role
from roster.models import EarlierTrainingVoided
from roster.queries.transcript import transcript
from roster.words import Part
from tests.factories.courses import (
    lesson,
    make_attendance,
    make_course,
    make_course_completion,
    make_live_session,
    make_module,
    text_step,
)
from tests.factories.journey import make_journey
from tests.factories.people import make_agreement, make_membership, make_signature
from tests.roster.conftest import World
from tests.roster.supervised import make_hours


@pytest.fixture
def learnt(certified, ana: Person) -> Person:
    """Ana, who did one thing of every kind."""
    return ana


def lines_of(person: Person, part: Part, agency: Agency | None = None) -> list[tuple[str, str, int | None]]:
    return [(line.what, line.more, line.minutes) for line in transcript(person, agency).lines if line.part == part]


def test_it_holds_everything_with_its_minutes_and_no_kind_of_hours_is_summed(learnt: Person) -> None:
    assert {line.part for line in transcript(learnt).lines} == set(Part)
    assert lines_of(learnt, Part.HOURS) == [("Peer supervision", "2 sessions", 180)]
    assert [minutes for *_words, minutes in lines_of(learnt, Part.SESSION)] == [120]
    assert [what for what, *_more in lines_of(learnt, Part.SIGNOFF)] == ["Listen to understand"]
    assert [what for what, *_more in lines_of(learnt, Part.COURSE)] == ["Foundation training"]


def test_what_was_taken_back_is_not_in_it_nor_a_consent(
    learnt: Person, world: World, agency: Agency, cleo: Person, bea: Person
) -> None:
    make_signature(learnt, make_agreement(agency, title="Shown in a film", kind=AgreementKind.CONSENT))
    assert "Shown in a film" not in [what for what, *_more in lines_of(learnt, Part.AGREEMENT)]
    earlier = world.facts["earlier_training"]
    record(EarlierTrainingVoided(earlier_training=earlier, by=cleo, reason="mistake", held_on=agency.today()))
    assert lines_of(learnt, Part.EARLIER) == []


def test_a_coordinator_sees_what_is_her_agencys_and_nothing_of_another(
    learnt: Person, agency: Agency, other_agency: Agency, stan: Person
) -> None:
    make_membership(learnt, other_agency, Role.VOLUNTEER)
    own = make_course("Only elsewhere", make_module("Elsewhere", lesson("Hi", text_step())))
    make_course_completion(learnt, own, other_agency)
    make_attendance(learnt, make_live_session(other_agency, stan, title="Evening elsewhere"))
    all_of_it = [line.what for line in transcript(learnt).lines]
    here = [line.what for line in transcript(learnt, agency).lines]
    there = [line.what for line in transcript(learnt, other_agency).lines]
    elsewhere = {"Only elsewhere", "Elsewhere", "Evening elsewhere"}
    assert elsewhere <= set(all_of_it)
    assert not elsewhere & set(here)
    assert set(there) == elsewhere
    assert "Foundation training" in here


def test_it_is_hers_and_her_coordinators(client: Client, learnt: Person, agency: Agency, bea, stan, cleo) -> None:
    for person, answer in ((learnt, 404), (bea, 404), (stan, 404), (cleo, 200)):
        client.force_login(person)
        here = [agency.slug, learnt.uuid]
        assert client.get(reverse("roster:transcript", args=here)).status_code == answer
        for kind in ("pdf", "csv", "xlsx"):
            assert client.get(reverse("roster:transcript-saved", args=[*here, kind])).status_code == answer
        assert client.get(reverse("roster:my-transcript")).status_code == 200  # her own, whoever she is


def test_it_is_saved_as_csv_as_xlsx_and_as_a_tagged_pdf_in_her_language(client: Client, learnt: Person) -> None:
    Profile.objects.filter(person=learnt).update(language="es")
    client.force_login(Person.objects.get(pk=learnt.pk))
    said = client.get(reverse("roster:my-transcript-saved", args=["csv"])).content.decode("utf-8-sig")
    assert "Listen to understand" in said and "Supervisión entre pares" in said
    sheet = client.get(reverse("roster:my-transcript-saved", args=["xlsx"])).content
    rows = list(load_workbook(BytesIO(sheet)).active.iter_rows(values_only=True))
    assert len(rows) == len(said.strip().splitlines()) == 1 + len(transcript(learnt).lines)
    paper = client.get(reverse("roster:my-transcript-saved", args=["pdf"])).content
    assert paper.startswith(b"%PDF") and b"/StructTreeRoot" in paper
    assert client.get(reverse("roster:my-transcript-saved", args=["exe"])).status_code == 404


def test_no_place_of_the_journey_is_in_it(client: Client, learnt: Person, world: World) -> None:
    world.competency.stages.set(make_journey().stages.all())
    client.force_login(learnt)
    page = client.get(reverse("roster:my-transcript")).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    stages = [stage.title for stage in world.competency.stages.all()]
    assert stages
    assert not [title for title in stages if title in main]


def test_it_asks_as_much_for_three_lines_as_for_one(
    learnt: Person, agency: Agency, fay: Person, django_assert_num_queries: Callable
) -> None:
    for more in range(3):
        for where in (None, agency):
            with django_assert_num_queries(10):
                transcript(learnt, where)
        make_hours(learnt, agency, 30)
        make_attendance(learnt, make_live_session(agency, fay, title=f"Evening {more}"))
        make_signature(learnt, make_agreement(agency, title=f"Code {more}"))
        make_course_completion(
            learnt, make_course(f"Course {more}", make_module(f"M {more}", lesson("Hi", text_step()))), agency
        )
