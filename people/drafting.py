"""How a form of the house keeps what is typed into it: her drafts stand in it, and beside it what she wrote on another page.

form = ReturnForm(request.POST or None)
drafted(request, form)                 # {% component "draft" drafting=form.drafting %} above the form, "drafted" within it
if form.is_valid(): …; sent(request)   # it was taken: no draft any more
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from allauth.core.ratelimit import consume
from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from ledger.refusals import Refused
from people.actions.draft import GrownFrom, draft_sent, keep_draft
from people.forms.seen import SEEN
from people.models import Draft, Person
from people.open_form import (
    SEQ,
    OpenForm,
    Typed,
    grown_from_in,
    hand_in,
    known_in,
    open_form,
    open_form_in,
    words_in,
    writer_of,
)
from people.queries.draft import SHOWN, drafts_at, how_many_drafts_at, says_otherwise

Lines = dict[str, tuple[str, str]]  # field → its label and what stands in it, in words
LAST_SEQ = 2**31


@dataclass(frozen=True)
class Other:
    """What she wrote in the same form on another page: the lines that differ, and where to go on with it."""

    draft: Draft
    lines: list[tuple[str, str]]
    url: str


@dataclass(frozen=True)
class Drafting:
    """A form and her drafts of it. `hand` is the name of this page as a writer."""

    open_form: OpenForm
    hand: UUID
    drafts: tuple[Draft, ...] = ()
    chosen: Draft | None = None  # what stands in the form
    grown_from: GrownFrom | None = None
    others: tuple[Other, ...] = ()
    more: int = 0  # older ones, beyond what a page shows
    with_file: bool = False

    @property
    def came_from(self) -> str:
        return f"{self.grown_from.draft}.{self.grown_from.seq}" if self.grown_from else ""

    @property
    def known(self) -> str:
        """Her drafts as this page shows them: of what it shows it need not be told."""
        return " ".join(f"{draft.uuid}.{draft.seq}" for draft in self.drafts if self.chosen)

    def beside(self, in_words: Callable[[Typed], Lines]) -> "Drafting":
        """With her other drafts in words; what says the same is not told twice."""
        if self.chosen is None:
            return self
        here = in_words(self.chosen.typed)
        others = (
            Other(
                draft=draft,
                lines=[line for name, line in in_words(draft.typed).items() if line != here.get(name)],
                url=self.open_form.page_with(draft.uuid),
            )
            for draft in self.drafts
            if draft != self.chosen
        )
        return replace(self, others=tuple(other for other in others if other.lines))


def drafting_at(request: HttpRequest, *, form: str = "") -> Drafting:
    """Her drafts of a form on this page; `form` is where it is sent, if that says more than this address."""
    shown = open_form(request, form=form)
    named = hand_in(request) if request.method == "POST" else _wanted(request)
    return drafting_of(request, shown, drafts_at(request.user, shown.form, named))  # type: ignore[arg-type]


def drafting_of(request: HttpRequest, shown: OpenForm, drafts: Iterable[Draft]) -> Drafting:
    """The same for drafts that were looked up already. In the form stands the one she chose, or the newest."""
    found = tuple(drafts)
    if request.method == "POST" and request.path == shown.path:
        return Drafting(shown, uuid4(), found, grown_from=_goes_on_from(request, found))
    wanted = [draft for draft in found if draft.uuid == _wanted(request)]
    chosen = next(iter([*wanted, *found]), None)
    kept = how_many_drafts_at(request.user, shown.form) if len(found) >= SHOWN else len(found)  # type: ignore[arg-type]
    grown_from = GrownFrom(chosen.uuid, chosen.seq) if chosen else None
    return Drafting(shown, uuid4(), found, chosen, grown_from, more=kept - len(found))


def _wanted(request: HttpRequest) -> UUID | None:
    """The draft she chose to go on with."""
    try:
        return UUID(request.GET.get("draft", ""))
    except ValueError:
        return None


def drafted(request: HttpRequest, form: forms.BaseForm, *, at: str = "") -> None:
    """Put her draft into a form that is looked at, and what the templates need beside it: `form.drafting`.

    `at` is where the form is sent, if that says more than this address.
    """
    drafting = replace(drafting_at(request, form=at), with_file=form.is_multipart())
    if drafting.chosen and not form.is_bound:
        form.initial = {**form.initial, **_values(form, drafting.chosen.typed)}
    form.drafting = drafting.beside(partial(_in_words, form))  # type: ignore[attr-defined]


def sent(request: HttpRequest) -> None:
    """What she typed was taken: it is no draft any more. A form without a proof had none."""
    found = open_form_in(request)
    if found and found.person == request.user.pk:
        draft_sent(actor=request.user, form=found.form, hand=hand_in(request), grown_from=grown_from_in(request))  # type: ignore[arg-type]


def save(request: HttpRequest) -> bool:
    """A page says what stands in its form. Answers whether she wrote something else there that the page does not show; to
    herself alone: a page that was left open could try words until it hears that they are hers.

    The proof says whose form it is; somebody else who is signed in is refused.
    """
    found, hand, seq = open_form_in(request), hand_in(request), request.POST.get(SEQ, "")
    if found is None or found.hers_alone or hand is None or not (seq.isdecimal() and 0 < int(seq) < LAST_SEQ):
        raise Refused("", code="not_ours")
    writer = writer_of(request, found)
    if writer is None or (request.user.is_authenticated and request.user != writer):
        raise Refused("", code="not_hers")
    if _too_often(request, writer):
        sorry = _("That was a lot in a short time. Your words are still here, and we try again soon.")
        raise Refused(sorry, code="too_often")
    words, grown_from = words_in(request.POST), grown_from_in(request)
    keep_draft(actor=writer, form=found.form, hand=hand, seq=int(seq), typed=words, grown_from=grown_from)
    known = known_in(request)
    return request.user == writer and says_otherwise(writer, found.form, hand=hand, typed=words, known=known)


def _too_often(request: HttpRequest, writer: Person) -> bool:
    """More than anybody types. While nobody can count, words are kept all the same."""
    try:
        return not consume(request, action="draft", key=str(writer.uuid))
    except RedisError:
        return False


def _goes_on_from(request: HttpRequest, drafts: Iterable[Draft]) -> GrownFrom | None:
    """The form comes back to her with a word about it: the new page goes on with what the one before had kept."""
    mine = next((draft for draft in drafts if draft.hand == hand_in(request)), None)
    return GrownFrom(mine.uuid, mine.seq) if mine else grown_from_in(request)


def words_of(draft: Draft) -> QueryDict:
    """A draft as the form would have sent it."""
    return _as_sent(draft.typed)


def _as_sent(typed: Typed) -> QueryDict:
    post = QueryDict(mutable=True)
    for name, said in typed.items():
        post.setlist(name, said)
    return post


def _values(form: forms.BaseForm, typed: Typed) -> dict[str, Any]:
    """Each field's words as the form would show them. Hidden fields are the page's own, and a file cannot be kept."""
    post = _as_sent(typed)
    return {
        name: shown.widget.value_from_datadict(post, {}, form.add_prefix(name))  # type: ignore[arg-type]
        for name, shown in form.fields.items()
        if name == SEEN or (not shown.widget.is_hidden and not shown.widget.needs_multipart_form)
    }


def _in_words(form: forms.BaseForm, typed: Typed) -> Lines:
    """What a draft says in the words of the form. What is empty is left out."""
    values = _values(form, typed)
    shown = {name: (form.fields[name], value) for name, value in values.items() if value and name != SEEN}
    return {name: (str(field.label), _said(field, value)) for name, (field, value) in shown.items()}


def _said(shown: forms.Field, value: Any) -> str:
    if value is True:
        return "✓"
    said = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    names = {str(key): str(name) for key, name in getattr(shown, "choices", ())}
    return ", ".join(names.get(one, one) for one in said)
