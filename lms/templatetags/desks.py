from django import template

from courses.queries import NextStep
from lms.desks.learner import next_words as words_of
from people.models import Notice

register = template.Library()


@register.filter
def next_words(step: NextStep) -> str:
    """How long the next step takes, or where its film stands."""
    return words_of(step)


@register.filter
def in_words(notice: Notice) -> str:
    """A notice's one sentence."""
    from people.queries import sentence_of

    return sentence_of(notice)
