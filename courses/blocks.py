"""What a lesson is built from: the press's blocks, and those that ask her something."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
)

from cms.blocks import AudioBlock, CalloutBlock, DownloadBlock, MarkdownBlock, PictureBlock, VideoBlock, WordsBlock
from cms.words import LIMITED_TEXT


class AnswerBlock(StructBlock):
    text = CharBlock(label=_("Answer"), max_length=300)
    right = BooleanBlock(label=_("This is right"), required=False)
    because = TextBlock(label=_("Why, or why not"), help_text=_("It explains; it never scolds."), max_length=600)

    class Meta:
        icon = "check"
        label = _("Answer")


class QuestionBlock(StructBlock):
    ask = CharBlock(label=_("Question"), max_length=400)
    kind = ChoiceBlock(
        choices=[("single", _("one answer is right")), ("multiple", _("several may be right"))],
        default="single",
        label=_("Kind"),
    )
    choices = ListBlock(AnswerBlock(), label=_("Answers"), min_num=2, max_num=8)

    class Meta:
        icon = "help"
        label = _("Question")

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        right = sum(bool(choice["right"]) for choice in cleaned["choices"])
        if cleaned["kind"] == "single" and right != 1:
            raise _about_answers(_("Mark exactly one answer as right."))
        if right == 0:
            raise _about_answers(_("Mark at least one answer as right."))
        return cleaned


def _about_answers(sentence: Any) -> StructBlockValidationError:
    return StructBlockValidationError(block_errors={"kind": ValidationError(sentence)})


class CheckBlock(StructBlock):
    """Scored on the server; a wrong answer explains, and may be tried again."""

    intro = CharBlock(label=_("A line before the questions"), required=False, max_length=300)
    questions = ListBlock(QuestionBlock(), label=_("Questions"), min_num=1, max_num=10)

    class Meta:
        icon = "tasks"
        label = _("Knowledge check")
        group = _("Something to think about")


class ReplyBlock(StructBlock):
    text = TextBlock(label=_("What one might say"), max_length=400)
    then = TextBlock(label=_("Where it leads"), help_text=_("No reply is right or wrong."), max_length=800)

    class Meta:
        icon = "comment"
        label = _("Reply")


class ScenarioBlock(StructBlock):
    """What would you say? Never scored, never kept."""

    setting = TextBlock(label=_("Where we are"), max_length=600)
    says = TextBlock(label=_("What the parent says"), max_length=600)
    ask = CharBlock(label=_("The question"), default=_("What would you say?"), max_length=200)
    replies = ListBlock(ReplyBlock(), label=_("Replies"), min_num=2, max_num=6)

    class Meta:
        icon = "comment"
        label = _("What would you say?")
        group = _("Something to think about")


class ReflectionBlock(StructBlock):
    """A prompt. What she writes belongs to her alone."""

    prompt = TextBlock(label=_("Something to think about"), max_length=300)

    class Meta:
        icon = "edit"
        label = _("Reflection")
        group = _("Something to think about")


class FeedbackQuestionBlock(StructBlock):
    ask = CharBlock(label=_("Question"), max_length=300)
    kind = ChoiceBlock(
        choices=[("scale", _("five steps, from not at all to very much")), ("text", _("in her own words"))],
        default="scale",
        label=_("Kind"),
    )

    class Meta:
        icon = "help"
        label = _("Question")


class FeedbackBlock(StructBlock):
    """Asked without names. Nothing about her is kept beside the answers."""

    questions = ListBlock(FeedbackQuestionBlock(), label=_("Questions"), min_num=1, max_num=6)

    class Meta:
        icon = "form"
        label = _("Closing questions, without names")


class ContentNoteBlock(TextBlock):
    """A sentence before something hard, so that she can choose her moment."""

    class Meta:
        icon = "warning"
        label = _("Content note")


def _asked_for() -> BooleanBlock:
    return BooleanBlock(
        label=_("Ask for it to be watched, heard or read"),
        required=False,
        help_text=_(
            "Otherwise the questions of this lesson are enough. In a lesson without questions it is always asked for."
        ),
    )


class LessonVideoBlock(VideoBlock):
    must = _asked_for()


class LessonAudioBlock(AudioBlock):
    must = _asked_for()


class LessonBody(StreamBlock):
    """Everything a lesson may hold."""

    text = WordsBlock(features=LIMITED_TEXT)
    markdown = MarkdownBlock()
    picture = PictureBlock()
    video = LessonVideoBlock()
    audio = LessonAudioBlock()
    download = DownloadBlock()
    callout = CalloutBlock()
    note = ContentNoteBlock()
    check = CheckBlock()
    scenario = ScenarioBlock()
    reflection = ReflectionBlock()
    feedback = FeedbackBlock()
