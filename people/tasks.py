"""What the people room does later: jobs by kind."""

from celery import shared_task

from ledger.jobs import handles
from people.actions.draft import tidy_drafts
from people.actions.invitation import mail_each, mail_invitation
from people.actions.notice import deliver_notice
from people.models import Invitation, Notice


@handles("people.notice")
def email_notice(notice: int) -> None:
    if found := Notice.objects.filter(pk=notice).first():  # gone where a name was removed
        deliver_notice(notice=found)


@handles("people.invitation")
def email_invitation(invitation: int, sends: int) -> None:
    mail_invitation(invitation=Invitation.objects.get(pk=invitation), sends=sends)


@handles("people.invitations")
def email_invitations(invitations: list[int]) -> None:
    mail_each(invitations=invitations)


@shared_task(name="people.tidy_drafts")
def tidy() -> None:
    tidy_drafts()
