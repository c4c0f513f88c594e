"""What supervision is called. Peer supervision and clinical consultation are two kinds, never summed unless a rule says so."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ledger(models.TextChoices):
    """Three books of hours. Within one book and agency, hours do not overlap."""

    SUPERVISION = "supervision", _("supervision received")
    WORK = "work", _("peer work")
    TRAINING = "training", _("training")


class Kind(models.TextChoices):
    PEER_SUPERVISION = "peer_supervision", _("Peer supervision")
    CLINICAL_CONSULTATION = "clinical_consultation", _("Clinical consultation")
    PEER_WORK = "peer_work", _("Peer work")
    OTHER_TRAINING = "other_training", _("Other training")


LEDGER_OF = {
    Kind.PEER_SUPERVISION: Ledger.SUPERVISION,
    Kind.CLINICAL_CONSULTATION: Ledger.SUPERVISION,
    Kind.PEER_WORK: Ledger.WORK,
    Kind.OTHER_TRAINING: Ledger.TRAINING,
}
# What a person can be assigned to confirm.
SUPERVISED_KINDS = (Kind.PEER_SUPERVISION, Kind.CLINICAL_CONSULTATION)


class Format(models.TextChoices):
    INDIVIDUAL = "individual", _("one to one")
    GROUP = "group", _("group")


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    VIDEO = "video", _("by video")
    PHONE = "phone", _("by phone")


class ReturnCode(models.TextChoices):
    DATE = "date", _("the date is not the one I have")
    MINUTES = "minutes", _("the minutes are not what I have")
    KIND = "kind", _("it was another kind of session")
    NOT_HELD = "not_held", _("we did not meet")
    NAMES = "names", _("the note names a family")
    TALK = "talk", _("let us talk about it first")


class EvidenceKind(models.TextChoices):
    OBSERVATION = "observation", _("observation")
    ROLE_PLAY = "role_play", _("role play")
    SUPERVISION = "supervision", _("talk in supervision")
    WRITTEN = "written", _("something written")
    COURSE = "course", _("course work")


class WithdrawReason(models.TextChoices):
    MISTAKE = "mistake", _("entered by mistake")
    PRACTICE = "practice", _("we will practise it again together")
    CONCERN = "concern", _("a concern to talk about")
