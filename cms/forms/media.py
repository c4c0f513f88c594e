"""How a video or an audio is asked, with its words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from cms import actions
from cms import captions as caption_files

LARGEST = 2 * 1024**3


class MediaForm(BaseMediaForm):
    """A video or audio, its captions and its transcript. The file itself never changes: another film is another one."""

    captions = forms.FileField(
        label=_("Captions (.vtt or .srt)"),
        required=False,
        help_text=_("A video is shown only with captions. They replace the ones before."),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt"}),
    )
    transcript = forms.CharField(
        label=_("Transcript"),
        required=False,
        help_text=_("Everything that is said, and what has to be seen. Left empty, it is drafted from the captions."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.actor = user
        self.before = ""
        if self.instance.pk:
            self.fields.pop("file", None)
            written = self.instance.transcripts.filter(language=self.instance.language).first()
            self.before = written.text if written else ""
            self.fields["transcript"].initial = self.before

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise ValidationError(_("This file is larger than 2 GB. Save it smaller and try again."))
        return file

    def clean_captions(self) -> Any:
        file = self.cleaned_data["captions"]
        if file:
            try:
                caption_files.read(file.read(caption_files.LARGEST + 1), file.name)
            except caption_files.BadCaptions as error:
                raise ValidationError(str(error)) from error
            file.seek(0)
        return file

    def save(self, commit: bool = True) -> Any:
        media = super().save(commit=commit)
        actor = self.actor
        actions.receive_media(actor=actor, media=media)
        language, file = media.language, self.cleaned_data.get("captions")
        if file:
            actions.set_captions(actor=actor, media=media, language=language, data=file.read(), name=file.name)
        text = self.cleaned_data.get("transcript", "").strip()
        if text and text != self.before.strip():
            actions.set_transcript(actor=actor, media=media, language=language, text=text)
        return media
