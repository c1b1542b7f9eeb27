"""A site in another language: what is translated is said so, the page says its language, the rest stays German."""

import re
import struct

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from wagtail.models import Locale

from search.delivery import deliver_everything
from tests import factories
from tests.architecture.test_translation_in_code import texts_of_the_site

#: German text -> what stands in the test's own translation.
ENGLISH = {
    "Suchen": "Search",
    "Zum Inhalt springen": "Skip to content",
    "Branche": "Branch",
    "Bitte geben Sie Ihre E-Mail-Adresse an.": "Please give your e-mail address.",
    "vor Ort": "on site",
}


@pytest.fixture
def english_site(site, settings, tmp_path):
    """The site under SITE_LANGUAGE=en, with the catalogue that `compilemessages` would have made."""
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(compiled({"": "Content-Type: text/plain; charset=UTF-8\n", **ENGLISH}))
    Locale.objects.update(language_code="en")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.LANGUAGES = [("en", "English")]
    settings.LANGUAGE_CODE = "en"
    yield site
    # Another request's thread may have kept the language of this test.
    translation.deactivate()


def compiled(texts):
    """A catalogue as gettext reads it: two tables of (length, offset), sorted, then the texts."""
    pairs = [(key.encode(), value.encode()) for key, value in sorted(texts.items())]
    at, rows, body = 28 + 16 * len(pairs), [], b""
    for column in (0, 1):
        for pair in pairs:
            rows.append(struct.pack("<II", len(pair[column]), at + len(body)))
            body += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, at)
    return head + b"".join(rows) + body


def body_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_pages_and_forms_speak_the_language_of_the_site(english_site, client, branch):
    factories.practice(branches=[branch])
    factories.event(format="vor-ort", title="Werkstatt", slug="werkstatt")
    deliver_everything()
    home = body_of(client.get("/", headers={"accept-language": "de"}))
    assert '<html lang="en">' in home
    assert "Skip to content" in home
    assert "Zum Inhalt springen" not in home
    found = body_of(client.get("/suche/"))
    assert re.search(r"<legend[^>]*>\s*(<[^>]+>\s*)*Branch\b", found)
    assert "on site" in body_of(client.get("/veranstaltungen/werkstatt/"))
    refused = body_of(client.post("/suche/benachrichtigen/?q=Pflege", {"email": ""}), 400)
    assert "Please give your e-mail address." in refused
    # What nobody has translated yet is in German, not gone.
    assert "Ohne Ihr Einverständnis" in refused


@pytest.fixture
def branch(db):
    return factories.branch("pflege", "Pflege")


def test_without_a_translation_everything_is_german(site, client):
    home = body_of(client.get("/", headers={"accept-language": "en"}))
    assert '<html lang="de">' in home
    assert "Zum Inhalt springen" in home


def test_the_texts_of_this_test_are_texts_of_the_site():
    """Or the test would look for words that no page has."""
    assert set(ENGLISH) <= texts_of_the_site() | {"Suchen"}
    assert django_settings.LANGUAGE_CODE == "de"
