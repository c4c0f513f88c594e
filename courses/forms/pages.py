"""How a lesson is asked in the press room."""

from wagtail.admin.forms import WagtailAdminPageForm

from cms.access import agency_of_page
from cms.handed import shelves_of
from cms.models.showing import of_another_agency, shown_by


class LessonPageForm(WagtailAdminPageForm):
    """A draft may be unfinished. A file of another agency is not even in a draft: it would be shown, and saved as a file."""

    def _post_clean(self) -> None:
        super()._post_clean()
        agency = agency_of_page(self.parent_page) if self.parent_page else self.instance.agency
        for sentence in of_another_agency(shown_by(self.instance), shelves_of(agency)):
            self.add_error(None, sentence)
