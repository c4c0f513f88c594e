"""WebVTT: whatever browsers show is accepted and kept; whatever could do more than show words is not."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms import captions
from cms.webvtt import Cue

TIME = "00:00:01.000 --> 00:00:02.500"


def kept(body: str, head: str = "WEBVTT") -> str:
    """What is kept of the one cue, or of all that stands behind the first line."""
    return captions.to_vtt(captions.read(f"{head}\n\n{body}".encode(), "a.vtt")).removeprefix("WEBVTT\n\n")


ACCEPTED = {
    "hours": ("00:00:01.000 --> 00:00:02.500\nHi", f"{TIME}\nHi"),
    "no hours": ("00:01.000 --> 00:02.500\nHi", f"{TIME}\nHi"),
    "more than 99 hours": ("100:00:01.000 --> 100:00:02.000\nHi", "100:00:01.000 --> 100:00:02.000\nHi"),
    "no blanks about the arrow": ("00:01.000-->00:02.500\nHi", f"{TIME}\nHi"),
    "tabs": ("00:01.000\t-->\t00:02.500\talign:left\nHi", f"{TIME} align:left\nHi"),
    "an id": (f"first\n{TIME}\nHi", f"first\n{TIME}\nHi"),
    "an id of several words": (f"2 - Rosa\n{TIME}\nHi", f"2 - Rosa\n{TIME}\nHi"),
    "an id that is a keyword": (f"NOTE\n{TIME}\nHi", f"{TIME}\nHi"),
    "two lines": (f"{TIME}\n- Hi\n- Hello", f"{TIME}\n- Hi\n- Hello"),
    "a time right behind words": (
        f"{TIME}\nHi\n00:00:03.000 --> 00:00:04.000\nHo",
        f"{TIME}\nHi\n\n00:00:03.000 --> 00:00:04.000\nHo",
    ),
    "vertical": (f"{TIME} vertical:rl\nHi", f"{TIME} vertical:rl\nHi"),
    "a line by number": (f"{TIME} line:-1\nHi", f"{TIME} line:-1\nHi"),
    "a line by share": (f"{TIME} line:84.5%,end\nHi", f"{TIME} line:84.5%,end\nHi"),
    "place, size and side": (
        f"{TIME} position:10%,line-left size:35% align:start\nHi",
        f"{TIME} position:10%,line-left size:35% align:start\nHi",
    ),
    "settings browsers pass over": (f"{TIME} size:200% colour:red align:middle\nHi", f"{TIME}\nHi"),
    "a note": (f"NOTE made by Pat\n\n{TIME}\nHi", f"{TIME}\nHi"),
    "a note of many lines": (f"NOTE\nmade\nby Pat\n\n{TIME}\nHi", f"{TIME}\nHi"),
    "a note with an arrow": (f"NOTE this --> that\n\n{TIME}\nHi", f"{TIME}\nHi"),
    "a time that shows nothing": (f"{TIME}\n\n{TIME}\nHi", f"{TIME}\nHi"),
    "a line of blanks, as machines write them": (
        f"{TIME} align:start position:0%\n \nyes<00:00:01.500><c> and</c>",
        f"{TIME} align:start position:0%\nyes<00:00:01.500><c> and</c>",
    ),
    "blanks between two cues": (
        f"1\n{TIME}\nHi\n \n2\n00:00:03.000 --> 00:00:04.000\nHo",
        f"1\n{TIME}\nHi\n\n2\n00:00:03.000 --> 00:00:04.000\nHo",
    ),
    "settings right behind the time": ("00:01.000 --> 00:02.500align:left\nHi", f"{TIME} align:left\nHi"),
    "a line by part of a number": (f"{TIME} line:5.5\nHi", f"{TIME} line:5.5\nHi"),
    "an id of signs": (f"1: Ana’s (hello)\n{TIME}\nHi", f"1: Ana’s (hello)\n{TIME}\nHi"),
    "a region": (
        f"REGION\nid:fred width:40% lines:3 regionanchor:0%,100% viewportanchor:10%,90% scroll:up\n\n{TIME} region:fred\nHi",
        f"REGION\nid:fred\nwidth:40%\nlines:3\nregionanchor:0%,100%\nviewportanchor:10%,90%\nscroll:up\n\n{TIME} region:fred\nHi",
    ),
    "a style": (
        f"STYLE\n::cue {{ color: papayawhip }}\n\n{TIME}\nHi",
        f"STYLE\n::cue {{ color: papayawhip }}\n\n{TIME}\nHi",
    ),
    "a style of a voice": (
        f'STYLE\n::cue(v[voice="Rosa"]) {{\n color: rgb(9, 9, 9);\n}}\n\n{TIME}\nHi',
        f'STYLE\n::cue(v[voice="Rosa"]) {{ color: rgb(9, 9, 9) }}\n\n{TIME}\nHi',
    ),
    "a style of several": (
        f'STYLE\n::cue(b),\n::cue(#\\31) {{ color: red !important; font: italic 1.2em/1.5 "Noto Sans" }}\n\n{TIME}\nHi',
        f'STYLE\n::cue(b), ::cue(#\\31) {{ color: red !important; font: italic 1.2em/1.5 "Noto Sans" }}\n\n{TIME}\nHi',
    ),
    "a style with a picture of colors": (
        f"STYLE\n::cue {{\n  background-image: linear-gradient(to bottom, dimgray, lightgray);\n}}\n/* no blank lines */\n\n{TIME}\nHi",
        f"STYLE\n::cue {{ background-image: linear-gradient(to bottom, dimgray, lightgray) }}\n\n{TIME}\nHi",
    ),
    "a style behind the first cue is passed over": (f"{TIME}\nHi\n\nSTYLE\n::cue {{ color: red }}", f"{TIME}\nHi"),
    "a voice": (f"{TIME}\n<v Rosa M.>Hi", f"{TIME}\n<v Rosa M.>Hi</v>"),
    "two voices": (f"{TIME}\n<v Rosa>Hi</v>\n<v Ben>Ho</v>", f"{TIME}\n<v Rosa>Hi</v>\n<v Ben>Ho</v>"),
    "classes": (f"{TIME}\n<c.loud.far>Hi</c>", f"{TIME}\n<c.loud.far>Hi</c>"),
    "nested": (
        f"{TIME}\n<v.far Rosa><b><i>Hi</i> <u>you</u></b></v>",
        f"{TIME}\n<v.far Rosa><b><i>Hi</i> <u>you</u></b></v>",
    ),
    "ruby": (f"{TIME}\n<ruby>漢<rt>kan</rt>字<rt>ji</ruby>", f"{TIME}\n<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>"),
    "a language": (f"{TIME}\n<lang es-MX>Hola</lang>", f"{TIME}\n<lang es-MX>Hola</lang>"),
    "times within": (f"{TIME}\n<00:01.500>Hi <c>you</c>", f"{TIME}\n<00:00:01.500>Hi <c>you</c>"),
    "characters by name": (f"{TIME}\nR&amp;D &lt;3 &nbsp;x&lrm;", f"{TIME}\nR&amp;D &lt;3 \u00a0x\u200e"),
    "less than, as a word": (f"{TIME}\nI <3 you, 2 < 3", f"{TIME}\nI &lt;3 you, 2 &lt; 3"),
    "a line that is only a tag": (f"{TIME}\nHi\n<font></font>\nHo", f"{TIME}\nHi\nHo"),
    "empty lines by characters": (f"{TIME}\nHi&#10;&#13;&#10;Ho", f"{TIME}\nHi\nHo"),
    "a reading outside its ruby": (f"{TIME}\n<b><rt>Hi</rt></b>", f"{TIME}\n<b>Hi</b>"),
    "a bare ampersand": (f"{TIME}\nyou & me", f"{TIME}\nyou &amp; me"),
    "closed in the wrong order": (f"{TIME}\n<b><i>Hi</b></i>", f"{TIME}\n<b><i>Hi</i></b>"),
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_browsers_show_is_kept(case):
    given, expected = ACCEPTED[case]
    assert kept(given) == f"{expected}\n"


@pytest.mark.parametrize(
    ("head", "end"),
    [("\ufeffWEBVTT", "\n"), ("WEBVTT - a title", "\n"), ("WEBVTT\nKind: captions\nLanguage: en", "\n"), ("WEBVTT", "\r\n"), ("WEBVTT", "\r")],
    ids=["byte order mark", "a title", "more in the head", "CRLF", "CR"],
)  # fmt: skip
def test_every_way_a_file_may_begin_and_end_its_lines(head, end):
    data = f"{head}\n\n{TIME}\nHi\n".replace("\n", end).encode()
    assert [cue.text for cue in captions.read(data, "a.vtt").cues] == ["Hi"]


UNSAFE = {
    "a script": (f"{TIME}\n<script>alert(1)</script>", f"{TIME}\nalert(1)"),
    "a handler": (f'{TIME}\n<b onclick="x()">Hi</b><img src=x onerror=y>', f"{TIME}\n<b>Hi</b>"),
    "a tag in a voice": (f"{TIME}\n<v Rosa&lt;script&gt;>Hi", f"{TIME}\n<v Rosa&lt;script&gt;>Hi</v>"),
    "a tag in a class": (f'{TIME}\n<c."x>Hi</c>', f"{TIME}\n<c>Hi</c>"),
    "a tag never closed": (f"{TIME}\nHi <b", f"{TIME}\nHi <b></b>"),
    "a tag by characters": (f"{TIME}\n&lt;script&gt;x", f"{TIME}\n&lt;script&gt;x"),
    "an address in a style": (
        f"STYLE\n::cue {{ background: url(https://example.org/x.png); color: red }}\n\n{TIME}\nHi",
        f"STYLE\n::cue {{ color: red }}\n\n{TIME}\nHi",
    ),
    "an import": (
        f"STYLE\n@import url(x.css);\n::cue {{ color: red }}\n\n{TIME}\nHi",
        f"STYLE\n::cue {{ color: red }}\n\n{TIME}\nHi",
    ),
    "hidden by escapes": (f"STYLE\n::cue {{ background: u\\72l(x) }}\n\n{TIME}\nHi", f"{TIME}\nHi"),
    "an address behind a comment": (
        f"STYLE\n::cue {{ background: u/**/rl(x), url/**/(x); color: image-set('x' 1x) }}\n\n{TIME}\nHi",
        f"{TIME}\nHi",
    ),
    "a style of the page beside one of captions": (
        f"STYLE\nbody, ::cue {{ color: red }}\n@media all {{ ::cue {{ color: red }} }}\n\n{TIME}\nHi",
        f"{TIME}\nHi",
    ),
    "a tag that entities break in lines": (f"{TIME}\n<v Ana&#10;&#10;Rosa>Hi", f"{TIME}\n<v Ana Rosa>Hi</v>"),
    "what is no style": (f"STYLE\nbody {{ color: red }}\n\n{TIME}\nHi", f"{TIME}\nHi"),
}


@pytest.mark.parametrize("case", UNSAFE)
def test_what_could_do_more_than_show_words_does_not_stay(case):
    given, expected = UNSAFE[case]
    assert kept(given) == f"{expected}\n"


REFUSED = {
    "no first line": (f"{TIME}\nHi", "Line 1 must say WEBVTT."),
    "almost the first line": (f"WEBVTTX\n\n{TIME}\nHi", "Line 1 must say WEBVTT."),
    "a minute too many": ("WEBVTT\n\n00:61.000 --> 00:62.000\nHi", "Line 3: minutes and seconds go up to 59."),
    "no fraction": ("WEBVTT\n\nid\n00:01 --> 00:02\nHi", "Line 4: the times should look like"),
    "one dash": ("WEBVTT\n\n00:01.000 -> 00:02.000\nHi", "Line 3: the times should look like"),
    "an arrow of another kind": (
        f"WEBVTT\n\n{TIME}\nHi\n\n2\n00:03.000 → 00:04.000\nHo",
        "Line 7: the times should look",
    ),
    "hours without end": (f"WEBVTT\n\n{'9' * 5000}:00:01.000 --> 00:02.000\nHi", "Line 3: the times should look like"),
    "no captions": ("WEBVTT\n\nNOTE nothing yet", "There are no captions in this file."),
    "no end": ("WEBVTT\n\n00:01.000 -->\nHi", "Line 3: the times should look like"),
    "words behind an empty line": (f"WEBVTT\n\n{TIME}\n\nHi", "Line 3: there are no words below this time."),
    "out of order": (f"WEBVTT\n\nNOTE x\n\n00:05.000 --> 00:06.000\nx\n\nb\n{TIME}\ny", "Line 9: this time is earlier"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_players_would_stumble_over_is_named_with_its_line(case):
    data, sentence = REFUSED[case]
    with pytest.raises(captions.BadCaptions) as refused:
        captions.read(data.encode(), "a.vtt")
    assert sentence in str(refused.value)


def test_the_plain_words_and_the_speaker_are_read_from_the_tags():
    found = captions.read(f"WEBVTT\n\n{TIME}\n<v.far Rosa><b>Hi</b> &amp; <i>welcome</i>".encode(), "a.vtt")
    assert found.cues == [
        Cue(1000, 2500, "Hi & welcome", "Rosa", "<v.far Rosa><b>Hi</b> &amp; <i>welcome</i></v>"),
    ]


def test_reading_what_was_kept_gives_the_same_again():
    for said, _expected in ACCEPTED.values():
        first = captions.to_vtt(captions.read(f"WEBVTT\n\n{said}".encode(), "a.vtt"))
        assert captions.to_vtt(captions.read(first.encode(), "a.vtt")) == first


LINES = [
    "\n",
    "\n\n",
    "\n \n",
    "\n\t\n",
    " ",
    "\u2028",
    "\x0c",
    "\ufeff",
    TIME,
    "00:09.000 --> 00:10.000 line:0",
    "<v Ana>",
]
WORDS = "WEBVTT NOTE STYLE REGION id:a ::cue{color:red} --> Hi 1 <b> </b> <ruby> <rt> </ruby> <00:01.500> < > & &#10; &#13; &lt;"
PARTS = st.sampled_from([*LINES, *WORDS.split(), "&nbsp;", "--&gt;", "/*", "}", "{"])


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(PARTS, max_size=25))
def test_whatever_comes_is_kept_for_good_or_refused_with_its_line(parts):
    try:
        first = captions.to_vtt(captions.read(("WEBVTT\n\n" + "".join(parts)).encode(), "a.vtt"))
    except captions.BadCaptions as refused:
        assert re.match(r"Line \d+|There are no captions", str(refused))
    else:
        assert captions.to_vtt(captions.read(first.encode(), "a.vtt")) == first
        assert (
            captions.to_vtt(captions.Captions(captions.cues_of(first), captions.read(first.encode(), "a.vtt").head))
            == first
        )


@pytest.mark.parametrize(
    "body",
    [
        f"STYLE\n{'/* ' * 600_000}",
        f"STYLE\n{'::cue' * 300_000}",
        f"{TIME}\n{'<ruby>' * 90_000}{'<rt>' * 90_000}",
        f"00:01.000{' ' * 1_900_000}--> 5",
        f"{TIME}{' ' * 1_900_000}5",
    ],
    ids=["comments", "selectors", "tags", "blanks before the arrow", "blanks behind the time"],
)
def test_no_file_takes_longer_the_more_cleverly_it_is_made(body):
    began = time.process_time()
    with pytest.raises(captions.BadCaptions):
        captions.read(f"WEBVTT\n\n{body}".encode(), "a.vtt")
    assert time.process_time() - began < 10
