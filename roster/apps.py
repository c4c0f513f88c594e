from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "roster"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from roster import tasks  # noqa: F401 (names who does which job)
        from roster.listeners import begin_to_listen

        begin_to_listen()
