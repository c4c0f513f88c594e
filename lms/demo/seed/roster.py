"""What each programme asks, what was decided and recognised, and what the volunteers offer."""

from functools import partial

from lms.demo.seed.cast import Cast
from lms.demo.world import Row
from people.models import Agency, Membership, Person
from people.words import Role
from roster.actions import (
    Asks,
    Recognised,
    confirm_card,
    decide,
    hold,
    make_programme,
    recognise_earlier_training,
    save_card,
    set_offer,
    set_supporting_now,
)
from roster.models import Code
from roster.words import CodeKind, Outcome, Phase, RequirementKind, StandsFor

LANGUAGES = {
    "en": "English", "es": "Spanish", "hmn": "Hmong", "so": "Somali", "vi": "Vietnamese", "ar": "Arabic",
    "pl": "Polish", "nv": "Navajo", "ru": "Russian", "haw": "Hawaiian", "ta": "Tamil", "ak": "Akan",
    "fa": "Persian", "ase": "American Sign Language", "tl": "Tagalog", "zh": "Chinese", "ko": "Korean",
    "fr": "French", "ht": "Haitian Creole", "pt": "Portuguese", "am": "Amharic", "hi": "Hindi", "uk": "Ukrainian",
    "sm": "Samoan", "mh": "Marshallese", "chr": "Cherokee", "yo": "Yoruba", "sw": "Swahili", "ja": "Japanese",
}  # fmt: skip


def codes(cast: Cast) -> None:
    """The words a coordinator searches by: shared ones, and each agency's own areas."""
    spanish = cast.world.spanish["experience_codes"]
    spoken = sorted({language for row in cast.world.people for language in row["languages"]})
    for number, language in enumerate(spoken):
        Code.objects.create(
            kind=CodeKind.LANGUAGE,
            key=language,
            label=LANGUAGES[language],
            translations=_in_spanish(label=spanish["languages"][language]),
            position=number,
        )
    for number, row in enumerate(cast.world.experience_codes):
        Code.objects.create(
            kind=CodeKind.EXPERIENCE,
            key=row["code"],
            label=row["label"],
            hint=row["hint"],
            heading=row["group"],
            translations=_in_spanish(
                **spanish["experience_codes"][row["code"]], heading=spanish["groups"][row["group"]]
            ),
            position=number,
        )
    for number, row in enumerate(cast.world.child_ages):
        Code.objects.create(
            kind=CodeKind.CHILD_AGE,
            key=row["code"],
            label=row["label"],
            translations=_in_spanish(label=spanish["child_ages"][row["code"]]),
            position=number,
        )
    for row in cast.world.agencies:
        for number, area in enumerate(row["areas"]):
            agency = cast.agencies[row["slug"]]
            key = area.lower().replace(" ", "-")
            words = _in_spanish(label=cast.world.spanish["agencies"]["agencies"][agency.slug]["areas"][area])
            Code.objects.create(
                kind=CodeKind.AREA, key=key, label=area, agency=agency, translations=words, position=number
            )


def _in_spanish(**words: str) -> dict[str, dict[str, str]]:
    return {"es": words}


def programmes(cast: Cast) -> None:
    """Each agency's programme, from the day after its texts were written."""
    for row in cast.world.programmes:
        agency = cast.agencies[row["agency"]]
        opened = min(
            held["from"] for p in cast.world.people for held in p["roles"]
            if held["agency"] == agency.slug and held["role"] in ("coordinator", "admin")
        )  # fmt: skip
        cast.story.on(agency, opened + 1, partial(_programme, cast, agency, row), at="08:30")


def _programme(cast: Cast, agency: Agency, row: Row) -> None:
    cast.programmes[row["key"]] = make_programme(
        actor=cast.first(agency, "admin", "coordinator"),
        agency=agency,
        title=row["title"],
        requirements=asked_by(cast, agency, row),
        translations=_in_spanish(title=cast.world.spanish["programmes"]["programmes"][row["key"]]["title"]),
    )


def asked_by(cast: Cast, agency: Agency, row: Row) -> list[Asks]:
    """Everything a programme asks, in its order and in both languages."""
    spanish = cast.world.spanish["programmes"]["programmes"][row["key"]]["requirements"]
    return [ask for asked in row["requirements"] for ask in _asks(cast, agency, asked, spanish.get(asked["key"], ""))]


def _asks(cast: Cast, agency: Agency, row: Row, spanish: str) -> list[Asks]:
    """One requirement as written; a list of competencies becomes one requirement each, called as they are."""
    common = {"phase": Phase(row["phase"]), "source": row["source"][:200], "within_days": row.get("within_days")}
    if spanish:
        common["translations"] = _in_spanish(label=spanish)
    match row["kind"]:
        case "course":
            return [Asks(RequirementKind.COURSE, row["label"], course=cast.courses[row["course"]], **common)]
        case "agreement":
            agreement = cast.agreements[agency.slug, row["agreement"]]
            return [Asks(RequirementKind.AGREEMENT, row["label"], agreement=agreement, **common)]
        case "live_session":
            return [
                Asks(
                    RequirementKind.LIVE_SESSION,
                    row["label"],
                    minutes=row["minutes"],
                    session_kind=row.get("session_kind", ""),
                    **common,
                )
            ]
        case "decision":
            return [Asks(RequirementKind.DECISION, row["label"], **common)]
        case "hours":
            return [
                Asks(
                    RequirementKind.HOURS,
                    row["label"],
                    hours_kind=row["hours_kind"],
                    minutes=row["minutes"],
                    individual_minutes=row.get("individual_min"),
                    group_cap_minutes=row.get("group_cap"),
                    **common,
                )
            ]
        case "competencies":
            framework = cast.frameworks[row["framework"]]
            level = framework.levels.get(number=cast.level(row["level"]))
            return [
                Asks(
                    RequirementKind.COMPETENCY,
                    competency.title,
                    competency=competency,
                    level_number=level.number,
                    translations=_in_spanish(label=competency.said("title", "es")),
                    **common,
                )
                for competency in framework.competencies.filter(key__in=row["competencies"])
            ]
    raise LookupError(f"{row['kind']} is no kind of requirement")


def decisions(cast: Cast) -> None:
    for row in cast.volunteers():
        if "decision" in row:
            made = row["decision"]
            cast.story.on(cast.home(row), made["day"], partial(_decide, cast, row), at="15:00")
        for earlier in row.get("earlier_training", ()):
            cast.story.on(cast.home(row), earlier["decided"], partial(_recognise, cast, row, earlier), at="14:00")
        if "hold" in row:
            cast.story.on(cast.home(row), row["hold"]["since"], partial(_hold, cast, row), at="11:00")
        if "left" in row:
            cast.story.on(cast.home(row), row["left"] + 1, partial(_left, cast, row), at="06:00")


def _decide(cast: Cast, row: Row) -> None:
    made = row["decision"]
    outcome = Outcome.READY if made["value"] == "ready" else Outcome.NOT_YET
    decide(actor=cast.people[made["by"]], person=cast.people[row["key"]], agency=cast.home(row), outcome=outcome)


def _recognise(cast: Cast, row: Row, earlier: Row) -> None:
    agency = cast.home(row)
    live = earlier["for"] == "workshop"
    recognised = Recognised(
        stands_for=StandsFor.LIVE_SESSION if live else StandsFor.COURSE,
        what=earlier["what"],
        held_on=cast.date(agency, earlier["held"]),
        shown_by=earlier["evidence"],
        course=None if live else cast.courses[earlier["for"]],
        minutes=240 if live else None,
    )
    decider = cast.people[earlier["decided_by"]]
    recognise_earlier_training(actor=decider, person=cast.people[row["key"]], agency=agency, recognised=recognised)


def _hold(cast: Cast, row: Row) -> None:
    agency = cast.home(row)
    until = row["hold"].get("until")
    hold(
        actor=cast.people[row["hold"]["by"]],
        person=cast.people[row["key"]],
        agency=agency,
        until=None if until is None else cast.date(agency, until),
    )


def _left(cast: Cast, row: Row) -> None:
    """The night after her last day the house looks at her again, as it does every night."""
    from roster.actions import reassess

    reassess(person=cast.people[row["key"]], agency=cast.home(row))


def offers(cast: Cast) -> None:
    """Hers alone: what she offers, and what the coordinator may search by."""
    for row in cast.volunteers():
        if row["key"] not in cast.people:
            continue
        joined = row.get("joined", row["roles"][-1]["from"])
        if "offer" in row:
            cast.story.on(cast.home(row), joined, partial(_offer, cast, row), at="20:30")
        if "roster" in row:
            cast.story.on(cast.home(row), joined, partial(_card, cast, row), at="20:40")
            confirmed = row["roster"]["last_confirmed"]
            if confirmed is not None:
                cast.story.on(cast.home(row), confirmed, partial(_confirm, cast, row), at="21:00")


def _speaks_for(cast: Cast, row: Row, person: Person, agency: Agency) -> Person:
    """She herself; for somebody without a sign-in the coordinator writes down what she says."""
    return person if person.email else cast.decides_for(agency, person)


def _offer(cast: Cast, row: Row) -> None:
    person, agency, said = cast.people[row["key"]], cast.home(row), row["offer"]
    leave = said.get("leave")
    away_from = cast.date(agency, leave["from"]) if leave else None
    away_until = cast.date(agency, leave["until"]) if leave and leave["until"] else None
    set_offer(
        actor=_speaks_for(cast, row, person, agency),
        person=person,
        agency=agency,
        willing=said["willing"],
        limit=said["limit"],
        away_from=away_from,
        away_until=away_until,
    )
    if said["supporting_now"]:
        set_supporting_now(
            actor=cast.decides_for(agency, person), person=person, agency=agency, count=said["supporting_now"]
        )


def _card(cast: Cast, row: Row) -> None:
    person, agency, said = cast.people[row["key"]], cast.home(row), row["roster"]
    wanted = [
        *Code.objects.filter(kind=CodeKind.LANGUAGE, key__in=row["languages"]),
        *Code.objects.filter(kind=CodeKind.AREA, agency=agency, label=said["area"]),
        *Code.objects.filter(kind=CodeKind.EXPERIENCE, key__in=said["experience"]),
        *Code.objects.filter(kind=CodeKind.CHILD_AGE, key__in=said["child_ages"]),
    ]
    actor = _speaks_for(cast, row, person, agency)
    save_card(actor=actor, person=person, agency=agency, codes=wanted, ask_first=said["ask_first"])


def _confirm(cast: Cast, row: Row) -> None:
    person, agency = cast.people[row["key"]], cast.home(row)
    if not Membership.objects.filter(person=person, agency=agency, role=Role.VOLUNTEER).on(agency.today()).exists():
        return
    confirm_card(actor=_speaks_for(cast, row, person, agency), person=person, agency=agency)
