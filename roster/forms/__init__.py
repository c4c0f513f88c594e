from people.forms.refusal import explain
from roster.forms.availability import CardForm, OfferForHerForm, OfferForm
from roster.forms.decide import DecisionForm, HoldForm, PathwayForm, SupportingForm
from roster.forms.earlier_training import EarlierTrainingForm, TogetherForm
from roster.forms.posted import posted
from roster.forms.programme import AskedChoices, RowForms, VersionForm, initial_rows, one_row_more
from roster.forms.search import RosterSearchForm

__all__ = [
    "AskedChoices",
    "CardForm",
    "DecisionForm",
    "EarlierTrainingForm",
    "HoldForm",
    "OfferForHerForm",
    "OfferForm",
    "PathwayForm",
    "RosterSearchForm",
    "RowForms",
    "SupportingForm",
    "TogetherForm",
    "VersionForm",
    "explain",
    "initial_rows",
    "one_row_more",
    "posted",
]
