"""A library module in an agency's hands: followed as it is, or adapted as a copy of its own; told when the original is released anew."""

import json
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.permissions import PRESS
from courses.actions.writing import shelf_in
from courses.models import Adaptation, Edition, LessonPage, Module, ModulePage, ModulesPage, Placement
from courses.permissions import can_release
from courses.queries.called import title_of
from courses.queries.library import original_page
from courses.queries.review import languages
from courses.words import EditionKind
from ledger.refusals import Refused
from people.actions import notify
from people.locks import lock
from people.models import Agency, Membership, Person


@transaction.atomic
def adapt_module(*, actor: Person, shelf: ModulesPage, module: Module) -> ModulePage:
    """Drafts of the agency's own, in every language, from the original's published pages. A second time is the same copy."""
    agency = shelf.agency
    _check(actor, agency)
    assert agency is not None
    lock(actor)
    before = Adaptation.objects.filter(agency=agency, original=module).order_by("-pk")
    for one in before:
        page = ModulePage.objects.filter(translation_key=one.module_key).order_by("pk").first()
        if page is not None:
            return page
    edition = Edition.objects.filter(module=module).order_by("-number").first()
    original = original_page(module)
    if module.agency_id or edition is None or original is None:
        raise Refused(_("This module is not in the library any more."), code="not_there")
    first: ModulePage | None = None
    keys: dict[UUID, UUID] = {}
    for page in languages(original):
        own = shelf if first is None else shelf_in(page.locale.language_code, shelf)
        copy = _copy(actor, page, own, first, keys)
        first = first or copy
    assert first is not None
    Adaptation.objects.create(
        module_key=first.translation_key,
        agency=agency,
        original=module,
        came_from=edition,
        taken_over=edition,
        seen=edition,
        adapted_by=actor,
    )
    return first


def _copy(
    actor: Person, page: ModulePage, shelf: ModulesPage, first: ModulePage | None, keys: dict[UUID, UUID]
) -> ModulePage:
    """One language. Its blocks keep their ids, so that original and copy can be compared; its lessons are its own."""
    made = ModulePage(title=page.title, slug=_free(page.slug, shelf), summary=page.summary, live=False, owner=actor)
    made.translation_key = first.translation_key if first else made.translation_key
    made.slug = first.slug if first else made.slug
    made.stages = list(page.stages.all())
    shelf.add_child(instance=made)
    made.save_revision(user=actor)
    for lesson in page.lesson_pages():
        one = LessonPage(
            title=lesson.title,
            slug=lesson.slug,
            minutes=lesson.minutes,
            content_note=lesson.content_note,
            another_way=lesson.another_way,
            body=json.dumps(list(lesson.body.raw_data)),
            live=False,
            owner=actor,
        )
        one.translation_key = keys.setdefault(lesson.translation_key, one.translation_key)
        made.add_child(instance=one)
        one.save_revision(user=actor)
    return made


def _free(slug: str, shelf: ModulesPage) -> str:
    taken = set(ModulePage.objects.child_of(shelf).values_list("slug", flat=True))
    names = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


@transaction.atomic
def answer_original(*, actor: Person, adaptation: Adaptation, edition: Edition, taken_over: bool) -> Adaptation:
    """Its authors have looked at the original's edition; and, where they say so, taken its changes over. Never backwards."""
    _check(actor, adaptation.agency)
    now = Adaptation.objects.select_for_update(of=("self",)).get(pk=adaptation.pk)
    if edition.module_id != now.original_id:
        raise Refused(_("This edition is another module's."), code="another_module")
    if edition.number > now.seen.number:
        now.seen = edition
    if taken_over and edition.number > now.taken_over.number:
        now.taken_over = edition
    now.save(update_fields=["seen", "taken_over"])
    return now


def tell_of_edition(edition: Edition) -> None:
    """Agencies that adapted this library module, or whose courses follow it, hear that it was released anew. Once each."""
    if edition.module.agency_id or edition.kind == EditionKind.FIRST:
        return
    adapted = Adaptation.objects.filter(original=edition.module).select_related("agency")
    for one in adapted.order_by("pk"):
        page = ModulePage.objects.filter(translation_key=one.module_key).order_by("pk").first()
        if page is not None:
            address = reverse("modules:original", args=[page.pk])
            _tell(one.agency, edition, "courses-original-adapted", address, {"title": page.title})
    following = Placement.objects.filter(module=edition.module, course__agency__isnull=False)
    for placed in following.select_related("course__agency").order_by("pk"):
        agency = placed.course.agency
        shelf = ModulesPage.objects.filter(path__startswith=_home(agency)).order_by("pk").first() if agency else None
        if agency and shelf:
            address = reverse("modules:library-module", args=[shelf.pk, edition.module.uuid])
            _tell(agency, edition, "courses-original-followed", address, {"course": placed.course.title})


def _home(agency: Agency) -> str:
    home = agency.homes.order_by("pk").first()
    return home.path if home else "none"


def _tell(agency: Agency, edition: Edition, kind: str, address: str, about: dict[str, object]) -> None:
    held = Membership.objects.filter(agency=agency, role__in=PRESS).on(agency.today())
    told = Person.objects.filter(pk__in=held.values("person"), is_active=True).select_related("profile")
    for person in told.order_by("pk"):
        notify(
            person=person,
            agency=agency,
            kind=kind,
            key=f"{kind}:{edition.uuid}:{agency.pk}:{person.uuid}",
            url=address,
            about={"original": title_of(edition.module, person.profile.language), "number": edition.number, **about},
        )


def _check(actor: Person, agency: Agency | None) -> None:
    if agency is None or not can_release(actor, agency):
        raise Refused(_("You can write the modules of your own agency only."), code="not_allowed")
