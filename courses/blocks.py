"""What a lesson is built from: the press's blocks, and those that ask her something."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
)

from cms.blocks import AudioBlock, CalloutBlock, DownloadBlock, MarkdownBlock, PictureBlock, VideoBlock, WordsBlock
from cms.words import LIMITED_TEXT
from courses.rules.alike import letters, short_answers_problem
from courses.rules.branching import talk_problem
from courses.words import QuestionKind

MOST_ASKED = 10


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
        choices=[(kind.value, kind.label) for kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE)],
        default="single",
        label=_("Kind"),
    )
    choices = ListBlock(AnswerBlock(), label=_("Answers"), min_num=2, max_num=8)

    class Meta:
        icon = "help"
        label = _("Choose from answers")

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        right = sum(bool(choice["right"]) for choice in cleaned["choices"])
        if cleaned["kind"] == "single" and right != 1:
            raise _about("kind", _("Mark exactly one answer as right."))
        if right == 0:
            raise _about("kind", _("Mark at least one answer as right."))
        return cleaned


def _about(field: str, sentence: Any) -> StructBlockValidationError:
    return StructBlockValidationError(block_errors={field: ValidationError(sentence)})


class PairBlock(StructBlock):
    this = CharBlock(label=_("This"), max_length=200)
    that = CharBlock(
        label=_("belongs to this"), help_text=_("Short: it stands in a list to choose from."), max_length=100
    )
    because = TextBlock(label=_("Why they belong together"), max_length=600)
    hint = TextBlock(
        label=_("While it is not found yet"),
        help_text=_("It leads on, without saying the answer. It never scolds."),
        max_length=600,
    )

    class Meta:
        icon = "link"
        label = _("Pair")


class MatchBlock(StructBlock):
    """What belongs together. Learners see the right-hand side in another order."""

    ask = CharBlock(label=_("Question"), default=_("What belongs together?"), max_length=400)
    pairs = ListBlock(PairBlock(), label=_("Pairs"), min_num=2, max_num=8)

    class Meta:
        icon = "link"
        label = _("Find what belongs together")

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        for side in ("this", "that"):
            if _twice(pair[side] for pair in cleaned["pairs"]):
                raise _about("pairs", _("Two pairs say the same. Each line belongs to one other line only."))
        return cleaned


class LineBlock(StructBlock):
    text = CharBlock(label=_("Line"), max_length=200)
    because = TextBlock(label=_("Why it comes here"), max_length=600)

    class Meta:
        icon = "list-ol"
        label = _("Line")


class OrderBlock(StructBlock):
    """In which order? Written here as it is right; learners see it in another order."""

    ask = CharBlock(label=_("Question"), default=_("What comes first?"), max_length=400)
    lines = ListBlock(LineBlock(), label=_("Lines, in the right order"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ol"
        label = _("Put in order")

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        if _twice(line["text"] for line in cleaned["lines"]):
            raise _about("lines", _("Two lines say the same. Nobody could tell which comes first."))
        return cleaned


class KnownAnswerBlock(StructBlock):
    said = TextBlock(label=_("Answers, one a line"), max_length=1000)
    because = TextBlock(label=_("Why not"), help_text=_("It explains; it never scolds."), max_length=600)

    class Meta:
        icon = "comment"
        label = _("An answer that may come, and does not fit")


class ShortBlock(StructBlock):
    """A few words of her own. Capitals, accents, spaces and punctuation make no difference."""

    ask = CharBlock(label=_("Question"), max_length=400)
    number = BooleanBlock(
        label=_("The answer is a number"),
        help_text=_("Words around it make no difference then. “24 to 48” on a line means from 24 to 48."),
        required=False,
    )
    accepted = TextBlock(
        label=_("Answers that fit, one a line"),
        help_text=_("Everything she may write. The first line is what she is shown once her answer fits."),
        max_length=2000,
    )
    because = TextBlock(label=_("Why it fits"), max_length=600)
    known = ListBlock(KnownAnswerBlock(), label=_("Answers that may come, and do not fit"), default=[], max_num=8)
    otherwise = TextBlock(
        label=_("To any other answer"), help_text=_("It leads on, without saying the answer."), max_length=600
    )

    class Meta:
        icon = "pilcrow"
        label = _("Answer in a few words")

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        problem = short_answers_problem(
            cleaned["accepted"], [one["said"] for one in cleaned["known"]], as_number=cleaned["number"]
        )
        if problem:
            raise _about("accepted", problem)
        return cleaned


def _twice(texts: Iterable[str]) -> bool:
    """Does one of them stand there twice, as a reader would see it?"""
    seen = [letters(text) or text for text in texts]
    return len(seen) != len(set(seen))


class QuestionsBlock(StreamBlock):
    """Questions of every kind. The first is called "item" as it was when there was no other: so lessons of then stay as they are."""

    item = QuestionBlock()
    match = MatchBlock()
    order = OrderBlock()
    short = ShortBlock()


class CheckBlock(StructBlock):
    """Scored on the server; a wrong answer explains, and may be tried again."""

    intro = CharBlock(label=_("A line before the questions"), required=False, max_length=300)
    draw = IntegerBlock(
        label=_("How many of the questions each learner is asked"),
        help_text=_("Drawn by chance, for each learner her own. Left empty, everybody is asked all of them."),
        required=False,
        min_value=1,
        max_value=10,
    )
    questions = QuestionsBlock(label=_("Questions"), min_num=1, max_num=20)

    class Meta:
        icon = "tasks"
        label = _("Knowledge check")
        group = _("Something to think about")

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        if cleaned["draw"] and cleaned["draw"] >= len(cleaned["questions"]):
            raise _about("draw", _("Ask fewer than there are, or leave this empty to ask them all."))
        if not cleaned["draw"] and len(cleaned["questions"]) > MOST_ASKED:
            raise _about("draw", _("More than ten questions are too many at once. Say how many each learner is asked."))
        return cleaned


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
            raise _about("turns", problem)
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
