"""Every field that holds a person is known, so that her copy and her being forgotten miss nothing."""

from django.apps import apps
from django.conf import settings
from django.db import models

from journey.models import Reflection
from people.actions import erase_person
from people.models import Person
from people.queries import export_of
from people.registry import held

# Of libraries whose rows belong to a person.
OF_LIBRARIES = {"account.EmailAddress", "mfa.Authenticator"}


def _fields_that_hold_a_person() -> set[tuple[str, str]]:
    ours = [model for model in apps.get_models() if model._meta.app_label in settings.ROOMS]
    theirs = [apps.get_model(label) for label in OF_LIBRARIES]
    return {
        (model._meta.label, field.name)
        for model in [*ours, *theirs]
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if isinstance(field, models.ForeignKey | models.ManyToManyField) and field.related_model is Person
    }


def test_every_field_that_holds_a_person_is_registered():
    assert _fields_that_hold_a_person() - {(place.model, place.field) for place in held()} == set()


def test_nothing_is_registered_that_does_not_stand():
    direct = {(place.model, place.field) for place in held() if "__" not in place.field}
    assert direct - _fields_that_hold_a_person() == set()


def test_a_copy_can_be_made_along_every_way(ana):
    """Each path leads to a person, in every room."""
    assert export_of(ana)["person"]


def test_her_own_words_are_forgotten_with_the_name(ada, ana, agency):
    Reflection.objects.create(author=ana, text="Only mine.")
    erase_person(actor=ada, person=ana, agency=agency)
    assert not Reflection.objects.filter(author=ana).exists()
