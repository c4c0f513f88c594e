from roster.queries.available import available_support_parents
from roster.queries.mine import MyStanding, my_standing, my_standings
from roster.queries.programme import default_version, requirements_of, versions_followed
from roster.queries.readiness import readiness, readiness_of_many
from roster.queries.record import record_of, records_of
from roster.queries.roster_page import Filters, RosterPage, roster_page

__all__ = [
    "Filters",
    "MyStanding",
    "RosterPage",
    "available_support_parents",
    "default_version",
    "my_standing",
    "my_standings",
    "readiness",
    "readiness_of_many",
    "record_of",
    "records_of",
    "requirements_of",
    "roster_page",
    "versions_followed",
]
