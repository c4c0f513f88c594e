from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms import access
        from courses.models import pages
        from courses.queries.files import is_in_a_lesson_of
        from courses.views.preview import preview_lesson

        access.register(is_in_a_lesson_of)
        if preview_lesson not in pages.previews:
            pages.previews.append(preview_lesson)
