from collections.abc import Sequence

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from people import sheets
from people.models import Agency, Person
from people.queries.bringing_in import COLUMNS, Row

SALT = "people.sheet"
SEALED = ("row", *COLUMNS)
STANDS_FOR = 4 * 3600  # seconds: from the first look to the second


class SheetForm(forms.Form):
    sheet = forms.FileField(label=_("Your list"), max_length=200)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["sheet"].widget.attrs["accept"] = f".csv,text/csv,.xlsx,{sheets.XLSX_TYPE}"


class ConfirmSheetForm(forms.Form):
    """The rows that were looked at come back signed: nobody but us wrote them, and only she can use them."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)
    invitations = forms.BooleanField(label=_("Send invitations now"), required=False)

    @staticmethod
    def seal(actor: Person, agency: Agency, rows: Sequence[Row]) -> str:
        cells = [[row[column] for column in SEALED] for row in rows]
        said = {"actor": str(actor.uuid), "agency": str(agency.uuid), "rows": cells}
        return signing.dumps(said, salt=SALT, compress=True)

    def unsealed(self, actor: Person, agency: Agency) -> list[Row]:
        """The rows; an empty list if they are not hers, of another agency, or too old."""
        try:
            said = signing.loads(self.cleaned_data["rows"], salt=SALT, max_age=STANDS_FOR)
        except signing.BadSignature:
            return []
        if (said["actor"], said["agency"]) != (str(actor.uuid), str(agency.uuid)):
            return []
        return [dict(zip(SEALED, cells, strict=True)) for cells in said["rows"]]
