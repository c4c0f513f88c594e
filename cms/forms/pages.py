"""How a page is asked."""

from wagtail.admin.forms import WagtailAdminPageForm


class PressPageForm(WagtailAdminPageForm):
    """A draft may be unfinished; what is published is checked, and what is missing is said in words."""

    def _post_clean(self) -> None:
        live = self.instance.live
        if not self.instance.path and self.parent_page is not None:
            # A new page has no place in the tree yet: it will belong where its parent does.
            self.instance.agency_page = getattr(self.parent_page.specific, "agency_page", None)
        publishing = bool(self.data.get("action-publish"))
        self.instance.to_be_published = publishing
        self.instance.live = live or publishing
        try:
            super()._post_clean()
        finally:
            self.instance.live = live
