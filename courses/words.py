"""What things are called in the training."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

# Words that are addresses beside a course's own.
TAKEN = frozenset({"courses", "new"})


class EditionKind(models.TextChoices):
    """What a new edition means for those who took an earlier one."""

    FIRST = "first", _("first edition")
    TYPO = "typo", _("small repair")
    CHANGED = "changed", _("changed")
    RETAKEN = "retaken", _("must be taken again")


class Fate(models.TextChoices):
    """What becomes of a page or a file when files are brought in."""

    MADE = "made", _("new")
    CHANGED = "changed", _("changed")
    LEFT = "left", _("stays as it is")


class StepKind(models.TextChoices):
    READING = "reading", _("reading")
    CHECK = "check", _("knowledge check")
    VIDEO = "video", _("video")
    AUDIO = "audio", _("audio")
    SCENARIO = "scenario", _("what would you say?")
    ROLEPLAY = "roleplay", _("role-play")
    REFLECTION = "reflection", _("reflection")
    FEEDBACK = "feedback", _("closing questions")


class QuestionKind(models.TextChoices):
    """How a question of a knowledge check is answered."""

    SINGLE = "single", _("one answer is right")
    MULTIPLE = "multiple", _("several may be right")
    MATCH = "match", _("what belongs together")
    ORDER = "order", _("in which order")
    SHORT = "short", _("in a few words")


# What is said of a line that is not in its place yet.
EARLIER, LATER = _("It comes earlier."), _("It comes later.")

# What completes a lesson. The others are hers to try: never required, never scored.
REQUIRED_KINDS = frozenset({StepKind.READING, StepKind.CHECK, StepKind.VIDEO, StepKind.AUDIO, StepKind.ROLEPLAY})
MEDIA_KINDS = frozenset({StepKind.VIDEO, StepKind.AUDIO})


class Route(models.TextChoices):
    """How she did a step. Every route counts the same, and nobody is shown which it was."""

    READ = "read", _("read")
    ANSWERED = "answered", _("answered")
    WATCHED = "watched", _("watched or listened")
    TRANSCRIPT = "transcript", _("read the words")
    SENT = "sent", _("sent")


class RubricLevel(models.TextChoices):
    """How far one thing in a role-play is, in words. Nothing is counted from it, and no order is kept of it."""

    NOT_YET = "not_yet", _("Not yet")
    GROWING = "growing", _("Growing")
    STEADY = "steady", _("Steady")


class EventKind(StrEnum):
    """What a device tells of her learning. Words between machines, shown to nobody."""

    WATCHED = "watched"
    DONE = "done"
    ANSWERED = "answered"
    TRIED = "tried"
    HERE = "here"


# These leave a fact behind: which of them were heard is remembered. The others change nothing when told twice.
REMEMBERED_KINDS = frozenset({EventKind.DONE, EventKind.ANSWERED})


class Outcome(StrEnum):
    """What became of an event: kept, kept and the step is done, or refused."""

    KEPT = "kept"
    DONE = "done"
    REFUSED = "refused"


class SessionKind(models.TextChoices):
    WORKSHOP = "workshop", _("Workshop")
    WEBINAR = "webinar", _("Webinar")


class TakenBack(models.TextChoices):
    """Why an attendance was taken back. Codes, never free text in a fact."""

    MINUTES = "minutes", _("the minutes were wrong")
    PERSON = "person", _("it was somebody else")
    ABSENT = "absent", _("she was not there")
    MISTAKE = "mistake", _("entered by mistake")


class LearningTakenBack(models.TextChoices):
    """Why a finished module or course was taken back. She can be told each of them to her face."""

    PERSON = "person", _("Somebody else did these lessons")
    MISTAKE = "mistake", _("It was written down by mistake")
    AGAIN = "again", _("We agreed that it is taken again")


# The five steps of a closing question.
SCALE = {1: _("Not at all"), 2: _("A little"), 3: _("Somewhat"), 4: _("Quite"), 5: _("Very much")}

# The size in which lessons show a picture.
PICTURE = "width-1200|format-webp"
