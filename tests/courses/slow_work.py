"""Work for a worker that is killed in the middle of it: it writes a row, and takes a moment."""

import time

from ledger.jobs import handles
from ledger.models import Note


@handles("tests.slow_work")
def slow_work(*, name: str) -> None:
    Note.objects.create(text=name)
    time.sleep(0.1)  # inside the job's transaction: whoever is killed now has written nothing
