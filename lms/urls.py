"""Every address of the house."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from lms import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("csp-report/", health.csp_report, name="csp-report"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("", include("people.urls")),
    path("", include("cms.urls")),
    path("", include("journey.urls")),
    path("", include("roster.urls")),  # its own few addresses under /learn/ stand before the courses'
    path("", include("courses.urls")),
    path("", include("supervision.urls")),
    *i18n_patterns(path("", include("cms.public_urls")), prefix_default_language=True),
]
