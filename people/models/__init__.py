from people.models.agency import Agency, Membership
from people.models.agreement import (
    Agreement,
    AgreementSigned,
    AgreementUnsigned,
    AgreementVersion,
)
from people.models.draft import Draft
from people.models.invitation import Invitation
from people.models.languages import InLanguages
from people.models.notice import Notice
from people.models.person import Person, PersonLock, Profile

__all__ = [
    "Agency",
    "Agreement",
    "AgreementSigned",
    "AgreementUnsigned",
    "AgreementVersion",
    "Draft",
    "InLanguages",
    "Invitation",
    "Membership",
    "Notice",
    "Person",
    "PersonLock",
    "Profile",
]
