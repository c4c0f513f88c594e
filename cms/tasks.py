"""What the press does later: jobs by kind, and the rounds of the day."""

from celery import shared_task

from cms import actions
from cms.models import Media
from cms.words import Trouble
from ledger.jobs import handles_at_length

FILMS = "films"


def give_up_on_media(media: int) -> None:
    found = Media.objects.filter(pk=media).first()
    if found:
        actions.fail(media=found, trouble=Trouble.OURS)


@handles_at_length("cms.look-into-media", queue=FILMS, gives_up=give_up_on_media)
def look_into_media(media: int) -> None:
    found = Media.objects.filter(pk=media).first()
    if found:  # else it was thrown away meanwhile
        actions.look_into(media=found)


def leave_it_at_one_size(media: int) -> None:
    """The film itself plays; it only has no smaller ones."""
    found = Media.objects.filter(pk=media).first()
    if found:
        actions.film.leave_it_at_that(found)


@handles_at_length("cms.make-streams", queue=FILMS, gives_up=leave_it_at_one_size)
def make_streams(media: int) -> None:
    found = Media.objects.filter(pk=media).first()
    if found:
        actions.make_streams(media=found)


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    actions.publish_scheduled()


@shared_task(name="cms.hide_without_consent")
def hide_without_consent() -> None:
    actions.hide_without_consent()


@shared_task(name="cms.tidy_streams")
def tidy_streams() -> None:
    actions.tidy_streams()
