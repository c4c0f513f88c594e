import pytest
from django.template import Context, Template

from people.markdown import clean


def test_plain_writing_becomes_plain_html() -> None:
    html = clean("# Welcome\n\nYou are **not** alone.\n\n- one\n- two\n")
    assert "<h2>Welcome</h2>" in html
    assert "<strong>not</strong>" in html
    assert "<li>two</li>" in html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[click](javascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="https://example.org" onclick="x()">a</a>',
        '<p style="position:fixed">a</p>',
        "<iframe src='https://example.org'></iframe>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        '<form action="https://example.org"><input name="password"></form>',
    ],
)
def test_nothing_that_runs_gets_through(attack: str) -> None:
    html = clean(attack).lower()
    for forbidden in (
        "<script",
        "onerror",
        "onclick",
        "javascript:",
        "data:",
        "style=",
        "<iframe",
        "<form",
        "<svg",
        "<img",
    ):
        assert forbidden not in html


def test_the_filter_sets_headings_below_the_page_own() -> None:
    html = Template("{% load markdown_text %}{{ text|markdown:3 }}").render(Context({"text": "# Under"}))
    assert "<h3>Under</h3>" in html
