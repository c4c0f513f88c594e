"""Who may do what with the training."""

from cms.permissions import can_edit
from courses.models import Attendance, Enrolment, LiveSession
from people.models import Agency, Person
from people.permissions import has_role
from people.words import Role

AUTHORS = (Role.PUBLISHER, Role.COORDINATOR, Role.ADMIN)
ENROLLERS = (Role.COORDINATOR, Role.ADMIN)
LEADERS = (Role.FACILITATOR, Role.COORDINATOR, Role.ADMIN)


def can_author(actor: Person, agency: Agency | None) -> bool:
    """Put courses together for an agency; the library's are the platform administrator's."""
    return has_role(actor, agency, *AUTHORS) if agency else actor.is_active and actor.is_superuser


def can_release(actor: Person, agency: Agency | None) -> bool:
    """Whoever may publish there; the library's modules are the platform administrator's."""
    return can_edit(actor, agency) if agency else actor.is_active and actor.is_superuser


def can_enrol(actor: Person, agency: Agency) -> bool:
    return has_role(actor, agency, *ENROLLERS)


def can_take_back_learning(actor: Person, person: Person, agency: Agency) -> bool:
    """The agency's coordinator, for who takes a course there; nobody her own."""
    return actor != person and can_enrol(actor, agency)


def can_learn(actor: Person, enrolment: Enrolment) -> bool:
    """Nobody learns in another's name, and nobody in a course she left."""
    return enrolment.person_id == actor.pk and enrolment.closed_at is None and actor.is_active


def can_plan_sessions(actor: Person, agency: Agency) -> bool:
    return has_role(actor, agency, *LEADERS)


def can_list_attendance(actor: Person, session: LiveSession) -> bool:
    """A facilitator of this very session, with a role at its agency today."""
    return has_role(actor, session.agency, *LEADERS) and session.facilitators.filter(pk=actor.pk).exists()


def can_see_attendance(actor: Person, session: LiveSession) -> bool:
    """The session's facilitators, and the agency's coordinator."""
    return can_list_attendance(actor, session) or has_role(actor, session.agency, Role.COORDINATOR, Role.ADMIN)


def can_sign_up_others(actor: Person, session: LiveSession) -> bool:
    """For somebody who rang, or has no sign-in: the session's facilitators, and the agency's coordinator."""
    return can_see_attendance(actor, session)


def can_correct_attendance(actor: Person, attendance: Attendance) -> bool:
    """Nobody corrects her own; the session's facilitators may, and the agency's coordinator where they have left."""
    return attendance.person_id != actor.pk and can_see_attendance(actor, attendance.session)
