"""What a person's record holds, as the rules read it: facts held and written down by the end of a day, and not taken back
by then. One query, for one person and for a hundred.
"""

from roster.queries.record.facts import tables
from roster.queries.record.moment import Asking, Moment
from roster.queries.record.read import record_of, records_in, records_of

__all__ = ["Asking", "Moment", "record_of", "records_in", "records_of", "tables"]
