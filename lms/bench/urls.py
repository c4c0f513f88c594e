"""The house's addresses and the ceiling. Only `lms.bench.settings` knows this file."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from courses.models import Module
from lms.urls import urlpatterns as house

CEILING = Template(
    "<!doctype html><title>{{ module.title }}</title><h1>{{ module.title }}</h1><p>{{ module.slug }}</p>"
)


def ceiling(request: HttpRequest, slug: str) -> HttpResponse:
    """The least a page can be: one query by an index and a small template, behind all of the middleware."""
    return HttpResponse(CEILING.render(Context({"module": Module.objects.get(slug=slug)})))


urlpatterns = [path("bench/ceiling/<slug:slug>/", ceiling), *house]
