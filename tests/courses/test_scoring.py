"""Marking, with pencil and paper: each kind of question, what is explained, and who is asked what."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.queries.asking import _stirred
from courses.rules.alike import letters, numbers, says_one_of, short_answers_problem, tidy
from courses.rules.pool import drawn
from courses.rules.scoring import Key, NotAChoice, NotAnswered, keys_of, mark, mark_again, words_in
from courses.words import EARLIER, LATER

ITEMS = "abcd"
# On a machine that has much to do a moment is long.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def one_key(said: dict[str, object]) -> Key:
    [key] = keys_of({"q": said})
    return key


MATCH = one_key(
    {
        "kind": "match",
        "right": {item: item.upper() for item in ITEMS},
        "because": {item: f"because {item}" for item in ITEMS},
        "hints": {item: f"hint {item}" for item in ITEMS},
    }
)
ORDER = one_key(
    {
        "kind": "order",
        "right": {item: str(n) for n, item in enumerate(ITEMS, start=1)},
        "because": {item: f"because {item}" for item in ITEMS},
    }
)
SHORT = one_key(
    {
        "kind": "short",
        "number": False,
        "right": "988\nnine eight eight",
        "because": "because",
        "known": {"k": {"said": "911\nnine one one", "because": "not here"}},
        "otherwise": "look again",
    }
)


@PATIENT
@given(st.lists(st.sampled_from(ITEMS.upper()), min_size=4, max_size=4), st.randoms())
def test_pairs_are_explained_one_by_one_and_right_only_all_together(partners: list[str], chance) -> None:
    said = [f"{item}:{partner}" for item, partner in zip(ITEMS, partners, strict=True)]
    chance.shuffle(said)
    [marked] = mark([MATCH], {"q": said})
    found = {item for item, partner in zip(ITEMS, partners, strict=True) if partner == item.upper()}
    assert (marked.fits, marked.right) == (found, len(found) == 4)
    assert marked.because == {item: f"{'because' if item in found else 'hint'} {item}" for item in ITEMS}
    assert mark_again([MATCH], {"q": sorted(marked.chosen)}) == (marked,)


@PATIENT
@given(st.permutations(ITEMS))
def test_each_line_is_told_whether_it_comes_earlier_or_later(order: list[str]) -> None:
    said = [f"{item}:{place}" for place, item in enumerate(order, start=1)]
    [marked] = mark([ORDER], {"q": said})
    assert marked.right == (order == list(ITEMS))
    for place, item in enumerate(order):
        was = ITEMS.index(item)
        assert marked.because[item] == (f"because {item}" if was == place else EARLIER if place > was else LATER)


@pytest.mark.parametrize("given", [[], ["a:1", "b:2", "c:3"], ["a:1", "b:2", "c:3", ""], ["a:1", "b:1", "c:2", "d:3"]])
def test_an_order_is_open_while_a_line_has_no_place_of_its_own(given: list[str]) -> None:
    with pytest.raises(NotAnswered):
        mark([ORDER], {"q": given})


@pytest.mark.parametrize(
    "given",
    [
        ["a:A", "b:B", "c:C", "d:Z"],
        ["a:A", "b:B", "c:C", "d:D", "z:A"],
        ["a:A", "a:B", "b:B", "c:C", "d:D"],
        ["a:A", "b:B", "c:C", "d:D:"],
    ],
)
def test_what_was_never_offered_is_refused(given: list[str]) -> None:
    with pytest.raises(NotAChoice):
        mark([MATCH], {"q": given})


def test_a_short_answer_is_kept_by_what_it_means_and_explained_by_it() -> None:
    kept = {}
    for said in ("9-8-8", " Nine EIGHT eight. ", "nine one one!", "my sister"):
        [marked] = mark([SHORT], {"q": [said]})
        kept[said] = (sorted(marked.chosen), marked.right, list(marked.because.values()))
        assert mark_again([SHORT], {"q": sorted(marked.chosen)}) == (marked,)
    assert list(kept.values()) == [
        (["right"], True, ["because"]),
        (["right"], True, ["because"]),
        (["k"], False, ["not here"]),
        (["else"], False, ["look again"]),
    ]
    assert words_in([SHORT], {"q": ["  my\tsister\0 "]}) == {"q": "my sister"}
    for nothing in ([], [""], [" \n "]):
        with pytest.raises(NotAnswered):
            mark([SHORT], {"q": nothing})


def test_what_was_kept_under_other_questions_is_not_marked_again() -> None:
    assert mark_again([SHORT], {"q": ["gone"]}) is None
    assert mark_again([MATCH], {"q": ["a:A"]}) is None
    assert mark_again([ORDER, SHORT], {"other": ["right"]}) is None


@PATIENT
@given(st.text(max_size=40), st.sampled_from(" -.,!’¿?\u0301"))
def test_neither_capitals_accents_spaces_nor_punctuation_tell_answers_apart(said: str, between: str) -> None:
    same = between.join(unicodedata.normalize("NFKD", said.upper()))
    assert letters(same) == letters(unicodedata.normalize("NFKD", said.upper()))
    assert letters(letters(said)) == letters(said)
    assert tidy(tidy(said)) == tidy(said)


@pytest.mark.parametrize(
    ("one", "other"), [("Sí", "si"), ("ESCUCHAR", "escuchar "), ("niñez", "NINEZ"), ("Straße", "STRASSE")]
)
def test_words_are_alike_in_other_languages_too(one: str, other: str) -> None:
    assert says_one_of(one, [other])


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("48", True),
        ("48 hours", True),
        ("about 30", True),
        ("24", True),
        ("23", False),
        ("24 or 47", False),
        ("24-48", True),
        ("two", False),
    ],
)
def test_a_number_is_found_among_words_and_within_a_range(said: str, fits: bool) -> None:
    assert says_one_of(said, ["24 to 48", "60"], as_number=True) == fits


def test_numbers_are_read_as_both_languages_write_them() -> None:
    assert [str(one) for one in numbers("1,000 1.000 2.5 2,5 0.125 1,234,567 12,34.5")] == [
        "1000", "1000", "2.5", "2.5", "0.125", "1234567", "1234.5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("accepted", "known", "as_number", "said"),
    [
        ("\n \n", [], False, "at least one answer"),
        ("?!", [], False, "letter or digit"),
        ("988", ["Nine", "9 8 8"], False, "“9 8 8” cannot fit"),
        ("many", [], True, "one number"),
        ("1 2 3", [], True, "one number"),
        ("24 to 48", ["30"], True, "“30” cannot fit"),
    ],
)
def test_an_author_hears_what_to_change_in_short_answers(accepted, known, as_number, said) -> None:
    assert said in str(short_answers_problem(accepted, known, as_number=as_number))
    assert short_answers_problem("988\nnine", ["911"], as_number=False) is None


KEYS = st.lists(st.uuids().map(str), min_size=1, max_size=12, unique=True)


@PATIENT
@given(KEYS, st.integers(1, 12), st.uuids(), st.randoms())
def test_a_draw_is_always_the_same_whatever_the_order(questions: list[str], number: int, whose, chance) -> None:
    hers = drawn(questions, number, str(whose))
    assert hers <= set(questions) and len(hers) == min(number, len(questions))
    again = list(questions)
    chance.shuffle(again)
    assert drawn(again, number, str(whose)) == hers


def test_a_draw_is_fair() -> None:
    """Of 3,000 people each of six questions is asked about 1,000 times; so is each pair of them 200 times."""
    draws = [drawn("abcdef", 2, str(person)) for person in range(3000)]
    for question in "abcdef":
        assert 900 < sum(question in one for one in draws) < 1100
    assert all(150 < draws.count(pair) < 250 for pair in set(draws))
    assert len(set(draws)) == 15


@PATIENT
@given(st.lists(st.text("0123456789abcdef", min_size=16, max_size=16), min_size=2, max_size=8, unique=True))
def test_what_is_shown_is_never_in_the_order_that_is_right_nor_in_one_that_it_decides(keys: list[str]) -> None:
    right = [{"key": key} for key in keys]
    shown = _stirred(right)
    assert sorted(shown, key=str) == sorted(right, key=str)
    assert shown != right
    assert shown in (sorted(right, key=str), [*sorted(right, key=str)[1:], sorted(right, key=str)[0]])
