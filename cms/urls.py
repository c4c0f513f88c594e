"""Where files are. Pages have the addresses their tree gives them."""

from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [
    path("media/<uuid:uuid>/", views.media, name="media"),
    path("media/<uuid:uuid>/sound/", views.sound, name="sound"),
    path("media/<uuid:uuid>/stream/all.m3u8", views.streams, name="streams"),
    path("media/<uuid:uuid>/stream/<int:lines>.m3u8", views.stream_list, name="stream-list"),
    path("media/<uuid:uuid>/stream/<int:lines>.mp4", views.stream_parts, name="stream-parts"),
    path("media/<uuid:uuid>/captions/<slug:language>.vtt", views.captions, name="captions"),
    path("media/<uuid:uuid>/poster/", views.poster, name="poster"),
    path("pictures/<uuid:uuid>/", views.picture, name="picture"),
    path("documents/<uuid:uuid>/", views.document, name="document"),
]
