"""Workshops and webinars: planned, held, and who was there as the facilitator listed it."""

from datetime import datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from courses.actions import plan_session, record_attendance, sign_up
from courses.models import LiveSession
from courses.words import SessionKind
from lms.demo.seed.cast import Cast
from lms.demo.world import Row
from people.models import Agency

PLANNED_BEFORE = 20  # days


def live_sessions(cast: Cast) -> None:
    for row in cast.world.live_sessions:
        agency = cast.agencies[row["agency"]]
        kept: list[LiveSession] = []
        planned = min(row["day"] - PLANNED_BEFORE, -1)
        cast.story.on(agency, planned, partial(_plan, cast, agency, row, kept), at="10:00")
        if row.get("coming"):
            cast.story.on(agency, -1, partial(_sign_up, cast, row, kept), at="19:40")
        if row.get("attendees"):
            cast.story.on(agency, row["day"], partial(_list, cast, row, kept), at="22:10")


def _plan(cast: Cast, agency: Agency, row: Row, kept: list[LiveSession]) -> None:
    zone = ZoneInfo(agency.time_zone)
    starts = datetime.combine(cast.date(agency, row["day"]), time.fromisoformat(row["at"]), zone)
    online = row["place"] == "Online"
    kept.append(
        plan_session(
            actor=cast.runs(agency),
            agency=agency,
            facilitators=[cast.people[key] for key in row["facilitators"]],
            kind=SessionKind(row["kind"]),
            title=row["title"],
            starts_at=starts,
            zone=agency.time_zone,
            minutes=row["minutes"],
            place="" if online else row["place"],
            link=f"https://meet.example.org/{row['key']}" if online else "",
            capacity=row["capacity"],
        )
    )


def _sign_up(cast: Cast, row: Row, kept: list[LiveSession]) -> None:
    for key in row["coming"]:
        sign_up(actor=cast.people[key], session=kept[0])


def _list(cast: Cast, row: Row, kept: list[LiveSession]) -> None:
    there = {cast.people[key]: minutes for key, minutes in row["attendees"].items()}
    record_attendance(actor=cast.people[row["facilitators"][0]], session=kept[0], minutes=there)
