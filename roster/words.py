"""What the roster is called."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    BEFORE_MATCHING = "before_matching", _("before matching")
    ONGOING = "ongoing", _("ongoing")


class RequirementKind(models.TextChoices):
    COURSE = "course", _("course completed")
    LIVE_SESSION = "live_session", _("live session attended")
    AGREEMENT = "agreement", _("agreement signed")
    DECISION = "decision", _("coordinator's decision")
    EARLIER_TRAINING = "earlier_training", _("earlier training recognized")
    HOURS = "hours", _("hours confirmed")
    COMPETENCY = "competency", _("competency signed off")


class State(models.TextChoices):
    """How far one item is. There is no failed, and no percentage."""

    DONE = "done", _("done")
    DOING = "doing", _("in progress")
    TODO = "todo", _("not yet")


class Turn(models.TextChoices):
    """Whose turn it is."""

    HERS = "hers", _("your turn")
    SUPERVISOR = "supervisor", _("your supervisor's turn")
    COORDINATOR = "coordinator", _("your coordinator's turn")
    NOBODY = "nobody", _("nothing to do")


class Standing(models.TextChoices):
    """Where somebody stands on the roster today. Computed; nobody sets it."""

    AVAILABLE = "available", _("available now")
    ON_THE_WAY = "on_the_way", _("on the way")
    ON_HOLD = "on_hold", _("on hold")
    NOT_WILLING = "not_willing", _("has not said she is available")
    AWAY = "away", _("away")
    FULL = "full", _("has no room now")


class Group(models.TextChoices):
    """The three groups of the roster, in its order."""

    AVAILABLE = "available", _("Available now")
    ON_THE_WAY = "on_the_way", _("Nearly there, and what helps")
    NOT_NOW = "not_now", _("Not now")


class Confirmed(models.TextChoices):
    """When a card was last confirmed, for the search."""

    THREE_MONTHS = "90", _("in the last 3 months")
    YEAR = "365", _("in the last year")
    LONG_AGO = "older", _("more than a year ago, or never")

    @staticmethod
    def days(value: str) -> int:
        return 90 if value == Confirmed.THREE_MONTHS else 365


class Outcome(models.TextChoices):
    READY = "ready", _("ready")
    NOT_YET = "not_yet", _("not yet")


class StandsFor(models.TextChoices):
    """What earlier training is recognised as."""

    COURSE = "course", _("a course")
    LIVE_SESSION = "live_session", _("the live session")
    OTHER = "other", _("earlier training")


class VoidReason(models.TextChoices):
    SOURCE_WITHDRAWN = "source_withdrawn", _("something it rests on was taken back")
    NEW_AGREEMENT = "new_agreement", _("an agreement has a new version to sign")
    NO_LONGER_MET = "no_longer_met", _("a requirement is no longer met")
    RENEWED = "renewed", _("a newer certificate took its place")
    OTHER_VERSION = "other_version", _("moved to another version of the program")
    LEFT = "left", _("left the program")
    EXPIRED = "expired", _("came to its end")
    MISTAKE = "mistake", _("entered by mistake")


class PaperState(models.TextChoices):
    """What the public page says of a certificate."""

    STANDS = "stands", _("stands")
    ENDED = "ended", _("stood until its last day")
    NOT_ANY_MORE = "not_any_more", _("does not stand any more")


class Part(models.TextChoices):
    """The parts of a transcript, in its order. The kinds of hours are never summed."""

    COURSE = "course", _("Courses finished")
    MODULE = "module", _("Modules finished")
    SESSION = "session", _("Live sessions")
    EARLIER = "earlier", _("Earlier training, recognized")
    HOURS = "hours", _("Confirmed hours, by kind")
    SIGNOFF = "signoff", _("Signed off")
    AGREEMENT = "agreement", _("Agreements signed")
    CERTIFICATE = "certificate", _("Certificates of training")


class ReversedFor(models.TextChoices):
    """Why a decision or a recognition was taken back. A code, never free text in a fact."""

    MISTAKE = "mistake", _("entered by mistake")
    PERSON = "person", _("it was somebody else")
    NEW_FACTS = "new_facts", _("we know more now")


class CodeKind(models.TextChoices):
    """What the coordinator searches by. Coded, agreed to, and hers to take back."""

    LANGUAGE = "language", _("language")
    AREA = "area", _("area")
    EXPERIENCE = "experience", _("experience")
    CHILD_AGE = "child_age", _("child's age")
