"""What a lesson is built from: the press's blocks, and those that ask her something."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)

from cms.blocks import AudioBlock, CalloutBlock, DownloadBlock, MarkdownBlock, PictureBlock, VideoBlock, WordsBlock
from cms.words import LIMITED_TEXT
from courses.question_blocks import CheckBlock, about
from courses.rules.branching import talk_problem


class ReplyBlock(StructBlock):
    text = TextBlock(label=_("What one might say"), max_length=400)
    then = TextBlock(label=_("Where it leads"), help_text=_("No reply is right or wrong."), max_length=800)
    leads_to = CharBlock(
        label=_("How the talk goes on"),
        help_text=_("The name of a turn below. Left empty, the talk ends here."),
        required=False,
        max_length=40,
    )

    class Meta:
        icon = "comment"
        label = _("Reply")


class TurnBlock(StructBlock):
    name = CharBlock(
        label=_("Name of this turn"), help_text=_("For replies to lead to. Learners do not see it."), max_length=40
    )
    says = TextBlock(label=_("What the parent says"), max_length=600)
    replies = ListBlock(ReplyBlock(), label=_("Replies"), min_num=2, max_num=6)

    class Meta:
        icon = "comment"
        label = _("Turn")


class ScenarioBlock(StructBlock):
    """What would you say? Never scored, never kept."""

    setting = TextBlock(label=_("Where we are"), max_length=600)
    says = TextBlock(label=_("What the parent says"), max_length=600)
    ask = CharBlock(label=_("The question"), default=_("What would you say?"), max_length=200)
    replies = ListBlock(ReplyBlock(), label=_("Replies"), min_num=2, max_num=6)
    turns = ListBlock(TurnBlock(), label=_("Further turns, if the talk goes on"), default=[], max_num=12)

    class Meta:
        icon = "comment"
        label = _("What would you say?")
        group = _("Something to think about")

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        turns = [("", cleaned["replies"]), *((turn["name"], turn["replies"]) for turn in cleaned["turns"])]
        problem = talk_problem([(name, [reply["leads_to"] or "" for reply in replies]) for name, replies in turns])
        if problem:
            raise about("turns", problem)
        return cleaned


class RubricRowBlock(StructBlock):
    """One thing to listen for, and what it sounds like: three levels in words, never a number."""

    look_for = CharBlock(label=_("What is looked for"), max_length=200)
    not_yet = TextBlock(label=_("Not yet"), help_text=_("What it sounds like. Kind words."), max_length=300)
    growing = TextBlock(label=_("Growing"), max_length=300)
    steady = TextBlock(label=_("Steady"), max_length=300)

    class Meta:
        icon = "list-ul"
        label = _("What is looked for")


class RolePlayBlock(StructBlock):
    """She writes or records what she would say; whoever supervises her answers it, row by row. Never scored."""

    setting = TextBlock(label=_("Where we are"), max_length=600)
    says = TextBlock(label=_("What the parent says"), max_length=600)
    ask = TextBlock(
        label=_("What is asked of her"),
        help_text=_("She writes or records it, and sends it to whoever supervises her."),
        max_length=400,
    )
    rubric = ListBlock(RubricRowBlock(), label=_("What is looked for"), min_num=2, max_num=6)

    class Meta:
        icon = "group"
        label = _("Role-play")
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
    roleplay = RolePlayBlock()
    reflection = ReflectionBlock()
    feedback = FeedbackBlock()
