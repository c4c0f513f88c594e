"""What happens later: completions looked at again, newcomers enrolled."""

from celery import shared_task

from courses.actions import complete_again, enrol_recent_newcomers
from courses.models import Course
from ledger.jobs import handles


@handles("courses.look-again")
def look_again(course: int) -> None:
    complete_again(course=Course.objects.get(pk=course))


@shared_task(name="courses.enrol_newcomers")
def enrol_newcomers() -> None:
    enrol_recent_newcomers()
