"""Pages that may not be written on now: somebody locked one, or it waits for its hour. Reads only."""

from collections.abc import Iterable

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import Page

from people.models import Person


def locked_for(actor: Person, pages: Iterable[Page]) -> list[str]:
    """What stands in her way, a sentence a page. For whom a lock holds is Wagtail's to say: her own is none to her."""
    held = ((page, page.get_lock()) for page in pages)
    return [_sentence(page, lock) for page, lock in held if lock and lock.for_user(actor)]


def _sentence(page: Page, lock: object) -> str:
    if isinstance(lock, ScheduledForPublishLock):
        hour = page.scheduled_revision.approved_go_live_at.astimezone(timezone.get_current_timezone())
        said = {"title": page.title, "when": formats.date_format(hour, "DATETIME_FORMAT")}
        return _("“%(title)s” goes live on %(when)s and cannot be changed before that.") % said
    if page.locked_by:
        said = {"title": page.title, "name": page.locked_by.get_full_name()}
        return _("“%(title)s” is locked by %(name)s.") % said
    return _("“%(title)s” is locked.") % {"title": page.title}
