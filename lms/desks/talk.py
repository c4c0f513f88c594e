"""Talk to someone: numbers to call, on every signed-in page. Opening it is not recorded anywhere."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.doors import PersonRequest, signed_in
from people.models import Person
from people.queries import talk_to
from people.queries.talk import dialled
from supervision.permissions import supervised_today


@dataclass(frozen=True)
class Supporter:
    """Somebody assigned to her today, and the number she gave for it."""

    name: str
    what: str
    number: str
    email: str

    @property
    def href(self) -> str:
        return dialled(self.number) if self.number else ""


@require_safe
@signed_in
def talk(request: PersonRequest) -> HttpResponse:
    """The crisis line, her own supervisors, her agencies."""
    context = {"talk": talk_to(request.user), "supporters": supporters_of(request.user)}
    return render(request, "desks/talk.html", context)


def supporters_of(person: Person) -> list[Supporter]:
    """Her supervisor and consultant of today, each once, with their own contacts. One query."""
    assigned = {a.supervisor_id: a for a in reversed(supervised_today(person)) if not a.groups_only}
    return [
        Supporter(
            name=assignment.supervisor.get_full_name(),
            what=assignment.kind_label,
            number=assignment.supervisor.profile.phone,
            email=assignment.supervisor.profile.contact_email or assignment.supervisor.email or "",
        )
        for assignment in assigned.values()
    ]
