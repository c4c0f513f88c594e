"""The component tags: one way to use every template in `templates/components/`.

    {% load components %}
    {% component "button" label=_("Continue") href=next.url icon="play" %}
    {% componentblock "card" heading=_("Your hours") %} … {% endcomponentblock %}

The first line of a component's template declares its inputs, in Python's own words:

    {# inputs: label, href="", kind="primary" #}

An input without a default must be given. What is unknown or missing is refused when the page's template is compiled, so a
misspelt name is found by the first test that loads the page, never by a reader.
"""

import ast
import functools
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import template
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.widgets import CheckboxInput
from django.template import Context, Engine, Node, NodeList, Template, TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

REQUIRED = object()
# Drawings say nothing: what they show is their name, which stands in our code.
DRAWINGS = frozenset({"icon", "picture"})
KEPT = 500
FORMS_OF_NUMBER = (int, float)


class Bar(NamedTuple):
    """One row of a bar chart: its label, its value in words, and its share of the longest (0–100, a whole number as text)."""

    label: str
    words: str
    share: str


def _path(name: str) -> str:
    return f"components/{name}.html"


def _source(name: str) -> str:
    """The text of a component's template, found without compiling it (a component may hold other components)."""
    for loader in Engine.get_default().template_loaders:
        for origin in loader.get_template_sources(_path(name)):
            try:
                return str(loader.get_contents(origin))  # type: ignore[attr-defined]
            except TemplateDoesNotExist:
                continue
    raise TemplateSyntaxError(f"There is no component named {name!r} (looked for {_path(name)}).")


def declared_inputs(source: str, name: str) -> dict[str, Any]:
    """The inputs a component's first line declares, with their defaults; REQUIRED stands where there is none."""
    line = source.partition("\n")[0].strip()
    if not (line.startswith("{# inputs:") and line.endswith("#}")):
        raise TemplateSyntaxError(
            f'The first line of {_path(name)} must declare its inputs: {{# inputs: label, kind="" #}}'
        )
    words = line.removeprefix("{# inputs:").removesuffix("#}").strip()
    try:
        signature = ast.parse(f"def _({'*, ' + words if words else ''}): ...").body[0]
        assert isinstance(signature, ast.FunctionDef)
        given = zip(signature.args.kwonlyargs, signature.args.kw_defaults, strict=True)
        return {a.arg: REQUIRED if d is None else ast.literal_eval(d) for a, d in given}
    except (SyntaxError, ValueError) as error:
        raise TemplateSyntaxError(f"{_path(name)} declares inputs that cannot be read: {words}") from error


@functools.cache
def _cached_inputs(name: str, source: str) -> dict[str, Any]:
    return declared_inputs(source, name)


def inputs_of(name: str) -> dict[str, Any]:
    """The inputs of a component by name, with defaults."""
    return _cached_inputs(name, _source(name))


def _refuse_unknown_and_missing(name: str, given: Iterable[str]) -> None:
    inputs, given = inputs_of(name), set(given)
    known = ", ".join(inputs) or "nothing"
    if unknown := sorted(given - set(inputs)):
        raise TemplateSyntaxError(f"The component {name!r} has no input {', '.join(unknown)}. It takes: {known}.")
    if missing := [key for key, default in inputs.items() if default is REQUIRED and key not in given]:
        raise TemplateSyntaxError(f"The component {name!r} needs {', '.join(missing)}. It takes: {known}.")


class ComponentNode(Node):
    """A component on a page: its name, the values given, and what stands between the two tags of a block."""

    child_nodelists = ("slot",)

    def __init__(self, name: str, given: Mapping[str, FilterExpression], slot: NodeList | None = None) -> None:
        self.name, self.given, self.slot = name, given, slot or NodeList()
        self.is_block = slot is not None
        # Read when the page is compiled: a page holds some fifty components, and none of them opens a file to be shown.
        self.defaults = {key: value for key, value in inputs_of(name).items() if value is not REQUIRED}

        # Everything it is given stands in the page's template: it is the same for everybody who reads one language.
        fixed = not self.is_block and all(map(_is_constant, self.given.values())) and not _holds_token(name)
        self.by_language: dict[str | None, SafeString] | None = {} if fixed else None

    def render(self, context: Context) -> SafeString:
        if self.by_language is not None:
            language = get_language()
            if language not in self.by_language:
                self.by_language[language] = self._template(context).render(context.new(self._values(context)))
            return self.by_language[language]
        if self.name in DRAWINGS:
            return self._drawing(context)
        return self._template(context).render(self._inside(context))

    def _template(self, context: Context) -> Template:
        assert context.template is not None
        return context.template.engine.get_template(_path(self.name))

    def _values(self, context: Context) -> dict[str, Any]:
        return self.defaults | {key: expression.resolve(context) for key, expression in self.given.items()}

    def _inside(self, context: Context) -> Context:
        values = self._values(context)
        if self.is_block:
            values["slot"] = self.slot.render(context)
        inner = context.new(values)
        if (token := context.get("csrf_token")) is not None:
            inner["csrf_token"] = token
        return inner

    def _drawing(self, context: Context) -> SafeString:
        """Kept beside its template, by its name and the like. Nothing of the page goes in, so nothing of anybody stays."""
        template, values = self._template(context), self._values(context)
        kept: dict[object, SafeString] = template.__dict__.setdefault("kept", {})
        name = tuple(str(value) for value in values.values())
        if name not in kept:
            if len(kept) >= KEPT:
                kept.clear()
            kept[name] = template.render(context.new(values))
        return kept[name]


@functools.cache
def _holds_token(name: str) -> bool:
    """Does it hold a form that may be sent once, by one person?"""
    return "csrf_token" in _source(name)


def _is_constant(expression: FilterExpression) -> bool:
    """A word in the template itself, translated or not, with no filter."""
    return not expression.is_var and not expression.filters


def _name_and_values(parser: Parser, token: Token) -> tuple[str, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    if not bits or len(bits[0]) < 3 or bits[0][0] not in "\"'" or bits[0][0] != bits[0][-1]:
        raise TemplateSyntaxError(
            f'{{% {tag} %}} needs the name of a component in quotation marks first, such as "button".'
        )
    name, values = bits[0][1:-1], bits[1:]
    given = token_kwargs(values, parser)
    if values:
        raise TemplateSyntaxError(f"The component {name!r} was given {values[0]!r}; every input is written name=value.")
    return name, given


@register.tag("component")
def component(parser: Parser, token: Token) -> ComponentNode:
    """A component that is whole in itself: {% component "button" label=_("Save") %}."""
    name, given = _name_and_values(parser, token)
    _refuse_unknown_and_missing(name, given)
    return ComponentNode(name, given)


@register.tag("componentblock")
def componentblock(parser: Parser, token: Token) -> ComponentNode:
    """A component around other content, which it receives as `slot`."""
    name, given = _name_and_values(parser, token)
    _refuse_unknown_and_missing(name, [*given, "slot"])
    slot = parser.parse(("endcomponentblock",))
    parser.delete_first_token()
    return ComponentNode(name, given, slot)


@register.filter
def share(value: object) -> str:
    """A share as a whole number of hundredths, between 0 and 100, written the same in every language (for SVG)."""
    number = float(value) if isinstance(value, FORMS_OF_NUMBER) else float(str(value or 0))
    return str(max(0, min(100, round(number))))


@register.filter
def share_of(value: float, total: float) -> str:
    """How much of the total there is, in hundredths; nothing of nothing is 0."""
    return share(100 * float(value) / float(total)) if total else "0"


@register.filter
def initials(name: object) -> str:
    """The first letters of the first and last word of a name; a full stop where there is no letter."""
    words = [word for word in str(name).split() if word[0].isalpha()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper() or "·"


@register.filter
def as_bars(rows: Iterable[tuple[object, float] | tuple[object, float, object]]) -> list[Bar]:
    """Rows of (label, value) or (label, value, words) as bars, each a share of the largest value."""
    told = [(row[0], float(row[1]), row[2] if len(row) == 3 else row[1]) for row in rows]
    longest = max((value for _label, value, _words in told), default=0)
    return [Bar(str(label), str(words), share_of(value, longest)) for label, value, words in told]


@register.filter
def seconds_as_clock(seconds: float) -> str:
    """A place in a film as people read it: 134 becomes 2:14, 3723 becomes 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def machine_number(value: float) -> str:
    """A number for a machine (data attributes): a point for the decimals in every language."""
    return f"{float(value):g}"


@register.filter
def shape(field: BoundField) -> str:
    """How a form's field is laid out: "check" (one box, label after), "choices" (several), "group", "file" or "line"."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    if getattr(widget, "input_type", "") in ("radio", "checkbox"):
        return "choices"
    if getattr(widget, "needs_multipart_form", False):
        return "file"
    return "group" if field.use_fieldset else "line"


@register.filter
def described(field: BoundField, help_text: object = "") -> SafeString:
    """The field's widget, tied by aria-describedby to its help and its errors where they are shown."""
    ids = []
    if help_text or field.help_text:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(ids)} if ids else {}
    if field.field.widget.attrs.get("placeholder"):
        attrs["placeholder"] = ""  # it would vanish as one types; the label stays
    return field.as_widget(attrs=attrs)


@register.filter
def choice_tag(choice: BoundWidget) -> SafeString:
    """One radio or box of a group, without the label that Django wraps around it."""
    return choice.tag(wrap_label=False)
