"""Who is there for a volunteer today, and how to reach them: for "Talk to someone"."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import Person
from people.queries.talk import dialled
from supervision.permissions import supervised_today
from supervision.words import Kind


@dataclass(frozen=True)
class Supporter:
    """Somebody assigned to her, in words, with a number and an address where there are some."""

    name: str
    what: str
    number: str = ""
    email: str = ""
    # The number is the agency's, where she gave none of her own: somebody there puts one through.
    through: str = ""

    @property
    def href(self) -> str:
        return dialled(self.number) if self.number else ""


def supporters_of(person: Person) -> list[Supporter]:
    """Her supervisors first, then her consultants; each once, groups aside. One query."""
    whats = {Kind.PEER_SUPERVISION: _("your peer supervisor"), Kind.CLINICAL_CONSULTATION: _("your consultant")}
    found: dict[tuple[int, str], Supporter] = {}
    for assignment in sorted(supervised_today(person), key=lambda a: (a.kind != Kind.PEER_SUPERVISION, a.cover)):
        if not assignment.groups_only:
            other = assignment.supervisor
            found.setdefault(
                (other.pk, assignment.kind),
                Supporter(
                    name=other.get_full_name(),
                    what=whats[Kind(assignment.kind)],
                    number=other.profile.phone or assignment.agency.phone,
                    through="" if other.profile.phone or not assignment.agency.phone else assignment.agency.name,
                    email=other.profile.contact_email or other.email or "",
                ),
            )
    return list(found.values())
