"""What the house does with pages by itself: at their hour, and when a consent has ended."""

import structlog
from django.core.exceptions import ValidationError
from wagtail.models import Page, Revision

from cms.models import PressPage
from cms.models.showing import why_hidden
from ledger import clock

log = structlog.get_logger(__name__)


def hide_without_consent() -> int:
    """Unpublish every page that shows somebody without a consent in force. Visitors have not seen it since it ended."""
    hidden = 0
    for page in Page.objects.live().specific().iterator():
        if isinstance(page, PressPage) and why_hidden(page, page.today()):
            page.unpublish()
            hidden += 1
    return hidden


def publish_scheduled() -> int:
    """Publish what is due, take down what has run out. One page that may not be published does not stop the others."""
    now, done = clock.now(), 0
    for page in Page.objects.live().filter(expire_at__lt=now).specific():
        page.unpublish(set_expired=True)
        done += 1
    for revision in Revision.page_revisions.filter(approved_go_live_at__lt=now):
        try:
            revision.publish()
            done += 1
        except ValidationError:
            # Asked again at the next round: captions or a consent may still come.
            log.warning("a page is due and may not be published yet", revision=revision.pk)
    return done
