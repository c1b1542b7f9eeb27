"""A practice's pictures come in the width that a screen needs, with the room they take known before they are there."""

import io
import re

import pytest
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.images import get_image_model

from tests import factories

pytestmark = pytest.mark.django_db


def picture(title, width=2000, height=1000):
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "#007155").save(drawn, "PNG")
    drawn.seek(0)
    return get_image_model().objects.create(title=title, file=ImageFile(drawn, name=f"{title}.png"))


def test_each_picture_has_widths_to_choose_from_and_says_its_size_and_what_it_shows(site, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    shown = {
        "image": picture("halle"),
        "alt": "Zwei Leute an einer Presse",
        "shows_people": False,
        "consent": False,
    }
    page = factories.practice(
        image=picture("kopf"), image_alt="Vier Ampeln „rot“", pictures=[("picture", shown)], title="Bilder"
    )
    html = client.get(page.url).content.decode()
    found = re.findall(r"<img [^>]*srcset[^>]*>", html)
    assert len(found) == 2
    for tag, alt in zip(found, ("Vier Ampeln „rot“", "Zwei Leute an einer Presse"), strict=True):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        assert given["alt"] == alt
        assert re.findall(r"\.webp (\d+)w", given["srcset"]) == ["1200", "800", "480"]
        # As wide as the column, where there is room: without the sizes a browser goes by the width that stands here.
        assert (given["width"], given["height"]) == ("1200", "600")
        assert given["sizes"]
        assert "style" not in given


def test_a_small_picture_is_not_made_larger(site, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = factories.practice(image=picture("klein", 300, 200), image_alt="Ein Zeichen", title="Klein")
    assert 'width="300"' in re.search(r"<img [^>]*srcset[^>]*>", client.get(page.url).content.decode())[0]
