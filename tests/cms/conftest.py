from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage, storages
from django.utils.functional import empty

from cms.models import AgencyPage
from people.models import Agency, Person
from tests.factories.cms import make_press
from tests.factories.people import make_second_factor


@pytest.fixture
def home(agency: Agency) -> AgencyPage:
    """The agency's home page, with its shelf and its publishers' group."""
    return make_press(agency)


@pytest.fixture
def other_home(other_agency: Agency) -> AgencyPage:
    """The home of the agency that has nothing to do with the first one."""
    return make_press(other_agency)


@pytest.fixture
def admin_person(db: None) -> Person:
    """The platform's administrator, with a second factor."""
    person = Person.objects.create_superuser("platform@example.org")
    make_second_factor(person)
    return person


@pytest.fixture
def files_here(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Files in a folder of this machine, also where the suite runs against an object store."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    default_storage._wrapped = storages["default"]
    yield
    default_storage._wrapped = empty
