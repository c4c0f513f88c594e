"""A form as the house showed it, and what comes back with it.

A form whose words are not to be lost carries a proof: whose form it is, where it is sent and where it is shown, signed by the
house. Only a page that she could open gives her one, so whoever brings it back was shown the form. That is why a draft may be
saved, and a form that came too late kept for her, when her session has ended. Reading asks for her sign-in, always.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, QueryDict

from people.actions.draft import GrownFrom
from people.models import Person
from people.models.draft import KEPT_FOR

PROOF, HAND, FROM, SEQ, KNOWN = "draft-proof", "draft-hand", "draft-from", "draft-seq", "draft-known"
# What a form carries beside the words in it.
NOT_WORDS = {"csrfmiddlewaretoken", "client_key", "way"}
SALT = "people.open_form"
# A page shows no more of her drafts than this; what it says beyond is not read.
MOST_KNOWN = 20

Typed = Mapping[str, list[str]]


@dataclass(frozen=True)
class OpenForm:
    """To whom it was shown, where it is sent, on which page it stands, and whether its words are hers alone: never a draft."""

    person: int
    form: str
    page: str
    hers_alone: bool = False

    @property
    def path(self) -> str:
        return self.form.partition("?")[0]

    @property
    def proof(self) -> str:
        return signing.dumps([self.person, self.form, self.page, self.hers_alone], salt=SALT)

    def page_with(self, draft: UUID) -> str:
        """The page with one certain draft in the form."""
        address, _, place = self.page.partition("#")
        return f"{address}{'&' if '?' in address else '?'}{urlencode({'draft': draft})}{place and f'#{place}'}"


def open_form(request: HttpRequest, *, form: str = "", hers_alone: bool = False) -> OpenForm:
    """A form on this page; `form` is where it is sent if not here."""
    query = request.GET.copy()
    query.pop("draft", None)
    page = f"{request.path}{f'?{query.urlencode()}' if query else ''}"
    return OpenForm(request.user.pk, form or request.path, page, hers_alone)  # type: ignore[arg-type]


def open_form_in(request: HttpRequest) -> OpenForm | None:
    """The form that was brought back, if the house made it and it is not too old."""
    try:
        said = signing.loads(request.POST.get(PROOF, ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return OpenForm(*said)


def sent_here(request: HttpRequest) -> OpenForm | None:
    """The same, if this address is the one it is to be sent to."""
    found = open_form_in(request)
    return found if found and found.path == request.path else None


def writer_of(request: HttpRequest, found: OpenForm) -> Person | None:
    """Whose words they are; nobody where her name was removed or her sign-in sleeps. Signed in she need not be."""
    if request.user.pk == found.person:
        return request.user  # type: ignore[return-value]
    return Person.objects.filter(pk=found.person, is_active=True).first()


def words_in(post: QueryDict) -> dict[str, list[str]]:
    """The fields of a form as they were typed, without what the page itself put there. Passwords are no words.

    Without the sign that no keyboard writes and no database keeps.
    """
    return {
        name.replace("\0", ""): [said.replace("\0", "") for said in post.getlist(name)]
        for name in post
        if name not in NOT_WORDS and not name.startswith(("draft-", "password"))
    }


def known_in(request: HttpRequest) -> list[tuple[UUID, int]]:
    """Her other drafts that the page shows, each as it was then."""
    found = (_named(said) for said in request.POST.get(KNOWN, "").split()[:MOST_KNOWN])
    return [(one.draft, one.seq) for one in found if one]


def hand_in(request: HttpRequest) -> UUID | None:
    """The open page it was typed on."""
    try:
        return UUID(request.POST.get(HAND, ""))
    except ValueError:
        return None


def grown_from_in(request: HttpRequest) -> GrownFrom | None:
    """The draft that stood in the form when its page was opened."""
    return _named(request.POST.get(FROM, ""))


def _named(said: str) -> GrownFrom | None:
    draft, _, seq = said.partition(".")
    try:
        return GrownFrom(UUID(draft), int(seq))
    except ValueError:
        return None
