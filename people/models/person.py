import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger import clock
from people.words import ContactBy, PersonState


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> models.QuerySet["Person"]:
        return super().get_queryset().select_related("profile")

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "Person":
        """A person; without an e-mail address she has no sign-in."""
        person = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """The platform's administrator: keeps the installation, holds no role in any agency."""
        person = self.create_user(email, password, is_superuser=True, is_staff=True, **fields)
        Profile.objects.create(person=person, name="Platform administrator")
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who takes part. Never deleted, only made anonymous; her names and contacts live in Profile."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Empty where she does not sign in: a person may have no e-mail of her own.
    email = models.EmailField(_("e-mail for signing in"), unique=True, null=True, blank=True)
    state = models.CharField(max_length=10, choices=PersonState.choices, default=PersonState.HERE)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=clock.now, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        profile = getattr(self, "profile", None)
        return profile.name if profile and profile.name else str(_("Name removed"))

    def get_short_name(self) -> str:
        profile = getattr(self, "profile", None)
        return profile.called if profile else self.get_full_name()


class Profile(models.Model):
    """Her names and how to reach her. Blanked when she asks to be forgotten; the facts stay."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="profile")
    name = models.CharField(_("name"), max_length=120, blank=True)
    preferred_name = models.CharField(_("what people call you"), max_length=60, blank=True)
    # Need not be unique: two may share an e-mail address or a phone.
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    contact_by = models.CharField(
        _("best way to reach you"),
        max_length=10,
        choices=ContactBy.choices,
        default=ContactBy.PHONE,
    )
    language = models.CharField(_("language of the screens"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="America/New_York")

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        return self.preferred_name or self.name.split(" ")[0]


class PersonLock(models.Model):
    """One narrow row a person. Whoever writes what must agree with the rest of her record locks it first.

    A guard makes the row with the person. Locking Person itself would block every insert that names her.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="+")

    class Meta:
        db_table = "people_lock"
