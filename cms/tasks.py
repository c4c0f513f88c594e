"""What the press does later: jobs by kind, and the rounds of the day."""

from celery import shared_task

from cms import actions
from cms.models import Media
from ledger.jobs import handles


@handles("cms.look-into-media")
def look_into_media(media: int) -> None:
    actions.look_into(media=Media.objects.get(pk=media))


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    actions.publish_scheduled()


@shared_task(name="cms.hide_without_consent")
def hide_without_consent() -> None:
    actions.hide_without_consent()
