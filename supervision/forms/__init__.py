from supervision.forms.assignment import AssignForm, CoverForm, EndForm
from supervision.forms.hours import ConfirmForm, CorrectForm, HoursForm, PaperForm, ReturnForm, TakeOutForm
from supervision.forms.role_play import AnsweringForm, PracticeForm
from supervision.forms.session import SessionForm
from supervision.forms.signoff import AnswerForm, AskForm, SignOffForm, WithdrawForm

__all__ = [
    "AnswerForm",
    "AnsweringForm",
    "AskForm",
    "AssignForm",
    "ConfirmForm",
    "CorrectForm",
    "CoverForm",
    "EndForm",
    "HoursForm",
    "PaperForm",
    "PracticeForm",
    "ReturnForm",
    "SessionForm",
    "SignOffForm",
    "TakeOutForm",
    "WithdrawForm",
]
