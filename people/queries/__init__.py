from people.queries.agreement import AskedToSign, agreements_of, signatures_by_version
from people.queries.draft import drafts_at, drafts_of_forms
from people.queries.export import export_of
from people.queries.invitation import (
    InvitationSearch,
    answer_for,
    find_invitations,
    holder_of,
    invitation_behind,
    link_to,
)
from people.queries.notice import Told, notices_of, sentence_of, unread_count
from people.queries.person import PeopleSearch, find_people, knows_contacts, person_signing_in_with
from people.queries.talk import Talk, TalkTo, talk_to

__all__ = [
    "AskedToSign",
    "InvitationSearch",
    "PeopleSearch",
    "Talk",
    "TalkTo",
    "Told",
    "agreements_of",
    "answer_for",
    "drafts_at",
    "drafts_of_forms",
    "export_of",
    "find_invitations",
    "find_people",
    "holder_of",
    "invitation_behind",
    "knows_contacts",
    "link_to",
    "notices_of",
    "person_signing_in_with",
    "sentence_of",
    "signatures_by_version",
    "talk_to",
    "unread_count",
]
