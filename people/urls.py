from django.urls import path

from people.views import (
    agency_agreements,
    agreements,
    bringing_in,
    drafts,
    invitations,
    join,
    me,
    notices,
    papers,
    people,
    person,
    roles,
    settings,
)

app_name = "people"

_agency = "agency/<slug:agency_slug>"
_one = f"{_agency}/people/<uuid:person_uuid>"

urlpatterns = [
    path("join/<str:token>/", join.join, name="join"),
    # Her own
    path("me/", me.details, name="details"),
    path("me/copy/", me.copy, name="copy"),
    path("me/notices/", notices.index, name="notices"),
    path("me/notices/read/", notices.read_all, name="notices-read"),
    path("me/notices/<uuid:notice_uuid>/", notices.open_one, name="notice"),
    path("me/agreements/", agreements.index, name="agreements"),
    path("me/agreements/<uuid:agreement_uuid>/", agreements.read, name="agreement"),
    path("me/agreements/<uuid:agreement_uuid>/take-back/", agreements.take_back, name="agreement-take-back"),
    path("drafts/", drafts.save, name="draft-save"),
    path("drafts/<uuid:draft_uuid>/drop/", drafts.drop, name="draft-drop"),
    path("papers/<uuid:signed_uuid>/", papers.scan, name="scan"),
    # An agency's people
    path(f"{_agency}/people/", people.index, name="people"),
    path(f"{_agency}/people/people.<str:kind>", people.export, name="people-export"),
    path(f"{_agency}/people/new/", people.new, name="person-new"),
    path(f"{_agency}/people/import/", bringing_in.choose, name="bring-in"),
    path(f"{_agency}/people/import/template.<str:kind>", bringing_in.template, name="bring-in-template"),
    path(f"{_agency}/people/import/confirm/", bringing_in.confirm, name="bring-in-confirm"),
    path(f"{_one}/", person.page, name="person"),
    path(f"{_one}/edit/", person.edit, name="person-edit"),
    path(f"{_one}/died/", person.died, name="person-died"),
    path(f"{_one}/remove-name/", person.erase, name="person-erase"),
    path(f"{_one}/invite/", invitations.invite_person, name="person-invite"),
    path(f"{_one}/roles/", roles.grant, name="role-grant"),
    path(f"{_one}/roles/<uuid:membership_uuid>/end/", roles.end, name="role-end"),
    path(f"{_one}/paper/", papers.enter, name="paper"),
    path(f"{_one}/paper/<uuid:signed_uuid>/take-back/", papers.take_back, name="paper-take-back"),
    # Invitations
    path(f"{_agency}/invitations/", invitations.index, name="invitations"),
    path(f"{_agency}/invitations/invitations.<str:kind>", invitations.export, name="invitations-export"),
    path(f"{_agency}/invitations/new/", invitations.new, name="invite"),
    path(f"{_agency}/invitations/<uuid:invitation_uuid>/", invitations.page, name="invitation"),
    path(f"{_agency}/invitations/<uuid:invitation_uuid>/send/", invitations.send, name="invitation-send"),
    path(
        f"{_agency}/invitations/<uuid:invitation_uuid>/take-back/", invitations.take_back, name="invitation-take-back"
    ),
    # Agreements and settings of an agency
    path(f"{_agency}/agreements/", agency_agreements.index, name="agency-agreements"),
    path(f"{_agency}/agreements/new/", agency_agreements.new, name="agency-agreement-new"),
    path(f"{_agency}/agreements/<uuid:agreement_uuid>/", agency_agreements.page, name="agency-agreement"),
    path(
        f"{_agency}/agreements/<uuid:agreement_uuid>/new/",
        agency_agreements.new_version,
        name="agency-agreement-version",
    ),
    path(
        f"{_agency}/agreements/<uuid:agreement_uuid>/in-use/", agency_agreements.in_use, name="agency-agreement-in-use"
    ),
    path(f"{_agency}/settings/", settings.page, name="agency-settings"),
]
