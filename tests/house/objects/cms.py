"""Files of the own agency that no public page shows: only its press may see them."""

from cms.actions import withdraw_consent
from cms.models import MediaConsent, MediaConsentWithdrawn
from cms.words import WithdrawnBecause
from people.words import Role
from tests.factories.cms import make_consent, make_document, make_image, make_media, make_press, make_stream
from tests.house.world import World


def _film(world: World) -> dict[str, object]:
    make_press(world.agency)
    return {"uuid": make_media(world.agency).uuid}


def _film_with_a_still(world: World) -> dict[str, object]:
    make_press(world.agency)
    return {"uuid": make_media(world.agency, look=True).uuid}


def _picture(world: World) -> dict[str, object]:
    make_press(world.agency)
    return {"uuid": make_image(world.agency).get_rendition("width-100").uuid}


def _document(world: World) -> dict[str, object]:
    make_press(world.agency)
    return {"uuid": make_document(world.agency).uuid}


def _film_in_sizes(world: World) -> dict[str, object]:
    make_press(world.agency)
    film = make_media(world.agency)
    return {"uuid": film.uuid, "lines": make_stream(film).lines}


ADDRESSES = {
    "cms:media": _film,
    "cms:sound": _film,
    "cms:streams": lambda world: {"uuid": _film_in_sizes(world)["uuid"]},
    "cms:stream-list": _film_in_sizes,
    "cms:stream-parts": _film_in_sizes,
    "cms:captions": lambda world: {**_film(world), "language": "en"},
    "cms:poster": _film_with_a_still,
    "cms:picture": _picture,
    "cms:document": _document,
}


def _consent(world: World) -> MediaConsent:
    make_press(world.agency)
    film = make_media(world.agency, shows_people=True)
    return make_consent(world.own[Role.PUBLISHER], world.agency, film)


def _withdrawn(world: World) -> MediaConsentWithdrawn:
    return withdraw_consent(actor=world.own[Role.PUBLISHER], consent=_consent(world), reason=WithdrawnBecause.ASKED)


FACTS = {"cms.MediaConsent": _consent, "cms.MediaConsentWithdrawn": _withdrawn}
