"""What each said in the role-play of the phone module, and what whoever supervises her answered; one waits on a desk."""

from functools import partial
from uuid import UUID

from courses.models import Enrolment, Module
from courses.queries.place import place_in
from courses.words import RubricLevel
from lms.demo.seed.cast import Cast
from lms.demo.video.script import HERE
from lms.demo.world import Row
from people.models import Person
from supervision.actions import Said, Sure, answer_role_play, keep_role_play_draft, send_role_play
from supervision.models import RolePlay
from supervision.permissions import role_plays_to_answer
from supervision.queries.role_play import scene_of

SAID = {
    "en": (
        "Hi, this is a parent from the program. I only give my first name on the phone, I hope that is all right. I sat in that garage too, "
        "four years ago. Is this a good time, and can you talk freely? … You do not have to ask me anything. You said you feel in the way. "
        "What is it like in there, when you come in?",
        "Hello, I’m a mom too. You asked for a call, and here I am. Nine days is a long time to sit in a chair. It sounds as if everybody "
        "knows what to do except you. Is that how it feels? I have half an hour, and you can hang up whenever you want.",
    ),
    "es": (
        "Hola, soy otra mamá, del programa. ¿Es buen momento, y puede hablar con libertad? … No tiene que preguntarme nada. Dice que siente "
        "que estorba. ¿Cómo es cuando entra ahí? Tengo media hora, y usted puede colgar cuando quiera.",
    ),
}
ANSWERED = {
    "en": "You waited, and you gave her own words back to her. That is the heart of it. Next time, try one question instead of two.",
    "es": "Esperó, y le devolvió sus propias palabras. Eso es lo principal. La próxima vez, pruebe con una sola pregunta.",
}
RECORDING = HERE / "role-play.m4a"
# Mark by mark, in the order of the rubric; what is left over is like the last.
MARKS = (RubricLevel.STEADY, RubricLevel.STEADY, RubricLevel.GROWING)
# He tried it once more yesterday, out loud, and it waits for Bea.
AGAIN = "patrick"
OUT_LOUD = "Once more, out loud this time. It is hard not to fill the silence."


def send(person: Person, enrolment: Enrolment, module: Module, key: UUID) -> None:
    """She writes what she would say, and sends it."""
    lines = SAID.get(person.profile.language, SAID["en"])
    _send(person, enrolment, module, key, Said(text=lines[person.pk % len(lines)]))


def _send(person: Person, enrolment: Enrolment, module: Module, key: UUID, said: Said) -> None:
    here = place_in(enrolment, module)
    if here is None:
        raise LookupError(module)
    keep_role_play_draft(actor=person, place=here, step=key, said=said)
    send_role_play(actor=person, place=here, step=key)


def answers(cast: Cast) -> None:
    """Whoever supervises her answers everything that waits, a few days after they began; the last try stays."""
    for row in cast.volunteers():
        said = row.get("supervision")
        if said and row.get("training") and row["key"] in cast.people:
            for day in range(min(said["from"] + 3, 0), 0, 12):
                cast.story.on(cast.home(row), day, partial(_answer, cast, row), at="19:40")
            if row["key"] == AGAIN:
                cast.story.on(cast.home(row), -1, partial(_again, cast, row), at="20:30")


def _answer(cast: Cast, row: Row) -> None:
    supervisor, person = cast.people[row["supervision"]["supervisor"]], cast.people[row["key"]]
    language = person.profile.language
    for waiting in role_plays_to_answer(supervisor).filter(person=person).waiting().select_related("edition"):
        rows = [row["key"] for row in scene_of(waiting, language).rubric]
        marks = {key: MARKS[min(number, len(MARKS) - 1)] for number, key in enumerate(rows)}
        words = ANSWERED.get(language, ANSWERED["en"])
        answer_role_play(actor=supervisor, role_play=waiting, marks=marks, words=words, sure=Sure(note=True))


def _again(cast: Cast, row: Row) -> None:
    before = RolePlay.objects.filter(person=cast.people[row["key"]]).with_words().latest("pk")
    with RECORDING.open("rb") as voice:
        said = Said(text=OUT_LOUD, voice=voice)
        _send(cast.people[row["key"]], before.enrolment, before.edition.module, before.step_key, said)
