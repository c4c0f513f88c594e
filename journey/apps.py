from django.apps import AppConfig


class JourneyConfig(AppConfig):
    name = "journey"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from journey.actions import erase_words_of
        from people.registry import holds, on_erasure

        on_erasure(erase_words_of)
        holds("journey.Reflection", about=("author",), says_nothing=("shared_with",))
