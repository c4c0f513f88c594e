"""Releasing a module: the one act by which what is written reaches learners."""

from django.db import transaction
from django.utils.translation import gettext as _

from cms.models import Image
from courses.actions.adapting import tell_of_edition
from courses.actions.freezing import Draft, freeze
from courses.models import Edition, Module, ModulePage
from courses.permissions import can_release
from courses.queries.review import review
from courses.words import PICTURE, EditionKind
from ledger.refusals import Refused
from people.models import Person


@transaction.atomic
def release_module(*, actor: Person, page: ModulePage, kind: EditionKind, shown: str = "") -> Edition:
    """Check the module and freeze it as its next edition. Learners in progress stay on theirs.

    `shown` is the signature of what she was shown: nothing else is released under her hand.
    """
    if not can_release(actor, page.agency):
        raise Refused(_("You can release the modules of your own agency only."), code="not_allowed")
    seen = review(page)
    if shown and shown != seen.signature:
        raise Refused(
            _("This module was changed or released after you opened this page. Look at it as it is now, then decide."),
            code="changed_meanwhile",
        )
    if seen.problems:
        raise Refused(_("Some things have to be changed first. They are listed below."), code="not_ready")
    if seen.unchanged:
        raise Refused(_("Nothing has changed since the last release."), code="unchanged")
    drafts = [Draft(one.language, one.document, one.answers) for one in seen.built]
    files = [file for one in seen.built for found in one.files.found() for file in found]
    for file in files:
        if isinstance(file, Image):
            file.get_rendition(PICTURE)
    edition = freeze(actor=actor, module=_module(page, seen.title), kind=kind, drafts=drafts, files=files)
    tell_of_edition(edition)
    return edition


def _module(page: ModulePage, title: str) -> Module:
    """The module's identity: made with its first release, its title kept up with the page's."""
    module = Module.objects.filter(uuid=page.translation_key).first()
    if module is None:
        return Module.objects.create(uuid=page.translation_key, slug=_free_slug(page), agency=page.agency, title=title)
    if module.title != title:
        Module.objects.filter(pk=module.pk).update(title=title)
    return module


def _free_slug(page: ModulePage) -> str:
    """The page's own, unless another agency's module has it already."""
    wanted = [page.slug, f"{page.agency.slug}-{page.slug}" if page.agency else f"library-{page.slug}"]
    taken = set(Module.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    free = [slug[:50] for slug in wanted if slug[:50] not in taken]
    return free[0] if free else f"{page.slug[:36]}-{str(page.translation_key)[:13]}"
