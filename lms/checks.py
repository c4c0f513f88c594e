"""System checks of the hall: settings that must not meet real people."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


@register()
def settings_agree(app_configs: object, **_: object) -> list[CheckMessage]:
    """An https address means real people: no demo, no debug pages, and a host we answer to."""
    address = urlsplit(settings.BASE_URL)
    found: list[CheckMessage] = []
    if address.scheme not in ("http", "https") or not address.hostname:
        return [Error("BASE_URL is not an address like https://learn.example.org", id="lms.E002")]
    if address.scheme != "https":
        return found
    if settings.DEMO:
        found.append(
            Error("DEMO is on at a real address: its made-up people have sign-ins that are shown.",
                  hint="Leave DEMO out of the environment.", id="lms.E001")
        )  # fmt: skip
    if settings.DEBUG:
        found.append(Error("DEBUG is on at a real address.", hint="Leave DEBUG out of the environment.", id="lms.E003"))
    if not _answers_to(address.hostname):
        found.append(
            Error(f"ALLOWED_HOSTS does not name {address.hostname}, the host of BASE_URL.",
                  hint="Set ALLOWED_HOSTS to the host names people type, with commas.", id="lms.E004")
        )  # fmt: skip
    if settings.EMAIL_BACKEND.endswith(("console.EmailBackend", "filebased.EmailBackend")):
        found.append(
            Warning("E-mails are not sent.", hint="Set EMAIL_URL=smtp://user:password@host:587", id="lms.W005")
        )
    return found


@register("security", deploy=True)
def records_are_on_a_server(app_configs: object, **_: object) -> list[CheckMessage]:
    """SQLite is for trying out and one desk: it knows no roles, so its guards bind only our own connections."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return [
            Warning("Records are kept in SQLite.", hint="Set DATABASE_URL to a PostgreSQL database.", id="lms.W006")
        ]
    return []


def _answers_to(host: str) -> bool:
    from django.http.request import validate_host

    return validate_host(host, settings.ALLOWED_HOSTS)
