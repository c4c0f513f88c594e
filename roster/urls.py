"""Where the roster is."""

from django.urls import path

from roster.views import certificates, mine, person, programme, roster, said_for_her, together, transcript

app_name = "roster"

_agency = "roster/<slug:agency_slug>"
_one = f"{_agency}/people/<uuid:person_uuid>"
_programme = f"{_agency}/program/<uuid:programme_uuid>"

urlpatterns = [
    # Her own
    path("learn/availability/", mine.availability, name="availability"),
    path("learn/availability/<slug:agency_slug>/", mine.availability_at, name="availability-at"),
    path("learn/availability/<slug:agency_slug>/search-words/", mine.card, name="my-card"),
    path("learn/availability/<slug:agency_slug>/confirm/", mine.confirm, name="my-card-confirm"),
    path("learn/certificates/", certificates.index, name="certificates"),
    path("learn/certificate/<uuid:certificate_uuid>/", certificates.page, name="certificate"),
    path("learn/certificate/<uuid:certificate_uuid>/pdf/", certificates.pdf, name="certificate-pdf"),
    path("learn/certificate/<uuid:certificate_uuid>/checking/", certificates.sharing, name="certificate-sharing"),
    path("learn/transcript/", transcript.mine, name="my-transcript"),
    path("learn/transcript/transcript.<str:kind>", transcript.mine_saved, name="my-transcript-saved"),
    # An agency's roster
    path(f"{_agency}/", roster.index, name="roster"),
    path(f"{_agency}/roster.<str:kind>", roster.export, name="export"),
    path(f"{_agency}/earlier-training/", together.earlier_training, name="earlier-training-together"),
    path(f"{_agency}/program/", programme.index, name="programmes"),
    path(f"{_agency}/program/new/", programme.new, name="programme-new"),
    path(f"{_programme}/new-version/", programme.next_version, name="version-new"),
    path(f"{_programme}/<int:number>/", programme.version, name="version"),
    # One volunteer
    path(f"{_one}/", person.page, name="person"),
    path(f"{_one}/decide/", person.decision, name="decide"),
    path(f"{_one}/decisions/<uuid:decision_uuid>/take-back/", person.take_back_decision, name="decision-take-back"),
    path(f"{_one}/hold/", person.put_on_hold, name="hold"),
    path(f"{_one}/hold/<uuid:hold_uuid>/end/", person.lift_hold, name="hold-end"),
    path(f"{_one}/supporting-now/", person.supporting_now, name="supporting-now"),
    path(f"{_one}/program/", person.pathway, name="pathway"),
    path(f"{_one}/earlier-training/", person.earlier_training, name="earlier-training"),
    path(
        f"{_one}/earlier-training/<uuid:earlier_uuid>/take-back/",
        person.take_back_earlier_training,
        name="earlier-training-take-back",
    ),
    path(f"{_one}/earlier-training/<uuid:earlier_uuid>/copy/", person.scan, name="earlier-training-scan"),
    path(f"{_one}/transcript/", transcript.theirs, name="transcript"),
    path(f"{_one}/transcript/transcript.<str:kind>", transcript.theirs_saved, name="transcript-saved"),
    path(f"{_one}/availability/", said_for_her.offer, name="offer"),
    path(f"{_one}/search-words/", said_for_her.card, name="card"),
    path(f"{_one}/search-words/confirm/", said_for_her.confirm, name="card-confirm"),
]
