"""What an office sets of its site, and what header and footer make of it."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from portal.appearance.colours import DARK_GROUNDS, LIGHT_GROUNDS, as_colour, contrast, is_readable, readable
from portal.appearance.models import Appearance
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction, Site

from tests import factories

pytestmark = pytest.mark.django_db

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours)
def test_every_colour_can_be_made_readable_on_light_and_on_dark(colour):
    assert is_readable(readable(colour, LIGHT_GROUNDS, "#000000"), LIGHT_GROUNDS)
    assert is_readable(readable(colour, DARK_GROUNDS, "#ffffff"), DARK_GROUNDS)


def test_a_colour_that_is_readable_already_stays_as_it_is():
    assert readable("#00665c", LIGHT_GROUNDS, "#000000") == "#00665c"


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("typed", "colour"), [("#ABC", "#aabbcc"), (" 00665C ", "#00665c")])
def test_a_colour_may_be_typed_in_any_usual_way(typed, colour):
    assert as_colour(typed) == colour


@pytest.mark.parametrize("typed", ["grün", "#12345", "#1234567", "url(x)", "red;}"])
def test_what_is_no_colour_is_refused(typed):
    with pytest.raises(ValidationError, match="keine Farbe"):
        Appearance(brand_colour=typed).clean()


def test_a_pale_colour_is_refused_with_a_darker_one_that_is_accepted():
    with pytest.raises(ValidationError) as refusal:
        Appearance(brand_colour="#ffcc00").clean()
    message = str(refusal.value)
    assert "4,5 zu 1" in message
    Appearance(brand_colour=re.findall("#[0-9a-f]{6}", message)[-1]).clean()


@pytest.fixture
def appearance(site):
    return Appearance.objects.create(site=Site.objects.get())


def test_without_a_colour_of_its_own_a_site_asks_for_no_other_style_sheet(appearance, client):
    assert "/aussehen/" not in client.get("/").content.decode()


def test_a_colour_is_in_a_style_sheet_that_may_be_kept_until_it_changes(appearance, client):
    appearance.brand_colour = "#7a1f5c"
    appearance.save()
    address = re.search(r'href="(/aussehen/\w+\.css)"', client.get("/").content.decode())[1]
    answer = client.get(address)
    assert "--brand:#7a1f5c" in answer.content.decode()
    assert "immutable" in answer["Cache-Control"]
    appearance.brand_colour = "#00665c"
    appearance.save()
    old = client.get(address)
    assert "--brand:#00665c" in old.content.decode()
    assert "immutable" not in old["Cache-Control"]
    assert address not in client.get("/").content.decode()


def test_the_office_sets_name_colour_and_slim_line_in_the_admin(appearance, client):
    easy = factories.information(title="Einfach erklärt")
    client.force_login(get_user_model().objects.create_superuser("chefin"))
    address = f"/redaktion/settings/appearance/appearance/{appearance.site_id}/"
    assert client.get(address).status_code == 200
    sent = {
        "site_name": "Netzforum",
        "claim": "Ein Satz.",
        "brand_colour": "#ffff00",
        "programme": "Programm X",
        "easy_language_page": easy.pk,
    }
    assert "Etwas dunkler geht es" in client.post(address, sent).content.decode()
    assert client.post(address, {**sent, "brand_colour": "7A1F5C"}).status_code == 302
    client.logout()
    html = client.get("/").content.decode()
    for text in ("Netzforum", "Ein Satz.", "Programm X", f'<a href="{easy.url}"', "/aussehen/"):
        assert text in html, text


def test_a_link_to_a_page_that_is_not_public_vanishes(appearance, client):
    page = factories.information(title="Einfach erklärt")
    appearance.easy_language_page = page
    appearance.save()
    assert "Leichte Sprache" in client.get("/").content.decode()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "Leichte Sprache" not in client.get("/").content.decode()


def test_a_logo_takes_the_place_of_the_mark_and_says_its_size(appearance, client):
    appearance.logo = Image.objects.create(title="Logo", file=get_test_image_file(size=(640, 160)))
    appearance.save()
    html = client.get("/").content.decode()
    assert re.search(r'class="site-name__logo"\s+src="/media/[^"]+"\s+width="320"\s+height="80"', html)
    assert "site-name__mark" not in html
