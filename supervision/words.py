"""What supervision is called. Peer supervision and clinical consultation are two kinds, never summed unless a rule says so."""

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
SUPERVISED_CHOICES = [(kind.value, kind.label) for kind in SUPERVISED_KINDS]

# What each kind is, for somebody who meets the word for the first time.
KIND_WORDS = {
    Kind.PEER_SUPERVISION: _("With an experienced peer: your role, your boundaries, what it stirs up in you."),
    Kind.CLINICAL_CONSULTATION: _("With a licensed professional: hard questions, without anybody's name."),
}


class Format(models.TextChoices):
    INDIVIDUAL = "individual", _("one to one")
    GROUP = "group", _("in a group")


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    VIDEO = "video", _("by video")
    PHONE = "phone", _("by phone")


# Languages a session may be held in, besides any other. Signed languages are languages.
LANGUAGES = {
    "en": _("English"),
    "es": _("Spanish"),
    "ase": _("American Sign Language"),
    "ar": _("Arabic"),
    "zh": _("Chinese"),
    "ht": _("Haitian Creole"),
    "hmn": _("Hmong"),
    "nv": _("Navajo"),
    "pt": _("Portuguese"),
    "ru": _("Russian"),
    "so": _("Somali"),
    "vi": _("Vietnamese"),
    "mul": _("another language"),
}


class EntryState(models.TextChoices):
    """How far an entry is, and with it whose turn it is."""

    WAITING = "waiting", _("Sent")
    CONFIRMED = "confirmed", _("Confirmed")
    RETURNED = "returned", _("Came back")
    REPLACED = "replaced", _("Replaced")
    TAKEN_OUT = "taken_out", _("Taken out")


class ReturnCode(models.TextChoices):
    DATE = "date", _("the date is not the one I have")
    MINUTES = "minutes", _("the minutes are not what I have")
    KIND = "kind", _("it was another kind of session")
    NOT_HELD = "not_held", _("we did not meet")
    NAMES = "names", _("the note names a family")
    TALK = "talk", _("let us talk about it first")


class CorrectionReason(models.TextChoices):
    DATE = "date", _("the date was wrong")
    MINUTES = "minutes", _("the time was wrong")
    KIND = "kind", _("it was another kind of session")
    WITH_WHOM = "with_whom", _("I met with somebody else")
    NOTE = "note", _("the note was wrong or named somebody")
    OTHER = "other", _("something else")


class TakenOutReason(models.TextChoices):
    MISTAKE = "mistake", _("entered by mistake")
    TWICE = "twice", _("it is in here twice")
    NOT_HELD = "not_held", _("we did not meet")
    WRONG_PERSON = "wrong_person", _("entered for the wrong person")
    CORRECTED = "corrected", _("replaced by a correction")


class EvidenceKind(models.TextChoices):
    """How a supervisor came to know that somebody practises a competency."""

    OBSERVATION = "observation", _("Seen in practice")
    ROLE_PLAY = "role_play", _("Role play")
    SUPERVISION = "supervision", _("Talked through in supervision")
    WRITTEN = "written", _("Short written answer")
    PORTFOLIO = "portfolio", _("Something made")
    COURSE = "course", _("Course work")


class WithdrawReason(models.TextChoices):
    MISTAKE = "mistake", _("entered by mistake")
    PRACTICE = "practice", _("we will practice it again together")
    CONCERN = "concern", _("a concern to talk about")


class EraseReason(models.TextChoices):
    NAMES = "names", _("it names somebody")
    ASKED = "asked", _("somebody asked for it")
    MISTAKE = "mistake", _("written by mistake")


# The words a person signs. A wording never changes: a new one is a new version, and each signature keeps its own.
# No name stands in them: a signature outlives a name that is erased.
HOURS_ATTESTATIONS = {
    1: {
        "present": _(
            "I held this session. The date, the minutes and the kind are right as far as I know. "
            "I am not signing for myself, for family, or for somebody I depend on."
        ),
        "records": _(
            "I was not there myself. I looked at the records that were left, and the date, the minutes and the kind agree with them. "
            "I am not signing for myself, for family, or for somebody I depend on."
        ),
    }
}
SIGNOFF_ATTESTATIONS = {
    1: _(
        "I have seen or heard this myself in the ways marked here, and the words of this level fit what this person does now. "
        "I am not signing for myself, for family, or for somebody I depend on."
    )
}
HOURS_ATTESTATION_VERSION = max(HOURS_ATTESTATIONS)
SIGNOFF_ATTESTATION_VERSION = max(SIGNOFF_ATTESTATIONS)


def hours_attestation(*, from_records: bool, version: int = HOURS_ATTESTATION_VERSION) -> str:
    """What a supervisor signs under an entry, in her language."""
    return str(HOURS_ATTESTATIONS[version]["records" if from_records else "present"])


def signoff_attestation(version: int = SIGNOFF_ATTESTATION_VERSION) -> str:
    return str(SIGNOFF_ATTESTATIONS[version])


def hours_number(minutes: int) -> str:
    """Hours as the number in a ring: 210 becomes "3.5", 465 "7.75", 60 "1"."""
    return str(number_format(round(minutes / 60, 2) if minutes % 60 else minutes // 60))


def duration(minutes: int) -> str:
    """Minutes as people say them: 90 becomes "1 h 30 min", 45 "45 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return str(pgettext_lazy("duration", "%(minutes)d min") % {"minutes": rest})
    if not rest:
        return str(pgettext_lazy("duration", "%(hours)d h") % {"hours": hours})
    return str(pgettext_lazy("duration", "%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest})
