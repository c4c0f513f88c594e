"""What a page is built from. Lessons (`courses`) use the same blocks.

Every block renders through a template in `templates/cms/blocks/`; nothing an editor types reaches a page uncleaned.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from cms.words import LIMITED_TEXT, PLAIN_TEXT, CalloutKind


class WordsBlock(RichTextBlock):
    """Text with headings, lists and links, and nothing else."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/words.html"


class MarkdownBlock(TextBlock):
    """Text in Markdown; cleaned when it is shown (`people.markdown`)."""

    class Meta:
        icon = "code"
        label = _("Text (Markdown)")
        template = "cms/blocks/markdown.html"


class PictureBlock(StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = CharBlock(
        label=_("The picture in words"),
        help_text=_("For people who cannot see it: what would you say it shows?"),
        max_length=250,
    )
    caption = CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class VideoBlock(StructBlock):
    media = VideoChooserBlock(label=_("Video"), help_text=_("It is shown once it has captions and a transcript."))
    caption = CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "wagtailmedia-video"
        label = _("Video")
        template = "cms/blocks/player.html"


class AudioBlock(StructBlock):
    media = AudioChooserBlock(label=_("Audio"), help_text=_("It is shown once it has a transcript."))
    caption = CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "wagtailmedia-audio"
        label = _("Audio")
        template = "cms/blocks/player.html"


class DownloadBlock(StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    label = CharBlock(label=_("What it is"), max_length=120)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "cms/blocks/download.html"


class CalloutBlock(StructBlock):
    kind = ChoiceBlock(choices=CalloutKind.choices, default=CalloutKind.NOTE, label=_("Kind"))
    title = CharBlock(label=_("Title"), required=False, max_length=120)
    text = RichTextBlock(features=PLAIN_TEXT, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "cms/blocks/callout.html"


class QuoteBlock(StructBlock):
    text = TextBlock(label=_("Words"))
    who = CharBlock(
        label=_("Who says it"),
        required=False,
        max_length=120,
        help_text=_("As the person wants to be named, for example “Rosa, a grandmother”."),
    )

    class Meta:
        icon = "openquote"
        label = _("Words of hope")
        template = "cms/blocks/quote.html"


class ContactBlock(StructBlock):
    name = CharBlock(label=_("Who"), max_length=120)
    what_for = CharBlock(label=_("What for"), required=False, max_length=200)
    phone = CharBlock(label=_("Phone"), required=False, max_length=40)
    hours = CharBlock(label=_("When"), required=False, max_length=120)
    email = CharBlock(label=_("E-mail"), required=False, max_length=120)
    crisis = BooleanBlock(label=_("For a crisis, day and night"), required=False)

    class Meta:
        icon = "user"
        label = _("Contact")


class ContactsBlock(StructBlock):
    contacts = ListBlock(ContactBlock(), label=_("Contacts"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Contacts")
        template = "cms/blocks/contacts.html"


class Body(StreamBlock):
    """What any page of an agency may hold."""

    text = WordsBlock(features=LIMITED_TEXT)
    markdown = MarkdownBlock()
    picture = PictureBlock()
    video = VideoBlock()
    audio = AudioBlock()
    download = DownloadBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()
    contacts = ContactsBlock()


class PersonBlock(StructBlock):
    """One line of who's who. The name may be a role: people come and go."""

    name = CharBlock(label=_("Name or role"), max_length=120)
    does = CharBlock(label=_("What this person does for you"), max_length=300)

    class Meta:
        icon = "user"
        label = _("Person")


class TermBlock(StructBlock):
    term = CharBlock(label=_("Word"), max_length=80)
    meaning = TextBlock(label=_("What it means"))

    class Meta:
        icon = "openquote"
        label = _("Word")


class ResourceBlock(StructBlock):
    name = CharBlock(label=_("Name"), max_length=120)
    what = CharBlock(label=_("What you find there"), required=False, max_length=300)
    phone = CharBlock(label=_("Phone"), required=False, max_length=40)
    link = URLBlock(label=_("Web address"), required=False)

    class Meta:
        icon = "site"
        label = _("Resource")
