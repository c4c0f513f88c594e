from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from courses import practice
        from journey.sharing import register
        from people.registry import holds, on_erasure
        from supervision import tasks  # noqa: F401 (names who does which job)
        from supervision.actions import erase_words_of
        from supervision.permissions import supervisors_of
        from supervision.queries.role_play import below_role_plays

        register(supervisors_of)
        on_erasure(erase_words_of)
        practice.register(below_role_plays)
        holds("supervision.Assignment", about=("volunteer",), by=("supervisor", "assigned_by"))
        holds("supervision.Session", by=("supervisor",))
        holds("supervision.SessionAttendee", about=("person",))
        holds("supervision.HoursEntry", about=("person",), by=("supervisor", "entered_by"))
        holds("supervision.HoursVoided", by=("by",))
        holds("supervision.Acknowledged", by=("by",))
        holds("supervision.Signature", about=("person",), by=("signer",))
        holds("supervision.Returned", by=("by",))
        holds("supervision.SignOffRequest", about=("person",), by=("asked_of", "answered_by"))
        holds("supervision.SignOff", about=("person",), by=("assessor",))
        holds("supervision.SignOffWithdrawn", by=("by",))
        holds("supervision.SpokenAbout", by=("by",))
        holds("supervision.RolePlayDraft", about=("person",))
        holds("supervision.RolePlay", about=("person",))
        holds("supervision.RolePlayAnswer", about=("person",), by=("by",))
