"""What happens later: completions looked at again, newcomers enrolled, people reminded of a session, the day's tidying."""

from datetime import datetime

from celery import shared_task

from courses import kept
from courses.actions import complete_again, enrol_recent_newcomers, remind
from courses.models import Course, SignUp
from ledger.jobs import handles


@handles("courses.look-again")
def look_again(course: int) -> None:
    complete_again(course=Course.objects.get(pk=course))


@handles("courses.remind")
def remind_of_session(asked: int, starts: str, which: str) -> None:
    found = SignUp.objects.select_related("session__agency", "person__profile").get(pk=asked)
    remind(asked=found, starts=datetime.fromisoformat(starts), which=which)


@shared_task(name="courses.enrol_newcomers")
def enrol_newcomers() -> None:
    enrol_recent_newcomers()


@shared_task(name="courses.tidy_handed_in")
def tidy_handed_in() -> None:
    kept.tidy()
