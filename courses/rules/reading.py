"""How hard a text is to read: a hint for whoever writes it, never a gate. Pure.

English: the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, 1975). Spanish: the ease of reading of Fernández
Huerta (1959), told as the grade it stands for. Syllables are counted by their sound as far as spelling shows it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from courses.rules.document import Lesson
from courses.rules.plain import plain

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
SENTENCE = re.compile(r"[.!?…]+[”\")]*(?:\s|$)|\n")
# Below this the sum says more about chance than about the text.
FEWEST = 60
# What the house aims at: about grade 6 to 8.
AIM, HARD = 8, 10
# Fernández Huerta's scale: at least so easy is read in this grade.
EASE = ((90, 4), (80, 5), (70, 6), (60, 8), (50, 10), (30, 12))
BEYOND = 13


@dataclass(frozen=True)
class Reading:
    """The school grade in which a text is read without effort."""

    grade: int

    @property
    def a_little_hard(self) -> bool:
        return AIM < self.grade <= HARD

    @property
    def hard(self) -> bool:
        return self.grade > HARD


def reading(text: str, language: str) -> Reading | None:
    """None where the text is too short to say, or its language is not known here."""
    words = WORD.findall(text)
    measure = MEASURES.get(language.partition("-")[0])
    if measure is None or len(words) < FEWEST:
        return None
    sentences = sum(1 for part in SENTENCE.split(text) if WORD.search(part))
    syllables, grade = measure
    return Reading(grade(len(words) / sentences, sum(map(syllables, words)) / len(words)))


def of_lesson(lesson: Lesson, language: str) -> Reading | None:
    """What stands in a lesson to be read: its text, what is to be kept, its scenarios and role-plays."""
    parts = []
    for step in lesson.steps:
        data = step.data
        if step.kind in ("text", "callout"):
            parts.append(plain(data["html"]))
        if step.kind == "roleplay":
            parts += [data["setting"], data["says"], data["ask"]]
        if step.kind == "scenario":
            parts.append(data["setting"])
            for turn in (data, *data.get("turns", ())):
                parts += [turn["says"], *(f"{reply['text']}\n{reply['then']}" for reply in turn["replies"])]
    return reading("\n".join(parts), language)


def _english(word: str) -> int:
    bare = word.lower().replace("’", "").replace("'", "")
    found = len(re.findall(r"[aeiouy]+", bare))
    silent = re.search(r"[^aeiouyl]e$|[^aeiouy]les$|[^aeiouyscgxz]es$|[^aeioudty]ed$", bare)
    return max(1, found - bool(silent and found > 1))


def _spanish(word: str) -> int:
    bare = re.sub(r"qu(?=[eiéí])|gu(?=[eiéí])", "k", word.lower())
    bare = re.sub(r"y$", "i", bare)
    return max(1, len(re.findall(r"[iuü]?[aeoáéó](?:[iuü](?![aeoáéóíú]))?|[íú]|[iuü]+", bare)))


def _kincaid(words_a_sentence: float, syllables_a_word: float) -> int:
    return max(1, round(0.39 * words_a_sentence + 11.8 * syllables_a_word - 15.59))


def _huerta(words_a_sentence: float, syllables_a_word: float) -> int:
    ease = 206.84 - 60 * syllables_a_word - 1.02 * words_a_sentence
    return next((grade for least, grade in EASE if ease >= least), BEYOND)


Measure = tuple[Callable[[str], int], Callable[[float, float], int]]
MEASURES: Mapping[str, Measure] = {"en": (_english, _kincaid), "es": (_spanish, _huerta)}
