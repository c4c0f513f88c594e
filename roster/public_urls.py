"""What the roster shows to everybody: the page where a certificate is checked."""

from django.urls import path

from roster.views.check import check

app_name = "check"

urlpatterns = [
    path("check/", check, name="page"),
    path("check/<str:number>/", check, name="number"),
]
