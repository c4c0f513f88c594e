"""What a browser may do with our pages. Strict everywhere; `/cms/` alone is loosened (lms.middleware)."""

from csp.constants import NONE, SELF

from lms.settings.data import S3_PUBLIC_ORIGIN
from lms.settings.ground import BASE_URL

_media = [SELF, *([S3_PUBLIC_ORIGIN] if S3_PUBLIC_ORIGIN else [])]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [*_media, "data:"],
        "media-src": _media,
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "frame-src": [SELF],
        "report-uri": "/csp-report/",
    }
}
# A form that comes with an old key: what was typed in it is not lost.
CSRF_FAILURE_VIEW = "people.too_late.csrf_failure"
_secure = BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = _secure
# Asked from beside the process, without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _secure else None
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
SECURE_HSTS_PRELOAD = _secure
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Wagtail loosens this to SAMEORIGIN for its previews alone.
X_FRAME_OPTIONS = "DENY"
