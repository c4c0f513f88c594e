from cms.models.agency import AgencyPage, PressPage, RootPage
from cms.models.ask import AskForAParentPage
from cms.models.consent import MediaConsent, MediaConsentWithdrawn
from cms.models.files import Document, Image, Rendition
from cms.models.media import Caption, Media, MediaWork, Transcript
from cms.models.packet import WelcomePacketPage
from cms.models.stream import Sound, Stream
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
    "MediaWork",
    "OrientationVideoPage",
    "PressPage",
    "Rendition",
    "RootPage",
    "Sound",
    "StandardPage",
    "StoryPage",
    "Stream",
    "Transcript",
    "WelcomePacketPage",
]
