from django.urls import path

from journey.views import map as maps

app_name = "journey"
urlpatterns = [
    path("journey/", maps.journey, name="map"),
    path("journey/<slug:key>/", maps.stage, name="stage"),
]
