"""A knowledge check and its questions, of every kind, as an author writes them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
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

from courses.rules.alike import letters, short_answers_problem
from courses.words import QuestionKind

MOST_ASKED = 10


class AnswerBlock(StructBlock):
    text = CharBlock(label=pgettext_lazy("to choose", "Answer"), max_length=300)
    right = BooleanBlock(label=_("This is right"), required=False)
    because = TextBlock(label=_("Why, or why not"), help_text=_("It explains; it never scolds."), max_length=600)

    class Meta:
        icon = "check"
        label = pgettext_lazy("to choose", "Answer")


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
            raise about("kind", _("Mark exactly one answer as right."))
        if right == 0:
            raise about("kind", _("Mark at least one answer as right."))
        return cleaned


def about(field: str, sentence: Any) -> StructBlockValidationError:
    """What is wrong with a block, said at one of its fields."""
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
                raise about("pairs", _("Two pairs say the same. Each line belongs to one other line only."))
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
            raise about("lines", _("Two lines say the same. Nobody could tell which comes first."))
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
            raise about("accepted", problem)
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
            raise about("draw", _("Ask fewer than there are, or leave this empty to ask them all."))
        if not cleaned["draw"] and len(cleaned["questions"]) > MOST_ASKED:
            raise about("draw", _("More than ten questions are too many at once. Say how many each learner is asked."))
        return cleaned
