from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "roster"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from people import leave
        from people.registry import holds, on_erasure
        from roster import tasks  # noqa: F401 (names who does which job)
        from roster.actions.forget import forget
        from roster.listeners import begin_to_listen
        from roster.queries.hours_asked import hours_asked
        from roster.queries.leave import on_leave_today
        from supervision import asked

        begin_to_listen()
        on_erasure(forget)
        leave.register(on_leave_today)
        asked.register(hours_asked)
        holds("roster.ProgrammeVersion", by=("decided_by",))
        holds("roster.Pathway", about=("person",), by=("set_by",))
        holds("roster.Decision", about=("person",), by=("decided_by",))
        holds("roster.DecisionReversed", about=("decision__person",), by=("by",))
        holds("roster.EarlierTraining", about=("person",), by=("decided_by",))
        holds("roster.EarlierTrainingVoided", by=("by",))
        holds("roster.TrainingCertificate", about=("person",))
        holds("roster.CertificateSharing", about=("training__person", "course__completion__person"))
        holds("roster.CertificateVoided", by=("by",))
        holds("roster.Listing", about=("person",))
        holds("roster.Offer", about=("person",), by=("entered_by",))
        holds("roster.Hold", about=("person",), by=("by", "ended_by"))
        holds("roster.Card", about=("person",))
