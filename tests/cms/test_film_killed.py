"""A films' worker is killed with -9 in the middle of a film: another makes it once more, and nothing half made is left or shown."""

import os
import signal
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection

from cms import actions
from cms.models import Media
from cms.queries import playable
from ledger import clock, jobs
from ledger.models import Job
from ledger.tasks import run_job
from tests.factories.cms import made_film, shelf
from tests.processes import Processes, ring, wait_for

# Long enough to be caught at work, short enough to wait for.
BUSY = ["-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=25:duration=10", "-c:v", "mpeg4", "-q:v", "5"]


def at_work_on(media: Media) -> list[str]:
    """The ids of processes whose command line names this film."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(media.uuid).encode() in place.read_bytes():
                found.append(place.parent.name)
        except OSError:  # it ended meanwhile
            continue
    return found


def again(media: Media) -> Media:
    media.refresh_from_db()
    connection.close()
    return media


def test_a_film_s_worker_is_killed_and_the_film_is_made_once(processes: Processes, home) -> None:
    with jobs.without_the_bell():
        file = ContentFile(made_film("busy.avi", *BUSY), name="welcome.avi")
        media = Media.objects.create(title="Welcome", type="video", file=file, collection=shelf(home.agency))
        actions.receive_media(actor=None, media=media)
    job = Job.objects.get(kind="cms.look-into-media")
    workplace = Path(settings.VAR_DIR) / "films" / str(media.uuid)
    connection.close()

    worker = processes.worker()
    ring(run_job, job.pk)
    half = workplace / "film.mp4"
    wait_for("half a film", lambda: half.exists() and half.stat().st_size > 0)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    wait_for("an end of ffmpeg", lambda: not at_work_on(media))
    assert half.exists()
    assert again(media).status == "stored"
    assert not playable(media, "en").ready

    Job.objects.filter(pk=job.pk).update(leased_until=clock.now() - timedelta(seconds=1))
    connection.close()
    processes.worker()
    ring(run_job, job.pk)
    wait_for("the film", lambda: again(media).status == "ready")
    wait_for("an end of the job", lambda: Job.objects.filter(pk=job.pk, done_at__isnull=False).exists())
    job.refresh_from_db()
    assert (job.attempts, job.fault) == (1, "")
    assert not workplace.exists()
    assert jobs.run(job.pk) is False
    kept = [name for name in media.file.storage.listdir("media")[1] if name.startswith(str(media.uuid))]
    assert kept == [f"{media.uuid}.mp4"]
