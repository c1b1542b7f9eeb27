"""What programs read: linked data, preview pictures, sitemap, security.txt, caching, what was withdrawn."""

import io
import json
import re
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from PIL import Image
from wagtail.models import PageViewRestriction

from tests import factories

#: What search engines ask of each type, by their documentation.
NEEDED = {
    "WebSite": {"name", "url", "potentialAction"},
    "Article": {"headline", "datePublished", "author", "publisher"},
    "Event": {"name", "startDate", "location", "eventStatus"},
    "Organization": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
}


def things(html):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) <= 1
    return {thing["@type"]: thing for text in found for thing in json.loads(text)["@graph"]}


@pytest.fixture
def pages(site):
    network = factories.network(title="Ein Bund", slug="bund")
    return {
        "WebSite": site,
        "Article": factories.practice(title="</script><b>Lernen & Arbeiten", slug="lernen", verbund=network),
        "Event": factories.event(title="Ein Treffen", venue_name="Rathaus", venue_address="Markt 1", format="hybrid"),
        "Organization": network,
    }


def test_each_page_says_what_it_is(pages, client):
    for kind, page in pages.items():
        found = things(client.get(page.url).content.decode())
        assert found[kind].keys() >= NEEDED[kind], kind
        if kind != "WebSite":
            assert found["BreadcrumbList"]["itemListElement"][-1]["name"] == page.title
            assert found[kind]["url"].endswith(page.url)


def test_markup_in_a_title_does_not_leave_the_script(pages, client):
    html = client.get("/praxis/lernen/").content.decode()
    assert things(html)["Article"]["headline"] == "</script><b>Lernen & Arbeiten"
    assert "<b>Lernen" not in html


def test_an_event_that_is_cancelled_says_so_and_hides_its_link(pages, client):
    event = pages["Event"]
    type(event).objects.filter(pk=event.pk).update(cancelled_at=timezone.now(), online_link="https://treffen.example/x")
    html = client.get(event.url).content.decode()
    assert things(html)["Event"]["eventStatus"] == "https://schema.org/EventCancelled"
    assert "treffen.example" not in html


def test_each_page_has_one_canonical_address_and_a_preview_picture(pages, client, settings):
    pictures = set()
    for page in pages.values():
        html = client.get(page.url, {"utm_source": "brief"}).content.decode()
        assert re.findall(r'<link rel="canonical" href="([^"]*)"', html) == [settings.BASE_URL + page.url]
        address = re.search(r'property="og:image" content="[a-z]+://[^/]*([^"]*)"', html)[1]
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
        assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
        pictures.add(response.content)
    assert len(pictures) == len(pages)


def test_no_picture_is_drawn_of_a_draft_or_of_another_version(pages, client):
    practice = pages["Article"]
    html = client.get(practice.url).content.decode()
    address = re.search(r'property="og:image" content="[a-z]+://[^/]*([^"]*)"', html)[1]
    assert client.get(address.replace(".png", "0.png")).status_code == 404
    practice.unpublish()
    assert client.get(address).status_code == 404


def test_the_sitemap_has_what_is_public_with_its_last_change(pages, client):
    hidden = factories.practice(title="Hinter der Tür", slug="tuer")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    factories.practice(title="Entwurf", slug="entwurf", live=False)
    expired = factories.practice(title="Vorbei", slug="vorbei")
    type(expired).objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {
        url.find("s:loc", names).text.removeprefix("http://testserver"): url.find("s:lastmod", names)
        for url in root.findall("s:url", names)
    }
    assert {"/", "/praxis/lernen/", "/verbuende/bund/"} <= set(found)
    assert found["/praxis/lernen/"] is not None
    assert not {"/praxis/tuer/", "/praxis/entwurf/", "/praxis/vorbei/"} & set(found)
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_the_sitemap_says_of_each_page_type_when_it_changed(pages, client):
    information = factories.information(title="Worum es geht", slug="worum-es-geht")
    every = [*pages.values(), information, factories.partner(title="Kammer", slug="kammer")]
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{name}urlset"
    changed = {url.findtext(f"{name}loc"): url.findtext(f"{name}lastmod") for url in root.findall(f"{name}url")}
    assert len(changed) == len(root.findall(f"{name}url")), "An address stands there twice."
    assert {"http://testserver" + page.url for page in every} <= set(changed)
    today = timezone.localdate()
    for address, moment in changed.items():
        assert abs((date.fromisoformat(moment[:10]) - today).days) <= 1, address


def test_the_sitemap_takes_as_many_queries_for_many_pages(pages, client, django_assert_max_num_queries):
    for number in range(10):
        factories.partner(title=f"Partner {number}")
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(4):
        client.get("/sitemap.xml")


def test_security_txt_names_whom_to_tell_and_is_absent_without(site, client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "sicherheit@forum.example"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    # RFC 9116, 2.5: Contact at least once; Expires once, at most a year ahead; Canonical with https; nothing unknown.
    lines = [line.split(": ", 1) for line in response.content.decode().splitlines()]
    fields = dict(lines)
    assert len(fields) == len(lines)
    assert fields["Contact"] == "mailto:sicherheit@forum.example"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=30) < left < timedelta(days=366)
    assert fields["Canonical"] == settings.BASE_URL + "/.well-known/security.txt"
    assert fields.keys() <= {"Contact", "Expires", "Canonical", "Preferred-Languages", "Encryption", "Policy"}
    assert set(fields["Preferred-Languages"].split(", ")) >= {"de"}


def test_a_page_that_is_still_the_same_is_not_sent_again(pages, client):
    for path in ("/", "/praxis/lernen/", "/programm/"):
        first = client.get(path)
        assert set(first["Cache-Control"].split(", ")) == {"public", "no-cache"}
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    pages["Article"].title = "Anders"
    pages["Article"].save_revision().publish()
    changed = client.get("/praxis/lernen/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_what_somebody_sees_who_is_logged_in_is_kept_by_nobody_else(pages, client, admin_user):
    client.force_login(admin_user)
    for path in ("/", "/redaktion/"):
        assert "private" in client.get(path)["Cache-Control"]


def test_what_was_withdrawn_is_gone_and_what_never_was_public_is_unknown(pages, client):
    address = pages["Article"].url
    pages["Article"].unpublish()
    gone = client.get(address)
    assert gone.status_code == 410
    assert "zurückgezogen" in gone.content.decode()
    assert client.get(factories.practice(slug="nie", live=False).url or "/praxis/nie/").status_code == 404
    PageViewRestriction.objects.create(page=pages["Article"].get_parent(), restriction_type="login")
    assert client.get(address).status_code != 410


def test_a_page_that_moved_leads_on(pages, client):
    network = pages["Organization"]
    network.slug = "neuer-bund"
    network.save_revision().publish()
    response = client.get("/verbuende/bund/")
    assert (response.status_code, response["Location"]) == (301, "/verbuende/neuer-bund/")
