"""Public pages in two languages: each says which it is, and leads to the other."""

import re

import pytest

from cms import actions
from cms.models import RootPage, StandardPage, WelcomePacketPage
from tests.factories.cms import CAPTIONS, make_ask, make_media, make_packet, make_page, make_standard, make_video_page


@pytest.fixture
def front(db):
    """The front page in Spanish, published."""
    page = actions.open_front(language="es")
    page.title, page.lead = "Alguien ya pasó por ahí", "Escoja un programa."
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def hogar(home, front):
    """The agency's home in Spanish, published."""
    page = actions.open_press(actor=None, agency=home.agency, language="es")
    page.lead = "Familias que acompañan."
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def translated(page, hogar, **words):
    """The same page in Spanish."""
    other = type(page)(slug=page.slug, **words)
    other.translation_key = page.translation_key
    return make_page(hogar, other)


def test_a_page_leads_to_the_other_language_and_back(home, hogar, client):
    page = make_standard(home)
    pagina = translated(page, hogar, title="Cómo funciona", body=[("markdown", "Llámenos.")])
    for english, spanish in ((home.get_parent(), hogar.get_parent()), (home, hogar), (page, pagina)):
        for here, there, code, other in ((english, spanish, "en", "es"), (spanish, english, "es", "en")):
            text = client.get(here.url).text
            assert f'<html lang="{code}"' in text
            assert here.url.startswith(f"/{code}/")
            assert f'<a href="{there.url}" lang="{other}" hreflang="{other}">' in text, here.url
            for one in (here, there):
                language = one.locale.language_code
                assert f'<link rel="alternate" hreflang="{language}" href="http://testserver{one.url}">' in text
    assert client.get(pagina.url).text.count("Llámenos.") == 1


def test_a_home_says_when_a_person_answers_in_its_own_language(home, hogar, client):
    """The page that asks for a parent has the hours in its language; the agency has them in one only."""
    home.agency.hours = "Monday to Friday"
    home.agency.save()
    ask = make_ask(home)
    translated(ask, hogar, title="Hablar con un padre", hours="De lunes a viernes", phone="(218) 555-0100")
    text = client.get(hogar.url).text
    assert "De lunes a viernes" in text and "(218) 555-0100" in text
    assert "Monday to Friday" not in text
    assert "Monday to Friday" in client.get(home.url).text


def test_spanish_pages_set_no_cookie_and_stay_spanish_for_whoever_is_signed_in(home, hogar, client, pat):
    stranger = client.get(hogar.url)
    assert not stranger.cookies and "cookie" not in stranger.headers.get("Vary", "").lower()
    assert client.get("/", headers={"accept-language": "es"})["Location"] == "/es/"
    client.force_login(pat)
    assert client.get(hogar.url).text == stranger.text


def test_a_page_that_has_no_translation_leads_nowhere_else(home, hogar, client):
    page = make_standard(home)
    text = client.get(page.url).text
    assert 'rel="alternate"' not in text and 'hreflang="es"' not in text
    hogar.unpublish()
    assert 'hreflang="es"' not in client.get(home.url).text


def test_until_the_front_page_of_a_language_is_published_its_addresses_lead_to_the_one_that_is(home, client):
    hogar = actions.open_press(actor=None, agency=home.agency, language="es")
    hogar.save_revision().publish()
    assert 'hreflang="es"' not in client.get(home.url).text
    for spanish, english in (("/es/", "/en/"), (hogar.url, home.url)):
        answer = client.get(spanish)
        assert (answer.status_code, answer["Location"]) == (302, english)


def test_the_front_page_names_every_agency_in_its_own_language_or_the_one_it_has(home, hogar, other_home, client):
    tiles = re.findall(r'<a class="tile" href="([^"]+)"( lang="en" hreflang="en")?>', client.get("/es/").text)
    assert sorted(tiles) == [(other_home.url, ' lang="en" hreflang="en"'), (hogar.url, "")]
    tiles = re.findall(r'<a class="tile" href="([^"]+)"( lang)?', client.get("/en/").text)
    assert sorted(tiles) == [(other_home.url, ""), (home.url, "")]


def test_opening_a_language_twice_makes_one_page_and_its_publishers_may_write_in_it(home, hogar, pat, client):
    assert actions.open_front(language="es").pk == hogar.get_parent().pk
    assert actions.open_press(actor=None, agency=home.agency, language="es") == hogar
    assert RootPage.objects.count() == 2
    actions.enter_press(actor=pat)
    for page in (home, hogar):
        assert page.permissions_for_user(pat).can_publish()
    assert not hogar.get_parent().permissions_for_user(pat).can_edit()


def test_the_packet_is_printed_in_its_own_language(home, hogar, client):
    packet = make_packet(home)
    paquete: WelcomePacketPage = translated(packet, hogar, title="Paquete de bienvenida", letter="<p>Hola.</p>")
    assert b"/Lang(es)" in client.get(paquete.url + "pdf/").content
    assert b"/Lang(en)" in client.get(packet.url + "pdf/").content
    assert "Una carta para usted" in client.get(paquete.url).text


def test_a_film_brings_the_words_of_the_page_s_language_first(home, hogar, client):
    media = make_media(home.agency)
    spanish = CAPTIONS.replace(b"Hello and welcome.", b"Hola, y le damos la bienvenida.")
    actions.set_captions(actor=None, media=media, language="es", data=spanish, name="a.vtt")
    actions.set_transcript(actor=None, media=media, language="es", text="Todo, en español.")
    page = make_video_page(home, media)
    pagina = translated(page, hogar, title="El video", video=media)
    text = client.get(pagina.url).text
    assert re.findall(r'srclang="(\w+)"[^>]*?( default)?>', text) == [("es", " default"), ("en", "")]
    assert "Hola, y le damos la bienvenida." in text and "Todo, en español." in text
    assert "Hello and welcome." not in text
    assert re.findall(r'srclang="(\w+)"[^>]*? default>', client.get(page.url).text) == ["en"]


def test_a_page_takes_the_same_queries_with_one_translation_and_none(home, hogar, client, django_assert_num_queries):
    page = make_standard(home)
    client.get(page.url)
    with django_assert_num_queries(QUERIES):
        client.get(page.url)
    translated(page, hogar, title="Cómo funciona", body=[("markdown", "Llámenos.")])
    assert StandardPage.objects.count() == 2
    with django_assert_num_queries(QUERIES):
        client.get(page.url)


QUERIES = 15
