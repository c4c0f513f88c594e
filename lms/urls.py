"""Every address of the house."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from lms import health
from lms.demo.views import demo
from lms.desks.app import manifest
from lms.desks.home import front_door, home
from lms.desks.talk import talk
from people.views.sign_out import SignOut

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("csp-report/", health.csp_report, name="csp-report"),
    path("", front_door, name="front-door"),
    path("home/", home, name="home"),
    path("talk/", talk, name="talk"),
    path("demo/", demo, name="demo"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("accounts/logout/", SignOut.as_view(), name="account_logout"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("cms/", include(wagtailadmin_urls)),
    # The desks stand before the rooms: `/learn/` is My training, `/learn/<course>/` a course.
    path("", include("lms.desks.urls")),
    path("", include("people.urls")),
    path("", include("cms.urls")),
    path("", include("journey.urls")),
    path("", include("roster.urls")),
    path("", include("courses.urls")),
    path("", include("supervision.urls")),
    *i18n_patterns(path("", include("roster.public_urls")), prefix_default_language=True),
    *i18n_patterns(path("", include("cms.public_urls")), prefix_default_language=True),
]
