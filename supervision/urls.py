"""Where hours, competencies and supervision are."""

from django.urls import include, path

from supervision.views import assignment, competency, desk, entry, hours, role_play, saving, session, signoff

app_name = "supervision"

mine = [
    path("", hours.hours, name="hours"),
    path("new/", hours.record, name="new"),
    path("log.pdf", hours.log_pdf, name="log-pdf"),
    path("hours.<str:kind>", saving.hours, name="hours-export"),
    path("<uuid:entry>/", entry.entry, name="entry"),
    path("<uuid:entry>/correct/", entry.correct, name="correct"),
    path("<uuid:entry>/seen/", entry.seen, name="seen"),
    path("<uuid:entry>/take-out/", entry.take_out, name="take-out"),
    path("<uuid:entry>/erase-note/", entry.erase_note, name="erase-note"),
    path("<uuid:entry>/scan/", entry.scan, name="scan"),
]
practicing = [
    path("", role_play.practice, name="practice"),
    path("drop/", role_play.drop_draft, name="practice-drop"),
    path("send/", role_play.send, name="practice-send"),
]
role_plays = [
    path("<uuid:role_play>/", role_play.role_play, name="role-play"),
    path("<uuid:role_play>/erase/", role_play.erase, name="erase-role-play"),
    path("voice/<uuid:recording>/", role_play.own_voice, name="own-voice"),
]
supervising = [
    path("", desk.desk, name="desk"),
    path("people.<str:kind>", saving.people, name="people-export"),
    path("waiting/", desk.waiting, name="waiting"),
    path("waiting.<str:kind>", saving.waiting, name="waiting-export"),
    path("hours/<uuid:entry>/", desk.confirm, name="confirm"),
    path("hours/<uuid:entry>/give-back/", desk.give_back, name="give-back"),
    path("sessions/new/", session.log_session, name="log-session"),
    path("away/", assignment.away, name="away"),
    path("people/<uuid:assignment>/", desk.person, name="person"),
    path("people/<uuid:assignment>/hours.<str:kind>", saving.person, name="person-export"),
    path("people/<uuid:assignment>/paper/", desk.paper, name="paper"),
    path("people/<uuid:assignment>/sign-off/<uuid:competency>/", signoff.sign_off, name="sign-off"),
    path("requests/<uuid:asked>/", signoff.answer_request, name="answer-request"),
    path("role-plays/<uuid:role_play>/", role_play.answer, name="answer-role-play"),
    path("role-plays/<uuid:role_play>/voice/", role_play.voice, name="voice"),
    path("sign-offs/<uuid:signoff>/take-back/", signoff.withdraw, name="withdraw"),
    path("sign-offs/<uuid:signoff>/spoken/", signoff.spoken, name="spoken"),
]
at_the_agency = [
    path("assignments/", assignment.assignments, name="assignments"),
    path("assignments/new/", assignment.assign, name="assign"),
    path("assignments/<uuid:assignment>/end/", assignment.end, name="end-assignment"),
    path("assignments/cover/", assignment.cover, name="cover"),
    path("assignments.<str:kind>", saving.assignments, name="assignments-export"),
    path("hours.<str:kind>", saving.agency_hours, name="agency-hours-export"),
    path("sign-offs/", assignment.signoffs, name="signoffs"),
    path("sign-offs.<str:kind>", saving.signoffs, name="signoffs-export"),
    path("competencies/", competency.in_use, name="framework"),
]
urlpatterns = [
    path("hours/", include(mine)),
    path("competencies/", competency.competencies, name="competencies"),
    path("competencies/<uuid:competency>/", competency.competency, name="competency"),
    path("practice/<slug:course>/<slug:module>/<slug:lesson>/<uuid:step>/", include(practicing)),
    path("role-plays/", include(role_plays)),
    path("supervise/", include(supervising)),
    path("agency/<slug:agency_slug>/", include(at_the_agency)),
]
