"""The suite's own ground: a test's writes are gone afterwards, a fresh database commits, the house answers a browser."""

import threading

import pytest
from django.db import connection, transaction

from ledger.guards import missing
from ledger.models import Job


@pytest.mark.django_db
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_writes_is_gone_for_the_next(turn):
    assert Job.objects.count() == 0
    Job.objects.create(kind="a", key="once")


@pytest.mark.parametrize("turn", [1, 2])
def test_a_fresh_database_commits_and_is_gone_for_the_next(fresh_database, turn):
    assert Job.objects.count() == 0
    seen = []
    with transaction.atomic():
        Job.objects.create(kind="a", key="once")

    def look():
        seen.append(Job.objects.count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


@pytest.mark.django_db
def test_the_template_has_its_guards_and_wagtails_root_page():
    from wagtail.models import Page

    assert missing(connection) == set()
    assert Page.objects.filter(depth=1).exists()


def test_the_house_answers_a_browser(page, house):
    answer = page.goto("/accounts/login/")
    assert answer.status == 200
