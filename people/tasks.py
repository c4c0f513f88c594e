"""What the people room does later: jobs by kind."""

from ledger.jobs import handles
from people.actions.notice import deliver_notice
from people.models import Notice


@handles("people.notice")
def email_notice(notice: int) -> None:
    deliver_notice(notice=Notice.objects.get(pk=notice))
