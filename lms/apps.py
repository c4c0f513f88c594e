from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

PLEASE_FILL_IN = _("Please fill this in.")


class LmsConfig(AppConfig):
    name = "lms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.forms import Field

        from lms import checks  # noqa: F401 (registers)

        # Said once for every form of the house.
        Field.default_error_messages = {**Field.default_error_messages, "required": PLEASE_FILL_IN}
