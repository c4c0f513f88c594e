"""The component tag: what it takes, what it refuses, what it makes."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Engine, Template, TemplateSyntaxError
from django.template.loader import get_template

from lms.templatetags import components


def rendered(text: str, **values: object) -> str:
    return Template("{% load components %}" + text).render(Context(values))


def test_a_button_with_an_address_is_a_link_and_without_one_a_button() -> None:
    assert '<a class="button button-primary" href="/next/">' in rendered(
        '{% component "button" label="Go" href="/next/" %}'
    )
    assert '<button class="button button-plain" type="submit">' in rendered(
        '{% component "button" label="Go" kind="plain" %}'
    )


def test_an_unknown_input_is_refused_when_the_template_is_compiled() -> None:
    with pytest.raises(TemplateSyntaxError, match="has no input colour"):
        Template('{% load components %}{% component "button" label="Go" colour="red" %}')


def test_a_missing_input_is_refused_when_the_template_is_compiled() -> None:
    with pytest.raises(TemplateSyntaxError, match="needs label"):
        Template('{% load components %}{% component "button" href="/" %}')


def test_an_unknown_component_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="no component named 'buton'"):
        Template('{% load components %}{% component "buton" label="Go" %}')


def test_a_name_without_quotation_marks_and_a_value_without_a_name_are_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="quotation marks"):
        Template("{% load components %}{% component button label='Go' %}")
    with pytest.raises(TemplateSyntaxError, match="name=value"):
        Template('{% load components %}{% component "button" "Go" %}')


def test_a_block_around_a_component_without_slot_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="has no input slot"):
        Template('{% load components %}{% componentblock "avatar" name="Ana" %}x{% endcomponentblock %}')


def test_a_block_receives_what_stands_between_its_tags() -> None:
    html = rendered(
        '{% componentblock "card" heading=title %}<p>{{ words }}</p>{% endcomponentblock %}',
        title="Hours",
        words="4 < 5",
    )
    assert "<h2>Hours</h2>" in html
    assert "<p>4 &lt; 5</p>" in html


def test_a_component_sees_only_its_inputs() -> None:
    assert "secret" not in rendered('{% component "note" text="kind" %}', heading="secret", slot="secret")


def test_values_are_escaped() -> None:
    assert "&lt;b&gt;" in rendered('{% component "status_pill" label=label %}', label="<b>")


def test_every_component_declares_its_inputs() -> None:
    folder = next(d for d in map(str, Engine.get_default().dirs) if d.endswith("templates"))
    names = [p.stem for p in Path(folder, "components").glob("[!_]*.html")]
    assert len(names) > 25
    for name in names:
        assert components.inputs_of(name), name


def test_inputs_that_cannot_be_read_are_refused() -> None:
    for first_line in ("<p>", "{# inputs: label, #1 #}", "{# inputs: label=now() #}"):
        with pytest.raises(TemplateSyntaxError):
            components.declared_inputs(first_line, "thing")


def test_a_ring_is_drawn_with_attributes_and_kept_between_nothing_and_all() -> None:
    assert 'stroke-dasharray="58 100"' in rendered('{% component "ring" label="hours" value="3.5" share=57.6 %}')
    assert 'stroke-dasharray="100 100"' in rendered('{% component "ring" label="hours" value="30" share=130 %}')
    assert "stroke-dasharray" not in rendered('{% component "ring" label="hours" value="0" share=0 %}')


def test_bars_are_shares_of_the_longest_and_the_numbers_are_in_the_table() -> None:
    html = rendered('{% component "bars" caption="Hours" rows=rows %}', rows=[("May", 4, "4 h"), ("June", 8, "8 h")])
    assert 'width="50%"' in html and 'width="100%"' in html
    assert "<td>4 h</td>" in html
    assert components.as_bars([]) == []


@pytest.mark.parametrize(
    ("name", "letters"), [("Ana Morales", "AM"), ("Bea", "B"), ("Ana de la Cruz", "AC"), ("", "·"), ("ñandú ørn", "ÑØ")]
)
def test_initials_are_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert components.initials(name) == letters


def test_a_place_in_a_film_reads_like_a_clock() -> None:
    assert [components.seconds_as_clock(s) for s in (0, 134.9, 3723)] == ["0:00", "2:14", "1:02:03"]


class HoursForm(forms.Form):
    title = forms.CharField(label="What", help_text="Name no family.")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Peer"), ("b", "Clinical")], widget=forms.RadioSelect)
    true = forms.BooleanField(label="It is true")
    extra = forms.CharField(label="More", required=False)


def field(form: forms.Form, name: str, **inputs: str) -> str:
    given = " ".join(f"{key}={key}" for key in inputs)
    return rendered(f'{{% component "field" field=field {given} %}}', field=form[name], **inputs)


def test_a_field_is_tied_to_its_label_help_and_errors() -> None:
    html = field(HoursForm({"title": ""}), "title")
    assert '<label for="id_title">What</label>' in html
    assert 'id="id_title_helptext">Name no family.' in html
    assert 'id="id_title_error"' in html and "Please fill this in." in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert html.index("id_title_error") < html.index("<input")


def test_help_given_on_the_page_is_tied_too() -> None:
    assert 'aria-describedby="id_extra_helptext"' in field(HoursForm(), "extra", help="A word or two.")


def test_radios_stand_in_a_fieldset_with_a_legend_and_one_label_each() -> None:
    html = field(HoursForm({}), "kind")
    assert '<fieldset class="field" id="id_kind" aria-describedby=" id_kind_error">' in html
    assert "<legend>Kind</legend>" in html
    assert html.count("<label") == 2 and '<label for="id_kind_0"><input type="radio"' in html


def test_what_may_be_left_out_says_so() -> None:
    assert "(optional)" in field(HoursForm(), "extra")
    assert "(optional)" not in field(HoursForm(), "title")


def test_the_error_summary_links_each_field_once_and_says_the_words_are_kept() -> None:
    html = rendered('{% component "form_errors" form=form %}', form=HoursForm({"kind": "a", "true": "on"}))
    assert '<a href="#id_title">What</a>: Please fill this in.' in html
    assert html.count("<li>") == 1
    assert "What you typed is kept." in html
    assert "form-errors" not in rendered('{% component "form_errors" form=form %}', form=HoursForm())


def test_the_pager_keeps_the_search_and_changes_only_the_page() -> None:
    from django.core.paginator import Paginator
    from django.http import QueryDict

    html = rendered(
        '{% component "pager" page=page query=query %}',
        page=Paginator(range(30), 10).page(2),
        query=QueryDict("q=ana&page=2"),
    )
    assert 'href="?q=ana&amp;page=3"' in html and 'href="?q=ana&amp;page=1"' in html
    assert "Page 2 of 3" in html


def test_the_player_writes_seconds_for_machines_and_clocks_for_people() -> None:
    cues = [{"start": 134.25, "text": "She just stayed."}]
    html = rendered(
        '{% component "player" title="Heard" src="/v.mp4" cues=cues position=134.25 progress_url="/p/" %}', cues=cues
    )
    assert 'data-start="134.25"' in html and "<time>2:14</time>" in html
    assert 'data-progress-url="/p/"' in html


def test_the_written_list_of_components_is_true() -> None:
    """static/README.md names every component with its inputs exactly as its template declares them."""
    static = Path(settings.BASE_DIR) / "static" / "README.md"
    rows = re.findall(r"^\| (`[a-z_`/ ]+`)[^|]*\| (`[^|]+`) \|", static.read_text().split("## Components")[1], re.M)
    written = {}
    for names, inputs in rows:
        written |= dict(zip(re.findall(r"`(\w+)`", names), re.findall(r"`([^`]+)`", inputs), strict=True))
    folder = Path(settings.BASE_DIR) / "templates" / "components"
    declared = {
        path.stem: path.read_text().partition("\n")[0].removeprefix("{# inputs: ").removesuffix(" #}")
        for path in folder.glob("[!_]*.html")
    }
    assert written == declared


def test_every_icon_and_picture_a_template_asks_for_is_drawn() -> None:
    base = Path(settings.BASE_DIR)
    drawn = {
        kind: set(re.findall(r'<symbol id="([\w-]+)"', (base / "static" / "img" / f"{kind}s.svg").read_text()))
        for kind in ("icon", "picture")
    }
    for path in (base / "templates").rglob("*.html"):
        text = path.read_text()
        for kind, names in drawn.items():
            asked = set(re.findall(rf'component "{kind}" name="([\w-]+)"', text))
            asked |= set(re.findall(rf'component "(?!{kind}")[^%]*? {kind}="([\w-]+)"', text))
            assert asked <= names, f"{path.name} asks for {asked - names}"


@pytest.mark.parametrize(("state", "words"), [("done", "Done:"), ("doing", "In progress:"), ("todo", "Not yet:")])
def test_what_is_to_do_says_its_state_in_words_too(state: str, words: str) -> None:
    html = rendered(
        '{% component "todo_item" label="Pledge" state=state who="Ask Bea" href="/p/" action="Sign" %}', state=state
    )
    assert words in html and 'class="who">Ask Bea<' in html
    assert 'href="/p/">Sign<span class="visually-hidden">: Pledge</span></a>' in html


def test_asking_before_something_is_done_posts_and_offers_a_way_back() -> None:
    html = rendered(
        '{% component "confirm" title="Take it back?" label="Take it back" cancel_href="/hours/" %}', csrf_token="t0ken"
    )
    assert '<form class="confirm" method="post"' in html and 'value="t0ken"' in html
    assert '<a class="button button-quiet" href="/hours/">' in html


def test_choices_keep_what_was_chosen_and_say_what_is_wrong() -> None:
    options = [
        {"value": "a", "label": "You did all you could."},
        {"value": "b", "label": "What was that week like?", "checked": True},
    ]
    html = rendered(
        '{% component "choice_list" legend="What would you say?" name="say" options=options error="Choose one." %}',
        options=options,
    )
    assert html.count("checked") == 1 and 'value="b" checked' in html
    assert 'aria-describedby=" say-error"' in html and "Choose one." in html


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_pages_for_bad_moments_need_nothing_but_themselves(name: str) -> None:
    html = get_template(f"{name}.html").render()
    assert html.count("<h1>") == 1 and 'href="/"' in html
    for word in ("error", "failed", "forbidden", "invalid"):
        assert word not in html.lower()
