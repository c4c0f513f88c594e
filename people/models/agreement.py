import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Fact, SignedFact
from people.models.agency import Agency
from people.models.languages import InLanguages
from people.models.person import Person
from people.words import AgreementKind, SignedBy, UnsignedFor


class Agreement(InLanguages):
    """One signed text of an agency: pledge, role agreement, code of ethics, supervision agreement, consent."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField(max_length=20, choices=AgreementKind.choices)
    title = models.CharField(gettext_lazy("title"), max_length=120)
    # An agreement nobody is asked for any more; what was signed stays.
    in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "title"], name="agreement_once_an_agency")]
        ordering = ["title"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return str(self.said("title"))

    def current(self, day: date | None = None) -> "AgreementVersion | None":
        """The version in force on a day (today at the agency)."""
        on = day or self.agency.today()
        return self.versions.filter(held_on__lte=on).order_by("number").last()


class AgreementVersion(InLanguages, Fact):
    """A text as it is shown, in each of its languages. It never changes: a new wording, or one more language, is a new
    version. In force from `held_on`.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(gettext_lazy("text (Markdown)"))
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_once")]
        ordering = ["number"]

    def __str__(self) -> str:
        return _("%(title)s, version %(number)s") % {"title": self.agreement, "number": self.number}

    @property
    def words(self) -> str:
        """Its text in the reader's language."""
        return str(self.said("text"))

    @property
    def texts(self) -> dict[str, str]:
        """The other languages it is written in, and its text in each."""
        return self.also_in("text")

    @property
    def language(self) -> str:
        """The language of `words`; "" where they are the first ones."""
        return self.spoken("text")


class AgreementSignedQuerySet(models.QuerySet["AgreementSigned"]):
    def live(self) -> "AgreementSignedQuerySet":
        """Signatures that hold: not taken back."""
        return self.filter(unsigned=None)


class AgreementSigned(SignedFact):
    """She signed this version, on screen, or on paper that somebody else entered with its scan.

    Guards: it is her agency's, it was in force that day, there is a text in the language she read (`language`; empty:
    the words as they were first written), and she signs a version once (again after taking it back).
    """

    hashed_since = {"language": 2}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agreements_signed")
    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="signed")
    language = models.CharField(max_length=10, blank=True)
    how = models.CharField(max_length=10, choices=SignedBy.choices, default=SignedBy.SCREEN)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    scan = models.FileField(upload_to="scans/%Y/%m/", blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)

    objects = AgreementSignedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_on_screen_by_herself",
                condition=Q(how=SignedBy.SCREEN, entered_by=F("person"))
                | Q(how=SignedBy.PAPER) & ~Q(entered_by=F("person")),
            ),
            models.CheckConstraint(
                name="agreement_on_paper_with_scan",
                condition=Q(how=SignedBy.SCREEN) | ~Q(scan="") & ~Q(scan_sha256=""),
            ),
            models.CheckConstraint(
                name="agreement_language_is_hashed", condition=Q(language="") | Q(hash_version__gte=2)
            ),
        ]
        # Read by the agreements of a person, and by the guard of signing once.
        indexes = [models.Index(fields=["person", "version"], name="agreement_signed_by_person")]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def words(self) -> str:
        """The text she signed, in the language she read it in, whoever reads it now."""
        return str(self.version.translations[self.language]["text"] if self.language else self.version.text)


class AgreementUnsigned(SignedFact):
    """A signature was taken back (a consent withdrawn, a paper entered by mistake)."""

    chain_of = "signed.person"

    signed = models.OneToOneField(AgreementSigned, on_delete=models.PROTECT, related_name="unsigned")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40, choices=UnsignedFor.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_unsigned_reason_is_known",
                condition=Q(reason__in=UnsignedFor.values),
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)
