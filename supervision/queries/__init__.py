from supervision.queries.assignment import Looked, looked_after, who_may_be_assigned
from supervision.queries.book import book_of, slot_of, was_ever_assigned, whom_to_ask
from supervision.queries.calendar import Month, desk_month, my_month
from supervision.queries.competency import (
    LevelWords,
    Standing,
    framework_in_use,
    sessions_that_touched,
    standing_of,
    standings,
)
from supervision.queries.desk import Desk, DeskRow, desk, waiting_for
from supervision.queries.hours import EntryRow, MyHours, entries_for_log, hours_at, my_hours, row_of
from supervision.queries.record import (
    ConfirmedHours,
    LiveSignOff,
    OpenRequest,
    SentHours,
    SupervisedRecord,
    supervised_record,
    supervised_records,
)
from supervision.queries.supporter import Supporter, supporters_of

__all__ = [
    "ConfirmedHours",
    "Desk",
    "DeskRow",
    "EntryRow",
    "LevelWords",
    "LiveSignOff",
    "Looked",
    "Month",
    "MyHours",
    "OpenRequest",
    "SentHours",
    "Standing",
    "SupervisedRecord",
    "Supporter",
    "book_of",
    "desk",
    "desk_month",
    "entries_for_log",
    "framework_in_use",
    "hours_at",
    "looked_after",
    "my_hours",
    "my_month",
    "row_of",
    "sessions_that_touched",
    "slot_of",
    "standing_of",
    "standings",
    "supervised_record",
    "supporters_of",
    "supervised_records",
    "waiting_for",
    "who_may_be_assigned",
    "was_ever_assigned",
    "whom_to_ask",
]
