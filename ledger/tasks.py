from celery import shared_task

from ledger import jobs


@shared_task(name="ledger.run_job")
def run_job(job_id: int) -> None:
    jobs.run(job_id)


@shared_task(name="ledger.sweep")
def sweep() -> None:
    jobs.sweep(long_ones=False)
