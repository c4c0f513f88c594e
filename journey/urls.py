from django.urls import path

from journey.views import journal, sharing
from journey.views import map as maps

app_name = "journey"
urlpatterns = [
    path("journey/", maps.journey, name="map"),
    path("journey/journal/", journal.journal, name="journal"),
    path("journey/journal/new/", journal.write, name="write"),
    path("journey/journal/shared/", sharing.shared, name="shared"),
    path("journey/journal/shared/<uuid:reflection_uuid>/", sharing.shared_page, name="shared-reflection"),
    path("journey/journal/<uuid:reflection_uuid>/", journal.read, name="reflection"),
    path("journey/journal/<uuid:reflection_uuid>/edit/", journal.edit, name="edit"),
    path("journey/journal/<uuid:reflection_uuid>/delete/", journal.delete, name="delete"),
    path("journey/journal/<uuid:reflection_uuid>/share/", sharing.share, name="share"),
    path("journey/journal/<uuid:reflection_uuid>/take-back/", sharing.take_back, name="take-back"),
    path("journey/<slug:stage_key>/", maps.stage, name="stage"),
]
