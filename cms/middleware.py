"""The language of public addresses, and the door of the press room."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware


class LanguageMiddleware(LocaleMiddleware):
    """As Django's, but a page that says "there is nothing here" is not asked again in a language.

    Django would send every 404 on to `/en/…`, because pages may have any address there: a stranger would be sent
    about instead of being told. Only an address nobody answers (`/willow/`) is tried with a language.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.resolver_match is not None:
            return response
        return super().process_response(request, response)
