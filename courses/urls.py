"""Where the training is."""

from django.urls import include, path

from courses.views import agency, conference, doing, feed, kept, learn, presence, record, session, signup

app_name = "courses"

in_a_lesson = [
    path("", learn.lesson, name="lesson"),
    path("done/", doing.done, name="done"),
    path("answer/<uuid:step>/", doing.answer, name="answer"),
    path("words/<uuid:step>/", doing.words, name="words"),
    path("break/", doing.take_a_break, name="break"),
    path("reflect/<uuid:step>/", doing.reflect, name="reflect"),
    path("played/<uuid:step>/", doing.played, name="played"),
    path("feedback/<uuid:step>/", doing.feedback, name="feedback"),
]
on_a_phone = [
    path("", kept.index, name="kept"),
    path("state/", kept.state, name="kept-state"),
    path("bundle/<uuid:bundle_uuid>/<slug:lesson>/", kept.lesson, name="kept-lesson"),
    path("<slug:course>/<slug:module>/", kept.keep, name="keep"),
]
of_a_session = [
    path("", session.page, name="session"),
    path("session.ics", session.calendar, name="session-calendar"),
    path("change/", session.change, name="session-change"),
    path("call-off/", session.call_off, name="session-call-off"),
    path("sign-up/", signup.sign_up, name="sign-up"),
    path("sign-off/", signup.sign_off, name="sign-off"),
    path("places/", signup.places, name="places"),
    path("places/<uuid:signup_uuid>/end/", signup.end, name="place-end"),
    path("code/", presence.code, name="code"),
    path("here/", presence.here, name="here"),
    path("attendance/file/", conference.choose, name="attendance-file"),
    path("attendance/", session.attendance, name="attendance"),
    path("attendance/<uuid:attendance_uuid>/correct/", session.correct, name="attendance-correct"),
]
of_an_agency = [
    path("", agency.index, name="agency-courses"),
    path("new/", agency.new, name="agency-course-new"),
    path("<slug:course>/", agency.page, name="agency-course"),
    path("<slug:course>/enroll/", agency.enrol, name="agency-enrol"),
    path("<slug:course>/joining/", agency.joining, name="agency-joining"),
    path("<slug:course>/end/<uuid:enrolment_uuid>/", agency.close, name="agency-close"),
    path("<slug:course>/edit/", agency.edit, name="agency-course-edit"),
    path("<slug:course>/edit/files/", agency.files, name="agency-course-files"),
    path("<slug:course>/edit/add/", agency.place, name="agency-place"),
    path("<slug:course>/edit/<uuid:module_uuid>/", agency.arrange, name="agency-arrange"),
    path("<slug:course>/numbers/<uuid:module_uuid>/", agency.numbers, name="agency-numbers"),
]
of_a_person = [
    path("", record.page, name="learning-record"),
    path("<uuid:completion_uuid>/take-back/", record.take_back_course, name="course-take-back"),
    path("modules/<uuid:completion_uuid>/take-back/", record.take_back_module, name="module-take-back"),
]
urlpatterns = [
    path("learn/courses/", learn.index, name="index"),
    # No course is called "courses", so nobody's module stands here.
    path("learn/courses/events/", doing.events, name="events"),
    path("learn/courses/kept/", include(on_a_phone)),
    # It watches over what lies beside it and below: nothing outside /learn/ is ever in its hands.
    path("learn/worker.js", kept.worker, name="worker"),
    path("learn/<slug:course>/", learn.course, name="course"),
    path("learn/<slug:course>/<slug:module>/", learn.module, name="module"),
    path("learn/<slug:course>/<slug:module>/<slug:lesson>/", include(in_a_lesson)),
    path("sessions/", session.index, name="sessions"),
    path("sessions/calendar/", feed.page, name="feed"),
    path("calendar/<uuid:feed_uuid>/<slug:proof>/sessions.ics", feed.file, name="feed-file"),
    path("sessions/<uuid:session_uuid>/", include(of_a_session)),
    path("agency/<slug:agency_slug>/sessions/new/", session.plan, name="session-plan"),
    path("agency/<slug:agency_slug>/courses/", include(of_an_agency)),
    path("agency/<slug:agency_slug>/people/<uuid:person_uuid>/courses/", include(of_a_person)),
]
