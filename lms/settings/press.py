"""Wagtail: the press room of the agencies."""

from lms.settings.ground import BASE_URL

WAGTAIL_SITE_NAME = "Been There"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("es", "Español")]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "txt", "csv"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

WAGTAILIMAGES_IMAGE_MODEL = "cms.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.files.ImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.files.DocumentForm"
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILMEDIA = {
    "MEDIA_MODEL": "cms.Media",
    "MEDIA_FORM_BASE": "cms.forms.media.MediaForm",
    "VIDEO_EXTENSIONS": ["mp4", "m4v", "mov", "webm", "mkv", "avi"],
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg", "wav"],
}
