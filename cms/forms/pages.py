"""How a page is asked."""

from wagtail.admin.forms import WagtailAdminPageForm


class PressPageForm(WagtailAdminPageForm):
    """A draft may be unfinished; what is published is checked, and what is missing is said in words."""

    def _post_clean(self) -> None:
        live = self.instance.live
        publishing = bool(self.data.get("action-publish"))
        self.instance.to_be_published = publishing
        self.instance.live = live or publishing
        try:
            super()._post_clean()
        finally:
            self.instance.live = live
