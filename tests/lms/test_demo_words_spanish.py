"""Everything the demo names has Spanish, in step with the English: read from the files, no database."""

import re
from typing import Any

import pytest

from lms.demo.seed.roster import LANGUAGES
from lms.demo.world import load

WORLD = load()
# Names that are the same in both languages.
SAME = {"Hmong", "Navajo", "Tamil", "Akan", "Hindi", "Yoruba"}
ENGLISH = re.compile(r"\b(the|and|your|you|with|of|parent|training|agreement|county|years?|hours?)\b", re.IGNORECASE)
OF_THE_FIELD = re.compile(r"\((Parent All(y|ies)|NICU|foster|South Bay|ASL)\)")


def _pairs() -> list[tuple[str, str, str]]:
    """(where, English, Spanish) of every word the demo keeps in a column; a missing key fails here, by its name."""
    spanish = WORLD.spanish
    return [
        *_agencies(spanish["agencies"]["agencies"]),
        *_agreements(spanish["agreements"]["agreements"]),
        *_programmes(spanish["programmes"]["programmes"]),
        *_codes(spanish["experience_codes"]),
        *_framework(spanish["competencies"]["framework"]),
    ]


def _agencies(spanish: Any) -> list[tuple[str, str, str]]:
    found = []
    for row in WORLD.agencies:
        said = spanish[row["slug"]]
        found += [(row["slug"], row["role_word"][n], said["role_word"][n]) for n in ("singular", "plural")]
        found += [(row["slug"], row["hours"], said["hours"])]
        found += [(row["slug"], row["crisis_line"]["name"], said["crisis_line"]["name"])]
        found += [(row["slug"], area, said["areas"][area]) for area in row["areas"]]
    return found


def _agreements(spanish: Any) -> list[tuple[str, str, str]]:
    found = []
    for row in WORLD.agreements:
        said = spanish[row["key"]]
        found += [(row["key"], row["title"], said["title"])]
        found += [(row["key"], version["text"], said["versions"][version["number"]]) for version in row["versions"]]
    return found


def _programmes(spanish: Any) -> list[tuple[str, str, str]]:
    found = []
    for row in WORLD.programmes:
        said = spanish[row["key"]]
        found += [(row["key"], row["title"], said["title"])]
        named = [asked for asked in row["requirements"] if asked["kind"] != "competencies"]
        found += [(row["key"], asked["label"], said["requirements"][asked["key"]]) for asked in named]
    return found


def _codes(spanish: Any) -> list[tuple[str, str, str]]:
    found = [("languages", name, spanish["languages"][key]) for key, name in LANGUAGES.items()]
    found += [("child_ages", row["label"], spanish["child_ages"][row["code"]]) for row in WORLD.child_ages]
    for row in WORLD.experience_codes:
        said = spanish["experience_codes"][row["code"]]
        found += [(row["code"], row[name], said[name]) for name in ("label", "hint")]
        found += [(row["code"], row["group"], spanish["groups"][row["group"]])]
    return found


def _framework(spanish: Any) -> list[tuple[str, str, str]]:
    row = WORLD.framework
    found = [(row["key"], row[name], spanish[name]) for name in ("title", "introduction", "attribution")]
    for level in row["levels"]:
        found += [(level["key"], level[n], spanish["levels"][level["key"]][n]) for n in ("title", "description")]
    for one in row["competencies"]:
        said = spanish["competencies"][one["key"]]
        found += [(one["key"], one[name], said[name]) for name in ("title", "in_practice")]
        found += [(one["key"], *pair) for pair in zip(one["signs"], said["signs"], strict=True)]
        found += [(one["key"], text, said["levels"][key]) for key, text in one["levels"].items()]
    return found


def test_whatever_the_demo_names_is_said_in_spanish() -> None:
    still = [
        (where, english, spanish)
        for where, english, spanish in _pairs()
        if not spanish.strip()
        or (spanish == english and english not in SAME)
        or ENGLISH.search(OF_THE_FIELD.sub("", spanish))
    ]
    assert len(_pairs()) > 150
    assert still == []


def test_what_is_signed_has_as_many_paragraphs_points_and_bold_words_in_both_languages() -> None:
    """A promise left out of one language would be no promise."""
    for where, english, spanish in _agreements(WORLD.spanish["agreements"]["agreements"]):
        for shape in (r"\n\n", r"^\d+\.", r"\*\*"):
            count = [len(re.findall(shape, text, re.MULTILINE)) for text in (english, spanish)]
            assert count[0] == count[1], (where, shape, count)


def test_no_spanish_stands_for_something_that_is_not_there() -> None:
    spanish = WORLD.spanish
    for name, keys in {
        "agreements": {row["key"]: {v["number"] for v in row["versions"]} for row in WORLD.agreements},
        "programmes": {row["key"]: {a["key"] for a in row["requirements"]} for row in WORLD.programmes},
    }.items():
        for key, said in spanish[name][name].items():
            assert set(said.get("versions") or said["requirements"]) <= keys[key], (name, key)


@pytest.mark.parametrize(("name", "most"), [("role_word", 60), ("role_word_plural", 60), ("crisis_name", 80)])
def test_the_agencies_words_fit_their_columns(name: str, most: int) -> None:
    for said in WORLD.spanish["agencies"]["agencies"].values():
        words = {"role_word": said["role_word"]["singular"], "role_word_plural": said["role_word"]["plural"]}
        assert len((words | {"crisis_name": said["crisis_line"]["name"]})[name]) <= most
