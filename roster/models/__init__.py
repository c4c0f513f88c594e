from roster.models.certificate import CertificateEvidence, CertificateVoided, TrainingCertificate
from roster.models.decision import Decision, DecisionReversed, EarlierTraining, EarlierTrainingVoided
from roster.models.listing import Hold, Listing, Offer
from roster.models.programme import Pathway, Programme, ProgrammeVersion, Requirement
from roster.models.search import Card, Code
from roster.models.sharing import CertificateSharing

__all__ = [
    "Card",
    "CertificateEvidence",
    "CertificateSharing",
    "CertificateVoided",
    "Code",
    "Decision",
    "DecisionReversed",
    "EarlierTraining",
    "EarlierTrainingVoided",
    "Hold",
    "Listing",
    "Offer",
    "Pathway",
    "Programme",
    "ProgrammeVersion",
    "Requirement",
    "TrainingCertificate",
]
