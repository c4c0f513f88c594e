from cms.models.agency import AgencyPage, PressPage, RootPage
from cms.models.ask import AskForAParentPage
from cms.models.consent import MediaConsent, MediaConsentWithdrawn
from cms.models.files import Document, Image, Rendition
from cms.models.media import Caption, Media, Transcript
from cms.models.packet import WelcomePacketPage
from cms.models.video import OrientationVideoPage
from cms.models.words import StandardPage, StoryPage

__all__ = [
    "AgencyPage",
    "AskForAParentPage",
    "Caption",
    "Document",
    "Image",
    "Media",
    "MediaConsent",
    "MediaConsentWithdrawn",
    "OrientationVideoPage",
    "PressPage",
    "Rendition",
    "RootPage",
    "StandardPage",
    "StoryPage",
    "Transcript",
    "WelcomePacketPage",
]
