"""A part of a lesson keeps its id by what it says: what a learner wrote or did stays with what was asked, wherever it stands now."""

from uuid import uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.rules.steady import NAMES, in_line, keeping_ids, steps_of

Block = dict


def named(place: str) -> str:
    """As a file names its parts: by their places."""
    return str(uuid5(NAMES, place))


def words(who: str, version: int) -> str:
    """What somebody wrote, of which each version has a word of its own, between words that everybody uses."""
    return "What would you say to her: " + " ".join([f"{who}v{version}", *(f"{who}w{n}" for n in range(7))])


def part(who: int, version: int, place: int) -> Block:
    """Every other one is a check, whose questions change places with each version; the others are reflections."""
    if who % 2:
        return {
            "type": "reflection",
            "id": named(f"reflection-{place}"),
            "value": {"prompt": words(f"r{who}", version)},
        }
    asked = [f"c{who}q{number}" for number in range(3)]
    turned = asked[version:] + asked[:version]
    questions = [
        {"type": "item", "id": named(f"check-{place}-{n}"), "value": {"ask": words(one, version), "kind": "single"}}
        for n, one in enumerate(turned)
    ]
    return {"type": "check", "id": named(f"check-{place}"), "value": {"intro": "", "questions": questions}}


def who_is(block: Block) -> str:
    said = block["value"].get("prompt") or block["value"].get("ask")
    if said:
        return next(word for word in said.split()[6:]).partition("v")[0]
    return who_is(block["value"]["questions"][0])[:2]


def ids(body: list[Block]) -> list[tuple[str, str]]:
    parts = [*body, *(question for block in body for question in block["value"].get("questions", ()))]
    return [(who_is(one), one["id"]) for one in parts]


LESSONS = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2)), unique_by=lambda one: one[0], max_size=6),
    min_size=2,
    max_size=5,
)


@settings(max_examples=150, deadline=None)
@given(lessons=LESSONS)
def test_whatever_is_moved_reworded_put_in_or_taken_out_an_id_is_one_parts_and_stays_with_it(lessons):
    standing: list[Block] = []
    whose: dict[str, str] = {}
    for lesson in lessons:
        before = dict(ids(standing))
        file = [part(who, version, place) for place, (who, version) in enumerate(lesson)]
        standing = keeping_ids(file, standing)
        now = ids(standing)
        assert len({key for _who, key in now}) == len(now)
        for who, key in now:
            assert whose.setdefault(key, who) == who, "an id that was another's"
            assert before.get(who, key) == key, "known again"
        assert keeping_ids(file, standing) == standing, "brought in once more it is the same"
        translated = [part(who, 0, place) for place, (who, _version) in enumerate(lesson)]
        assert steps_of(in_line(translated, standing)) == steps_of(standing)


def test_the_same_words_twice_and_a_film_by_itself_are_known_again():
    def film(number: int, caption: str) -> Block:
        return {"type": "video", "id": named(f"video-{number}"), "value": {"media": number, "caption": caption}}

    note = {"type": "note", "value": "A hospital night comes next."}
    first = keeping_ids([film(1, "Rosa"), {**note, "id": "a"}, {**note, "id": "b"}, film(2, "Ben")], [])
    again = keeping_ids([film(2, "Another word"), {**note, "id": "a"}, film(1, ""), {**note, "id": "b"}], first)
    assert [block["id"] for block in again] == [first[at]["id"] for at in (3, 1, 0, 2)]


def test_what_an_editor_wrote_as_rich_text_is_known_again_in_markdown():
    editor = [{"type": "text", "id": "x", "value": "<p>Let her <b>finish</b>, then ask.</p>"}]
    file = {"type": "markdown", "id": named("markdown-1"), "value": "Let her **finish**, then wait."}
    assert keeping_ids([file], editor)[0]["id"] == "x"
    new = {**file, "value": "Nothing of this stood here before."}
    assert keeping_ids([new], editor)[0]["id"] not in ("x", file["id"])
