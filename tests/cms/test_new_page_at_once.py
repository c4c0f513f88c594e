"""The form of a new page on its way twice at one moment: the editor saves by itself, and she presses a button."""

import threading
from contextlib import suppress

from django.db import connection
from django.test import Client
from wagtail import hooks
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import StandardPage

COMMENTS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}


def test_of_two_at_once_each_is_answered_and_there_is_one_page(fresh_database, home, pat, monkeypatch):
    body = streamfield([("text", rich_text("<p>It was a Tuesday.</p>"))])
    form = {"title": "Brand new", "slug": "brand-new", "lead": "", "body": body, "comments": COMMENTS}
    browsers = [Client(raise_request_exception=False) for _twice in range(2)]
    for browser in browsers:
        browser.force_login(pat)
    meet, one_is_answered, answers = threading.Barrier(2), threading.Event(), []
    as_ever = StandardPage.get_default_privacy_setting

    def together(request, parent, kind):
        """Who found no such page waits until the other has found none either: only where both may be here."""
        with suppress(threading.BrokenBarrierError):
            meet.wait(0.5)

    def made_and_not_yet_kept(page, request):
        """Wagtail asks this between the page and its first revision: time for the other to find half a page."""
        one_is_answered.wait(0.5)
        return as_ever(page, request)

    def send(browser):
        answers.append(browser.post(f"/cms/pages/add/cms/standardpage/{home.pk}/", nested_form_data(form)).status_code)
        one_is_answered.set()
        connection.close()

    monkeypatch.setattr(StandardPage, "get_default_privacy_setting", made_and_not_yet_kept)
    threads = [threading.Thread(target=send, args=[browser]) for browser in browsers]
    with hooks.register_temporarily("before_create_page", together, order=100):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert answers == [302, 302]
    assert StandardPage.objects.get(slug="brand-new").owner == pat
