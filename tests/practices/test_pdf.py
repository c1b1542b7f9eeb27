"""The Steckbrief as PDF: two tagged pages for everybody, nothing of drafts, and a site that runs without it."""

import re
import zlib

import pytest
from django.core.checks import INFO
from django.core.management import call_command

from practices.models import PracticeObstacle
from practices.pdf import library, steckbrief
from tests import factories
from tests.conftest import get_or_skip
from tests.practices.test_two_tiers_page import full_practice
from tests.servers.pango import ensure_pango


@pytest.fixture
def pango(site):
    get_or_skip("PANGO", ensure_pango)


@pytest.fixture
def no_pango(monkeypatch):
    def missing():
        raise OSError("no such library")

    monkeypatch.setattr(library, "_library_loads", missing)


def address(page):
    return f"/praxis/{page.slug}/steckbrief.pdf"


def unpacked(content):
    """A PDF's streams, unpacked, as text: enough to look for its marks."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    parts = [content]
    for stream in streams:
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(parts).decode("latin-1")


def pages(text):
    return len(re.findall(r"/Type\s*/Page\b", text))


def test_the_pdf_is_tagged_and_says_in_which_language_it_is(client, pango):
    answer = client.get(address(full_practice(title="Lernen am Band")))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert not answer.cookies
    text = unpacked(answer.content)
    assert "pdfuaid:part" in text
    assert "/StructTreeRoot" in text
    assert re.search(r"/MarkInfo\s*<<\s*/Marked true", text)
    assert "/Lang (de)" in text
    assert {"/H1", "/H2", "/TH", "/LI"} <= set(re.findall(r"/S\s*(/\w+)", text))


def test_however_much_a_practice_tells_the_pdf_has_two_pages(client, pango):
    long = "Arbeitsplatzintegrierte Weiterbildungsberatung in der Fahrzeugzulieferindustrie. " * 18
    page = factories.practice(
        abstract=f"<p>{long}</p>",
        steps=[("step", {"title": long[:100], "text": long, "weeks": 3, "involved": ""})] * 30,
        conditions=[("condition", {"condition": long[:300], "necessity": "muss", "kind": ""})] * 30,
        obstacles=[PracticeObstacle(description=long[:1500], remedy=long[:1500]) for _ in range(25)],
    )
    assert pages(unpacked(client.get(address(page)).content)) == 2
    assert pages(unpacked(client.get(address(factories.practice())).content)) == 1


def test_it_is_made_once_a_revision(client, pango, monkeypatch):
    made = []
    make = steckbrief._make
    monkeypatch.setattr(steckbrief, "_make", lambda *args: made.append(args) or make(*args))
    page = factories.practice(title="Erst so")
    first = client.get(address(page)).content
    assert client.get(address(page)).content == first
    page.title = "Jetzt anders"
    page.save_revision().publish()
    client.get(address(page))
    assert len(made) == 2


def test_while_another_is_made_for_too_long_it_says_when_to_come_back(client, pango, monkeypatch):
    monkeypatch.setattr(steckbrief, "_PATIENCE_SECONDS", 0.01)
    page = factories.practice()
    with steckbrief._one_at_a_time:
        answer = client.get(address(page))
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert client.get(address(page)).status_code == 200


def test_one_visitor_cannot_ask_without_end(client, pango, monkeypatch):
    monkeypatch.setattr("practices.views.PDFS_PER_HOUR", 1)
    page = factories.practice()
    assert client.get(address(page)).status_code == 200
    assert client.get(address(page)).status_code == 429


def test_what_stands_in_a_text_makes_it_fetch_nothing(client, pango):
    with pytest.raises(Exception, match=r"(?i)protocol|url"):
        steckbrief._fetcher().fetch("file:///etc/hostname")
    with pytest.raises(Exception, match=r"(?i)protocol|url"):
        steckbrief._fetcher().fetch("http://127.0.0.1:1/")


def test_drafts_have_no_pdf(client, pango):
    assert client.get(address(factories.practice(live=False, slug="entwurf"))).status_code == 404


def test_without_the_library_the_page_offers_none_and_the_check_says_why(client, site, no_pango, capsys):
    page = factories.practice()
    assert "steckbrief.pdf" not in client.get(page.url).content.decode()
    assert client.get(address(page)).status_code == 404
    (message,) = library.check_library()
    assert message.level == INFO
    assert "apt-get install libpango" in message.hint
    call_command("check", fail_level="WARNING")
    assert "Pango" in capsys.readouterr().err


def test_with_it_the_page_leads_to_the_pdf(client, pango):
    page = factories.practice()
    assert address(page) in client.get(page.url).content.decode()
