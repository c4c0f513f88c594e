from django import forms

from ledger.refusals import Refused


def explain(form: forms.BaseForm, refused: Refused) -> None:
    """Show a refusal's sentence at the field it is about, or above the form."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))
