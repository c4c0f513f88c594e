"""Agencies, people, roles, invitations, and the texts they signed."""

from functools import partial
from io import BytesIO

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from lms.demo.scan import paper
from lms.demo.seed.cast import Cast
from lms.demo.signins import PASSWORD, give_second_step
from lms.demo.world import Row
from people.actions import enter_paper, invite, sign_agreement, write_agreement, write_version
from people.models import Agency, Membership, Person, Profile
from people.words import STAFF_ROLES, AgreementKind, Role

KINDS = {"agreement": AgreementKind.ROLE}


def agencies(cast: Cast) -> None:
    for row in cast.world.agencies:
        spanish = cast.world.spanish["agencies"]["agencies"][row["slug"]]
        cast.agencies[row["slug"]] = Agency.objects.create(
            slug=row["slug"],
            name=row["name"],
            role_word=row["role_word"]["singular"],
            role_word_plural=row["role_word"]["plural"],
            time_zone=row["time_zone"],
            phone=row["phone"],
            email=row["email"],
            hours=row["hours"],
            crisis_name=row["crisis_line"]["name"],
            crisis_number=row["crisis_line"]["number"],
            late_after_days=row["late_after_days"],
            translations={
                "es": {
                    "role_word": spanish["role_word"]["singular"],
                    "role_word_plural": spanish["role_word"]["plural"],
                    "hours": spanish["hours"],
                    "crisis_name": spanish["crisis_line"]["name"],
                }
            },
        )


def people(cast: Cast) -> None:
    """Everyone who joined, with their roles; who was only invited is invited, on her day."""
    shown = make_password(PASSWORD)  # hashed once: it is the same for everybody, and hashing is slow on purpose
    for row in cast.world.people:
        if row.get("state") != "invited-not-joined":
            cast.people[row["key"]] = _person(cast, row, shown)
    for row in cast.world.people:
        if row["key"] not in cast.people:
            _invitation(cast, row)


def _person(cast: Cast, row: Row, password: str) -> Person:
    home = cast.home(row)
    person = Person.objects.create(
        email=row["email"], password=password if row["email"] else make_password(None), date_joined=cast.story.now
    )
    Profile.objects.create(
        person=person,
        name=row["name"],
        preferred_name=row["preferred_name"],
        contact_email=row.get("contact_email", ""),
        phone=row.get("contact_phone", ""),
        language=row.get("reads", "en"),
        time_zone=row.get("time_zone", home.time_zone),
    )
    if person.email:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    for held in row["roles"]:
        _membership(cast, person, held, row.get("left"))
    if person.email and STAFF_ROLES.intersection(Role(held["role"]) for held in row["roles"]):
        give_second_step(person)
    return person


def _membership(cast: Cast, person: Person, held: Row, left: int | None) -> None:
    agency = cast.agencies[held["agency"]]
    leaves = held["role"] == Role.VOLUNTEER and left is not None
    Membership.objects.create(
        person=person,
        agency=agency,
        role=held["role"],
        starts_on=cast.date(agency, held["from"]),
        ends_on=cast.date(agency, left) if leaves and left is not None else None,
    )


def _invitation(cast: Cast, row: Row) -> None:
    agency = cast.home(row)
    send = partial(
        invite,
        actor=cast.runs(agency),
        agency=agency,
        email=row["email"],
        role=Role.VOLUNTEER,
        name=row["name"],
    )
    cast.story.on(agency, row["invited"], send, at="09:30")


def agreements(cast: Cast) -> None:
    """Each agency's texts, in their versions, each on its day (not before anybody was there to write it)."""
    for row in cast.world.agreements:
        for slug in row["agencies"]:
            agency = cast.agencies[slug]
            opened = min(held["from"] for p in cast.world.people for held in p["roles"] if _runs(held, slug))
            for version in row["versions"]:
                day = max(version["from"], opened)
                cast.story.on(agency, day, partial(_write, cast, agency, row, version), at="08:00")


def _runs(held: Row, slug: str) -> bool:
    return held["agency"] == slug and held["role"] in ("admin", "coordinator")


def _write(cast: Cast, agency: Agency, row: Row, version: Row) -> None:
    writer = cast.first(agency, "admin", "coordinator")
    today = agency.today()
    spanish = cast.world.spanish["agreements"]["agreements"][row["key"]]
    words = {"es": {"title": spanish["title"], "text": spanish["versions"][version["number"]]}}
    known = cast.agreements.get((agency.slug, row["key"]))
    if known:
        write_version(actor=writer, agreement=known, text=version["text"], in_force_from=today, translations=words)
        return
    first = write_agreement(
        actor=writer,
        agency=agency,
        kind=KINDS.get(row["kind"]) or AgreementKind(row["kind"]),
        title=row["title"],
        text=version["text"],
        in_force_from=today,
        translations=words,
    )
    cast.agreements[agency.slug, row["key"]] = first.agreement


def signed(cast: Cast) -> None:
    """What each volunteer signed, on screen, or on paper that was entered for her."""
    for row in cast.volunteers():
        for signing in row.get("signed", ()):
            cast.story.on(cast.home(row), signing["day"], partial(_sign, cast, row, signing), at="19:40")


def _sign(cast: Cast, row: Row, signing: Row) -> None:
    person, agency = cast.people[row["key"]], cast.home(row)
    agreement = cast.agreements[agency.slug, signing["agreement"]]
    version = agreement.versions.get(number=signing["version"])
    if not signing.get("paper"):
        sign_agreement(actor=person, version=version, language=version.spoken("text", person.profile.language))
        return
    scan = BytesIO(paper(agreement.title, f"{person}, {agency.today():%B %-d, %Y}"))
    scan.name = "signed.png"
    enter_paper(
        actor=cast.decides_for(agency, person), person=person, version=version, signed_on=agency.today(), scan=scan
    )
