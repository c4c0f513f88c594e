from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms import access, doors
        from courses import tasks  # noqa: F401 (names who does which job)
        from courses.actions import enrol_newcomer, forget_words, leave_courses, leave_sessions
        from courses.models import pages
        from courses.queries.files import is_in_a_lesson_of
        from courses.views.preview import preview_lesson
        from people.registry import holds, on_erasure, on_joining

        access.register(is_in_a_lesson_of)
        on_joining(enrol_newcomer)
        on_erasure(leave_courses)
        on_erasure(leave_sessions)
        on_erasure(forget_words)
        own = "overview numbers export release preview publish bring-in bring-in-confirm"
        reused = "original library library-module library-lesson adapt"
        for name in f"{own} {reused}".split():
            doors.register(f"modules:{name}", doors.own_page("page_id"))
        doors.register("modules:index", doors.anybody)
        if preview_lesson not in pages.previews:
            pages.previews.append(preview_lesson)
        holds("courses.Enrolment", about=("person",), by=("enrolled_by",))
        holds("courses.ModuleRun", about=("person",))
        holds("courses.Progress", about=("run__person",))
        holds("courses.TypedWords", about=("run__person",))
        holds("courses.BundleIssued", about=("enrolment__person",))
        holds("courses.HeardEvent", about=("person",))
        holds("courses.StepDone", about=("person",))
        holds("courses.Attempt", about=("person",))
        holds("courses.ModuleCompletion", about=("person",))
        holds("courses.ModuleCompletionVoided", about=("completion__person",), by=("by",))
        holds("courses.CourseCompletion", about=("person",))
        holds("courses.CourseCertificate", about=("completion__person",))
        holds("courses.CourseCompletionVoided", about=("completion__person",), by=("by",))
        holds("courses.LiveSession", by=("facilitators", "created_by"))
        holds("courses.SignUp", about=("person",), by=("asked_by",))
        holds("courses.CalendarFeed", about=("person",))
        holds("courses.Presence", about=("person",))
        holds("courses.Attendance", about=("person",), by=("recorded_by",))
        holds("courses.AttendanceVoided", about=("attendance__person",), by=("by",))
        holds("courses.Edition", by=("released_by",))
        holds("courses.Adaptation", by=("adapted_by",))
