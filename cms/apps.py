from django.apps import AppConfig, apps

# What pages show, beside other pages.
SHOWN = {"cms.Media", "cms.Image", "cms.Document"}


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        _index_pages_only()
        from wagtailmedia.widgets import AdminMediaChooser

        from cms import tasks  # noqa: F401 (names who does which job)
        from people.registry import holds

        # The library's films are shown by every agency and changed by none: no editing from the chooser. Ours stand on the menu.
        AdminMediaChooser.show_edit_link = False

        for file in ("cms.Image", "cms.Document", "cms.Media"):
            holds(file, by=("uploaded_by_user",))
        holds("cms.MediaConsent", by=("recorded_by",))
        holds("cms.MediaConsentWithdrawn", by=("by",))


def _index_pages_only() -> None:
    """Wagtail would note who refers to what for every model of the house. Only what pages show is its business.

    Runs before `wagtail` connects its index (it stands later in INSTALLED_APPS).
    """
    from wagtail.models import Collection, Locale, Page, Site

    for model in apps.get_models():
        if not issubclass(model, (Page, Collection, Locale, Site)) and model._meta.label not in SHOWN:
            model.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
