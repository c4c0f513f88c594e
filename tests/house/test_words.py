"""What Python says to people goes through gettext, and HTML is trusted in few, named places."""

import ast

import pytest

from tests.house.rooms import calls, rooms, said, sources

SAID_TO_PEOPLE = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label", "heading"}
# Where text becomes trusted HTML, each after cleaning or escaping it.
MAY_MARK_SAFE: set[str] = {"people/markdown.py"}


def _literal(node: ast.expr | None) -> bool:
    """A bare sentence: text (or an f-string) that did not pass through gettext."""
    if isinstance(node, ast.JoinedStr):
        return True
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and any(map(str.isalpha, node.value))


@pytest.mark.parametrize("room", rooms())
def test_a_refusal_is_said_in_words_that_can_be_translated(room):
    found = [
        f"{said(path)}:{call.lineno}"
        for path in sources(room)
        for call in calls(path, "Refused", "ValidationError")
        if call.args and _literal(call.args[0])
    ]
    assert found == []


@pytest.mark.parametrize("room", rooms())
def test_a_message_is_said_in_words_that_can_be_translated(room):
    found = [
        f"{said(path)}:{call.lineno}"
        for path in sources(room)
        for call in calls(path, "success", "info", "warning", "error", "add_error")
        if isinstance(call.func, ast.Attribute)
        and (getattr(call.func.value, "id", "") == "messages" or call.func.attr == "add_error")
        and len(call.args) > 1
        and _literal(call.args[1])
    ]
    assert found == []


@pytest.mark.parametrize("room", rooms())
def test_labels_can_be_translated(room):
    found = [
        f"{said(path)}:{keyword.value.lineno} {keyword.arg}"
        for path in sources(room)
        if "demo" not in path.parts and path.name != "apps.py"
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg in SAID_TO_PEOPLE and _literal(keyword.value)
    ]
    assert found == []


def test_html_is_trusted_only_where_it_was_cleaned():
    found = {
        said(path) for path in sources() for call in calls(path, "mark_safe", "SafeString") if not _of_nothing(call)
    }
    assert found <= MAY_MARK_SAFE


def _of_nothing(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant)
