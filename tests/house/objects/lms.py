"""Addresses of the hall and of the doors that allauth keeps."""

from tests.house.world import World


def _own_key(world: World) -> dict[str, object]:
    """A second key that nobody here has."""
    return {"pk": 4242}


ADDRESSES = {
    "account_confirm_email": lambda world: {"key": "made-up:key"},
    "account_reset_password_from_key": lambda world: {"uidb36": "1", "key": "made-up"},
    "mfa_remove_webauthn": _own_key,
    "mfa_edit_webauthn": _own_key,
    "wagtail_serve": lambda world: "/en/",
}
