"""Where the training is."""

from django.urls import include, path

from courses.views import doing, learn

app_name = "courses"

in_a_lesson = [
    path("", learn.lesson, name="lesson"),
    path("done/", doing.done, name="done"),
    path("answer/<uuid:step>/", doing.answer, name="answer"),
    path("words/<uuid:step>/", doing.words, name="words"),
    path("played/<uuid:step>/", doing.played, name="played"),
    path("feedback/<uuid:step>/", doing.feedback, name="feedback"),
]
urlpatterns = [
    path("learn/courses/", learn.index, name="index"),
    path("learn/<slug:course>/", learn.course, name="course"),
    path("learn/<slug:course>/<slug:module>/", learn.module, name="module"),
    path("learn/<slug:course>/<slug:module>/<slug:lesson>/", include(in_a_lesson)),
]
