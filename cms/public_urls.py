"""The public pages, and nothing else of Wagtail's: its own sign-in pages ask for no second step."""

from django.urls import re_path
from wagtail.urls import serve_pattern
from wagtail.views import serve

urlpatterns = [re_path(serve_pattern, serve, name="wagtail_serve")]
