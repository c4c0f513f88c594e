import pytest

from people.rules import Answer, Opened, answer_to, same_name, same_phone
from people.words import InvitationState

OPEN = InvitationState.OPEN


@pytest.mark.parametrize(
    ("opened", "answer"),
    [
        (Opened(OPEN, vouched=True, holder=None, visitor=None), Answer.WELCOME),
        (Opened(OPEN, vouched=True, holder=7, visitor=None), Answer.SIGN_IN),
        (Opened(OPEN, vouched=True, holder=7, visitor=7), Answer.CONFIRM),
        (Opened(OPEN, vouched=True, holder=7, visitor=8), Answer.FOREIGN),
        (Opened(OPEN, vouched=True, holder=None, visitor=8), Answer.FOREIGN),
        (Opened(OPEN, vouched=False, holder=None, visitor=None), Answer.WITHDRAWN),
        (Opened(InvitationState.USED, vouched=True, holder=7, visitor=7), Answer.USED),
        (Opened(InvitationState.EXPIRED, vouched=True, holder=None, visitor=None), Answer.EXPIRED),
        (Opened(InvitationState.WITHDRAWN, vouched=True, holder=7, visitor=8), Answer.WITHDRAWN),
    ],
)
def test_a_link_gives_one_answer(opened, answer):
    assert answer_to(opened) == answer


def test_names_agree_without_accents_capitals_and_spaces():
    assert same_name("  María   LÓPEZ ") == same_name("maria lopez")
    assert same_name("Ana Reyes") != same_name("Ana Reyez")


def test_phones_agree_by_their_last_ten_digits():
    assert same_phone("+1 (555) 010-0134") == same_phone("555.010.0134")
    assert same_phone("") == ""
