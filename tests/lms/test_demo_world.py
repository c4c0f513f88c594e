"""The demo world as its writers left it: names that refer to each other hold, and every volunteer's facts come to the state she is said to be in.

Needs no Django and no database: it reads the files and does the sums with pencil and paper.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

WORLD = Path(__file__).parents[2] / "lms" / "demo" / "world"
ROLES = {"volunteer", "supervisor", "consultant", "facilitator", "coordinator", "publisher", "admin"}
STATES = {
    "invited-not-joined", "joined-nothing-yet", "in-training", "training-done-waiting-decision", "waiting-for-supervision-hours", "waiting-signature",
    "returned-entry", "waiting-competencies", "ready-available", "ready-not-willing", "ready-full", "on-leave", "on-hold", "certificate-expired",
    "agreement-new-version-needed", "no-sign-in-on-paper", "shared-email-couple", "left-the-programme", "earlier-training-recognised",
}  # fmt: skip
NOT_YET = {"invited-not-joined", "joined-nothing-yet", "in-training", "left-the-programme"}
WAITING_FOR = {
    "training-done-waiting-decision": {"decision"},
    "waiting-for-supervision-hours": {"peer-supervision"},
    "waiting-signature": {"peer-supervision", "clinical-consultation"},
    "returned-entry": {"peer-supervision"},
    "waiting-competencies": {"competencies"},
    "agreement-new-version-needed": {"agreement"},
}
COURT_WORDS = re.compile(
    r"\b(verdict|evidence|void|voided|case|clearance|overdue|lapsed|failed|lorem)\b", re.IGNORECASE
)


def read(name: str) -> dict[str, Any]:
    loaded = yaml.safe_load((WORLD / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


AGENCIES = {agency["slug"]: agency for agency in read("agencies")["agencies"]}
FRAMEWORK = read("competencies")["framework"]
COMPETENCIES = {competency["key"] for competency in FRAMEWORK["competencies"]}
LEVELS = [level["key"] for level in FRAMEWORK["levels"]]
AGREEMENTS = {agreement["key"]: agreement for agreement in read("agreements")["agreements"]}
PROGRAMMES = {programme["agency"]: programme for programme in read("programmes")["programmes"]}
LIVE = read("sessions")["live_sessions"]
GROUPS = read("sessions")["group_supervision"]
CODES = {row["code"] for row in read("experience_codes")["experience_codes"]}
AGES = {row["code"] for row in read("experience_codes")["child_ages"]}
CAST = {person["key"]: person for person in read("people")["people"]}
MORE = {person["key"]: person for person in read("people")["volunteers"]}
EVERYONE = CAST | MORE
VOLUNTEERS = [person for person in EVERYONE.values() if "state" in person]


def agency_of(person: dict[str, Any]) -> str:
    """Where she is a volunteer."""
    return next(role["agency"] for role in person["roles"] if role["role"] == "volunteer")


def holds(key: str, agency: str, *roles: str) -> bool:
    return any(role["agency"] == agency and role["role"] in roles for role in EVERYONE[key]["roles"])


def texts_in(value: Any) -> list[str]:
    """Every sentence in a loaded file, keys left out."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_in(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts_in(part)]
    return [value] if isinstance(value, str) else []


def level_reached(person: dict[str, Any], competency: str) -> int:
    """How far her sign-offs go, 0 for none; `all` stands for every one her programme asks for."""
    signed = person.get("competencies", {})
    row = signed.get(competency, signed.get("all", {}))
    return LEVELS.index(row["level"]) + 1 if "level" in row else 0


def minutes_of(person: dict[str, Any], kind: str, *, also: tuple[str, ...] = (), until: int = 0) -> tuple[int, int]:
    """One-to-one and group minutes that are signed, held by the day `until`, with entries in the states `also` counted too."""
    counted = {"signed", *also}
    rows = person.get("supervision", {}).get(
        {"peer_supervision": "peer", "clinical_consultation": "consultation"}[kind], []
    )
    alone = sum(row["minutes"] for row in rows if row.get("entry", "signed") in counted and row["day"] <= until)
    groups = [
        group
        for group in GROUPS
        if group["kind"] == kind and group.get("entry", "signed") in counted and group["day"] <= until
    ]
    together = sum(group.get("attendees", {}).get(person["key"], 0) for group in groups)
    return alone, together


def is_met(person: dict[str, Any], asked: dict[str, Any], *, also: tuple[str, ...] = (), until: int = 0) -> bool:
    """Whether her facts answer one requirement."""
    if any(row["for"] == asked["key"] for row in person.get("earlier_training", [])):
        return bool(asked.get("earlier_training_may_count"))
    if asked["kind"] == "course":
        return "done" in person.get("training", {})
    if asked["kind"] == "agreement":
        newest = max(version["number"] for version in AGREEMENTS[asked["agreement"]]["versions"])
        return any(
            row["agreement"] == asked["agreement"] and row["version"] == newest for row in person.get("signed", [])
        )
    if asked["kind"] == "live_session":
        sessions = [session for session in LIVE if session["kind"] == asked["session_kind"] and session["day"] <= until]
        return any(session.get("attendees", {}).get(person["key"], 0) >= asked["minutes"] for session in sessions)
    if asked["kind"] == "decision":
        return person.get("decision", {}).get("value") == "ready"
    if asked["kind"] == "hours":
        alone, together = minutes_of(person, asked["hours_kind"], also=also, until=until)
        counted = alone + min(together, asked.get("group_cap", together))
        return counted >= asked["minutes"] and alone >= asked.get("individual_min", 0)
    assert asked["kind"] == "competencies"
    return all(level_reached(person, key) >= LEVELS.index(asked["level"]) + 1 for key in asked["competencies"])


def lacking(person: dict[str, Any], *, also: tuple[str, ...] = (), until: int = 0) -> set[str]:
    """The keys of what her programme still asks for before matching."""
    asked = [row for row in PROGRAMMES[agency_of(person)]["requirements"] if row["phase"] == "before_matching"]
    return {row["key"] for row in asked if not is_met(person, row, also=also, until=until)}


def days_of_facts(person: dict[str, Any]) -> list[int]:
    """The days on which something her certificate rests on took place, a newer version of an agreement left aside."""
    days = [row["day"] for row in person.get("signed", []) if row["version"] == 1]
    days += [person["training"]["done"]] if "done" in person.get("training", {}) else []
    days += [row["decided"] for row in person.get("earlier_training", [])]
    days += [person["decision"]["day"]] if "decision" in person else []
    days += [row["day"] for row in person.get("competencies", {}).values()]
    return days


def test_three_agencies_in_three_time_zones_each_with_its_own_word_for_the_role() -> None:
    assert len(AGENCIES) == 3
    assert len({ZoneInfo(agency["time_zone"]) for agency in AGENCIES.values()}) == 3
    assert len({agency["role_word"]["singular"] for agency in AGENCIES.values()}) == 3
    assert set(PROGRAMMES) == set(AGENCIES)


@pytest.mark.parametrize("agency", AGENCIES.values(), ids=lambda agency: agency["slug"])
def test_an_agency_says_whom_to_call_and_when(agency: dict[str, Any]) -> None:
    assert re.fullmatch(r"\(\d{3}\) 555-01\d\d", agency["phone"])
    assert agency["email"].endswith("@example.org")
    assert 0 < len(agency["hours"]) <= 120
    assert agency["crisis_line"]["name"] and agency["crisis_line"]["number"]
    assert agency["late_after_days"] > 0


def test_nobody_has_two_entries_and_no_two_share_a_sign_in() -> None:
    assert len(EVERYONE) == len(CAST) + len(MORE)
    sign_ins = Counter(person["email"] for person in EVERYONE.values() if person["email"])
    assert max(sign_ins.values()) == 1
    assert all(address.endswith("@example.org") for address in sign_ins)


def test_thirty_more_volunteers_and_every_state_on_some_screen() -> None:
    assert len(MORE) == 30
    assert {person["state"] for person in VOLUNTEERS} == STATES


def test_each_agency_has_a_coordinator_a_publisher_and_an_admin() -> None:
    for slug in AGENCIES:
        for role in ("coordinator", "publisher", "admin"):
            assert any(holds(key, slug, role) for key in EVERYONE), f"{slug} has no {role}"


def test_the_court_programme_has_one_coordinator_who_is_an_ally_and_a_guest_signs_for_her() -> None:
    coordinators = [key for key in EVERYONE if holds(key, "juniper-bay", "coordinator")]
    assert coordinators == ["nina"]
    assert holds("nina", "juniper-bay", "volunteer")
    guest = CAST["nina"]["supervision"]["supervisor"]
    assert holds(guest, "copper-mesa", "supervisor")
    assert any(role["agency"] == "juniper-bay" and role.get("guest_of") for role in CAST[guest]["roles"])


def test_in_each_agency_somebody_learns_in_spanish_and_one_of_them_signs_in_spanish() -> None:
    readers = [person for person in EVERYONE.values() if person.get("reads") == "es"]
    assert {agency_of(person) for person in readers if "state" in person} == set(AGENCIES)
    assert any(role["role"] == "supervisor" for person in readers for role in person["roles"])
    assert all("es" in person["languages"] and person["email"] for person in readers)


def test_a_couple_shares_one_mailbox_and_one_of_them_has_no_sign_in() -> None:
    one, other = [person for person in MORE.values() if person["state"] == "shared-email-couple"]
    assert {one["email"], other["email"]} == {one.get("contact_email", one["email"]), None}
    assert other.get("contact_email", other["email"]) == one.get("contact_email", one["email"])


@pytest.mark.parametrize("person", EVERYONE.values(), ids=lambda person: person["key"])
def test_what_a_person_refers_to_exists(person: dict[str, Any]) -> None:
    assert person["name"] and person["preferred_name"] and person["languages"] and person["story"]
    assert all(role["agency"] in AGENCIES and role["role"] in ROLES for role in person["roles"])
    ZoneInfo(person.get("time_zone", "UTC"))
    for signed in person.get("signed", []):
        agreement = AGREEMENTS[signed["agreement"]]
        assert agency_of(person) in agreement["agencies"]
        version = next(version for version in agreement["versions"] if version["number"] == signed["version"])
        assert version["from"] <= signed["day"] <= 0
    assert set(person.get("competencies", {})) <= COMPETENCIES | {"all"}
    for row in person.get("earlier_training", []):
        assert row["for"] in {asked["key"] for asked in PROGRAMMES[agency_of(person)]["requirements"]}
        assert (
            row["held"] <= row["decided"]
            and holds(row["decided_by"], agency_of(person), "coordinator")
            and row["decided_by"] != person["key"]
        )


@pytest.mark.parametrize("person", VOLUNTEERS, ids=lambda person: person["key"])
def test_those_who_sign_for_a_volunteer_hold_the_role_and_are_somebody_else(person: dict[str, Any]) -> None:
    agency, supervision = agency_of(person), person.get("supervision", {})
    for role, key in (("supervisor", supervision.get("supervisor")), ("consultant", supervision.get("consultant"))):
        assert key is None or (key != person["key"] and holds(key, agency, role))
    for act in ("decision", "hold"):
        by = person.get(act, {}).get("by")
        assert by is None or (by != person["key"] and holds(by, agency, "coordinator"))


@pytest.mark.parametrize("person", VOLUNTEERS, ids=lambda person: person["key"])
def test_a_volunteers_days_are_in_order(person: dict[str, Any]) -> None:
    assert person.get("invited", -9999) <= person.get("joined", 0)
    for row in person.get("supervision", {}).get("peer", []) + person.get("supervision", {}).get("consultation", []):
        assert person["supervision"]["from"] <= row["day"] <= row.get("logged", row["day"]) < 0
    if "certificate" in person:
        granted = person["certificate"]["granted"]
        assert max(days_of_facts(person)) <= granted < 0
        assert lacking(person, until=granted) <= {"agreement"}


@pytest.mark.parametrize(
    "person", [person for person in VOLUNTEERS if "roster" in person], ids=lambda person: person["key"]
)
def test_what_the_roster_says_of_her_is_in_its_coded_words(person: dict[str, Any]) -> None:
    facts = person["roster"]
    assert facts["area"] in AGENCIES[agency_of(person)]["areas"]
    assert set(facts["experience"]) <= CODES
    assert set(facts["child_ages"]) <= AGES
    assert isinstance(facts["ask_first"], bool)


def test_somebody_has_an_adult_child() -> None:
    assert any({"18-25", "26-plus"} & set(person.get("roster", {}).get("child_ages", [])) for person in VOLUNTEERS)


@pytest.mark.parametrize("person", VOLUNTEERS, ids=lambda person: person["key"])
def test_her_facts_come_to_the_state_she_is_said_to_be_in(person: dict[str, Any]) -> None:
    state, open_items = person["state"], lacking(person)
    asked = PROGRAMMES[agency_of(person)]["requirements"]
    renewed = [row["within_days"] for row in asked if row["kind"] == "decision" and "within_days" in row]
    ended = any(person.get("decision", {}).get("day", 0) <= -days for days in renewed)
    if state in WAITING_FOR:
        assert open_items & WAITING_FOR[state]
        assert state == "waiting-for-supervision-hours" or open_items <= WAITING_FOR[state]
        assert "foundation" not in open_items
    elif state in NOT_YET:
        assert open_items and "certificate" not in person
    else:
        assert not open_items and "certificate" in person
    assert ended == (state == "certificate-expired")


def test_who_waits_for_a_signature_lacks_nothing_once_it_is_there() -> None:
    assert [
        lacking(person, also=("submitted",)) for person in VOLUNTEERS if person["state"] == "waiting-signature"
    ] == [set()]


def test_the_small_differences_that_make_a_state_are_there() -> None:
    by_state = {person["state"]: person for person in VOLUNTEERS}
    assert "joined" not in by_state["invited-not-joined"]
    assert "training" not in by_state["joined-nothing-yet"]
    assert by_state["ready-not-willing"]["offer"]["willing"] is False
    assert by_state["ready-full"]["offer"]["supporting_now"] >= by_state["ready-full"]["offer"]["limit"]
    assert by_state["on-leave"]["offer"]["leave"]["from"] < 0
    assert by_state["on-hold"]["hold"]["since"] < 0 < by_state["on-hold"]["hold"]["until"]
    assert by_state["no-sign-in-on-paper"]["email"] is None
    assert all(row.get("paper") for row in by_state["no-sign-in-on-paper"]["signed"])
    assert by_state["left-the-programme"]["left"] == by_state["left-the-programme"]["roles"][0]["until"] < 0
    assert any(row.get("entry") == "returned" for row in by_state["returned-entry"]["supervision"]["peer"])


def test_marcus_has_more_group_time_than_counts_and_needs_an_hour_alone() -> None:
    alone, together = minutes_of(CAST["marcus"], "peer_supervision")
    assert (alone, together) == (120, 270)
    assert lacking(CAST["marcus"]) == {"peer-supervision"}


@pytest.mark.parametrize("group", [group for group in GROUPS if "attendees" in group], ids=lambda group: group["key"])
def test_a_group_is_led_by_somebody_assigned_to_each_who_came(group: dict[str, Any]) -> None:
    for key in group["attendees"]:
        supervision = EVERYONE[key]["supervision"]
        assert group["supervisor"] in {supervision["supervisor"], supervision.get("groups_with")}, key
        assert supervision["from"] <= group["day"], key


@pytest.mark.parametrize("person", VOLUNTEERS, ids=lambda person: person["key"])
def test_what_was_said_in_supervision_comes_after_its_agreement(person: dict[str, Any]) -> None:
    supervision = person.get("supervision", {})
    signed = [row["day"] for row in person.get("signed", []) if row["agreement"] == "supervision-agreement"]
    days = [row["day"] for row in supervision.get("peer", []) + supervision.get("consultation", [])]
    days += [group["day"] for group in GROUPS if person["key"] in group.get("attendees", {})]
    days += [row["day"] for row in person.get("competencies", {}).values() if "day" in row]
    assert not days or (signed and signed[0] <= min(days) and supervision["from"] <= min(days))


@pytest.mark.parametrize("session", LIVE + GROUPS, ids=lambda session: session["key"])
def test_a_session_has_its_people_and_a_list_only_when_it_is_past(session: dict[str, Any]) -> None:
    leaders = [(key, "facilitator", "coordinator") for key in session.get("facilitators", [])]
    leaders += [(session["supervisor"], "supervisor", "consultant")] if "supervisor" in session else []
    assert leaders and all(holds(key, session["agency"], *roles) for key, *roles in leaders)
    assert ("attendees" in session) == (session["day"] < 0)
    present = session.get("attendees", {})
    assert set(present) | set(session.get("coming", [])) <= set(EVERYONE)
    assert all(0 < minutes <= session["minutes"] for minutes in present.values())
    assert all(EVERYONE[key]["joined"] < session["day"] for key in present)
    assert not set(present) & {key for key, *_ in leaders}
    coming = [EVERYONE[key] for key in session.get("coming", [])]
    assert all(one["state"] != "invited-not-joined" and agency_of(one) == session["agency"] for one in coming)


def test_somebody_waits_for_a_place_and_somebody_else_has_one() -> None:
    assert any(len(session.get("coming", ())) > session["capacity"] for session in LIVE)
    assert any(0 < len(session.get("coming", ())) < session["capacity"] for session in LIVE)


def test_agreements_are_of_a_length_somebody_reads() -> None:
    for key, agreement in AGREEMENTS.items():
        assert [version["number"] for version in agreement["versions"]] == list(
            range(1, len(agreement["versions"]) + 1)
        )
        for version in agreement["versions"]:
            assert 120 <= len(version["text"].split()) <= 250, key
    assert any(len(agreement["versions"]) == 2 for agreement in AGREEMENTS.values())


def test_six_competencies_each_with_a_description_at_every_level() -> None:
    kinds = {kind["key"] for kind in FRAMEWORK["evidence_kinds"]}
    assert len(FRAMEWORK["competencies"]) == 6
    for competency in FRAMEWORK["competencies"]:
        assert list(competency["levels"]) == LEVELS
        assert set(competency["evidence"]) <= kinds
        assert competency["title"] and competency["in_practice"] and competency["signs"]


def test_requirements_name_what_exists_and_where_they_come_from() -> None:
    for slug, programme in PROGRAMMES.items():
        for asked in programme["requirements"]:
            assert asked["phase"] in {"before_matching", "ongoing"}
            assert asked["label"] and asked["source"]
            assert asked.get("agreement") is None or slug in AGREEMENTS[asked["agreement"]]["agencies"]
            assert set(asked.get("competencies", [])) <= COMPETENCIES


def test_the_parent_to_parent_programme_asks_only_for_five_things_before_matching() -> None:
    asked = [row for row in PROGRAMMES["lantern-lake"]["requirements"] if row["phase"] == "before_matching"]
    assert sorted(row["kind"] for row in asked) == ["agreement", "agreement", "course", "decision", "live_session"]
    assert next(row["minutes"] for row in asked if row["kind"] == "live_session") == 120


def test_the_peer_support_provider_has_its_example_numbers() -> None:
    hours = {
        row["hours_kind"]: row
        for row in PROGRAMMES["copper-mesa"]["requirements"]
        if row["kind"] == "hours" and row["phase"] == "before_matching"
    }
    peer = hours["peer_supervision"]
    assert (peer["minutes"], peer["individual_min"], peer["group_cap"]) == (360, 180, 180)
    assert hours["clinical_consultation"]["minutes"] == 120
    assert all("example" in row["source"].lower() for row in hours.values())


def test_the_court_programme_has_no_invented_hours() -> None:
    assert not [row for row in PROGRAMMES["juniper-bay"]["requirements"] if row["kind"] in {"hours", "live_session"}]


@pytest.mark.parametrize("name", sorted(path.stem for path in WORLD.glob("*.yaml")))
def test_no_court_words_and_no_placeholder_in_what_people_read(name: str) -> None:
    assert [text for text in texts_in(read(name)) if COURT_WORDS.search(text)] == []
