"""The desks: one screen made of several rooms."""

from django.urls import path

from lms.desks.agency import agency_desk
from lms.desks.learner import learn

app_name = "desks"
urlpatterns = [
    path("learn/", learn, name="learn"),
    path("agency/<slug:agency_slug>/", agency_desk, name="agency"),
]
