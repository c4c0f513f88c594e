"""How an archive of modules is asked."""

from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from courses.unpacking import LARGEST


class ArchiveForm(forms.Form):
    archive = forms.FileField(
        label=_("The folder, packed as a zip"), widget=forms.FileInput(attrs={"accept": ".zip,application/zip"})
    )

    def clean_archive(self) -> Any:
        file = self.cleaned_data["archive"]
        if file.size > LARGEST:
            raise forms.ValidationError(_t("This archive is larger than %(most)s.") % {"most": filesizeformat(LARGEST)})
        return file


class KeptForm(forms.Form):
    """What was looked at a moment ago."""

    kept = forms.UUIDField(widget=forms.HiddenInput)
