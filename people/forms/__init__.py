from people.forms.agency import AgencyForm
from people.forms.agreement import AgreementForm, PaperForm, SignForm, VersionForm
from people.forms.bringing_in import ConfirmSheetForm, SheetForm
from people.forms.invitation import InviteForm, InvitePersonForm, JoinForm
from people.forms.person import DetailsForm, EraseForm, NewPersonForm
from people.forms.refusal import explain
from people.forms.role import EndRoleForm, GrantRoleForm
from people.forms.search import InvitationSearchForm, PeopleSearchForm

__all__ = [
    "AgencyForm",
    "AgreementForm",
    "ConfirmSheetForm",
    "DetailsForm",
    "EndRoleForm",
    "EraseForm",
    "GrantRoleForm",
    "InvitationSearchForm",
    "InviteForm",
    "InvitePersonForm",
    "JoinForm",
    "NewPersonForm",
    "PaperForm",
    "PeopleSearchForm",
    "SheetForm",
    "SignForm",
    "VersionForm",
    "explain",
]
