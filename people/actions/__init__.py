from people.actions.agency import set_agency
from people.actions.agreement import (
    enter_paper,
    set_agreement_in_use,
    sign_agreement,
    take_back_signature,
    write_agreement,
    write_version,
)
from people.actions.bringing_in import BroughtIn, bring_in
from people.actions.draft import draft_sent, drop_draft, keep_draft, keep_unsent, tidy_drafts
from people.actions.erasure import erase_person
from people.actions.invitation import accept_role, invite, join, mail_invitation, send_again, withdraw
from people.actions.notice import deliver_notice, mark_read, notify
from people.actions.person import Details, add_person, edit_details, say_died, say_here
from people.actions.role import end_role, grant_role

__all__ = [
    "BroughtIn",
    "Details",
    "accept_role",
    "add_person",
    "bring_in",
    "deliver_notice",
    "draft_sent",
    "drop_draft",
    "edit_details",
    "end_role",
    "enter_paper",
    "erase_person",
    "grant_role",
    "invite",
    "join",
    "keep_draft",
    "keep_unsent",
    "mail_invitation",
    "mark_read",
    "notify",
    "say_died",
    "say_here",
    "send_again",
    "set_agency",
    "set_agreement_in_use",
    "sign_agreement",
    "take_back_signature",
    "tidy_drafts",
    "withdraw",
    "write_agreement",
    "write_version",
]
