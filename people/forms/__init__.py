from people.forms.agency import AgencyForm
from people.forms.agreement import AgreementForm, NextVersionForm, PaperForm, SignForm, VersionForm
from people.forms.bringing_in import ConfirmSheetForm, SheetForm
from people.forms.invitation import InviteForm, InvitePersonForm, JoinForm
from people.forms.languages import TranslatedForm, initial_in
from people.forms.person import ChangeDetailsForm, DetailsForm, EraseForm, NewPersonForm
from people.forms.refusal import explain
from people.forms.role import EndRoleForm, GrantRoleForm
from people.forms.search import InvitationSearchForm, PeopleSearchForm
from people.forms.seen import SeenForm

__all__ = [
    "AgencyForm",
    "AgreementForm",
    "ChangeDetailsForm",
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
    "NextVersionForm",
    "PaperForm",
    "PeopleSearchForm",
    "SeenForm",
    "SheetForm",
    "SignForm",
    "TranslatedForm",
    "VersionForm",
    "explain",
    "initial_in",
]
