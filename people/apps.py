from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from people import tasks  # noqa: F401 (names who does which job)
        from people.registry import holds
        from people.second_key import set_up_here

        authenticator_added.connect(set_up_here, dispatch_uid="people.second_key")
        holds("people.Profile", about=("person",))
        holds("people.PersonLock", says_nothing=("person",))
        holds("people.Membership", about=("person",), by=("granted_by", "ended_by"))
        holds("people.AgreementVersion", by=("written_by",))
        holds("people.AgreementSigned", about=("person",), by=("entered_by",))
        holds("people.AgreementUnsigned", about=("signed__person",), by=("by",))
        holds("people.Invitation", about=("person", "accepted_by"), by=("invited_by", "sent_by"))
        holds("people.Notice", about=("person",))
        # What she has not said to anybody is in no copy.
        holds("people.Draft", says_nothing=("person",))
        holds("account.EmailAddress", about=("user",))
        holds("mfa.Authenticator", about=("user",))
