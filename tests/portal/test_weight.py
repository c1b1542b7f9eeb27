"""What a first visit costs: bytes, requests, queries; and that nothing is left with the visitor."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from practices.models import PracticeIndexPage, PracticePage
from search.delivery import deliver_everything
from tests import factories

#: A first visit without photographs, as it is sent.
MOST_BYTES = 150_000
MOST_REQUESTS = 20
#: Queries of /praxis/, a page of its own: Wagtail finds it, its parents and what restricts it before it is shown.
PRACTICE_LIST = 9


@pytest.fixture
def many(site):
    """`many(10)`: so many practices with terms and a network, delivered."""

    def make(number):
        branch, region = factories.branch("handel", "Handel"), factories.region("saarland", "Saarland")
        network = factories.network(title="Bund", slug="bund")
        index = PracticeIndexPage.objects.get()
        for place in range(number):
            page = PracticePage(title=f"Beispiel {place}", slug=f"beispiel-{place}", summary="Kurz.", verbund=network)
            page.branches, page.regions = [branch], [region]
            page.first_published_at = timezone.now()
            index.add_child(instance=page)
        deliver_everything()

    return make


def sent(client, address):
    """Bytes of a page with all that it asks for, and the number of requests."""
    page = client.get(address, headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    html = gzip.decompress(page.content).decode()
    files = set(re.findall(r'(?:href|src)="/static/([^"]+)"', html))
    css = finders.find("css/site.css")
    files |= {
        f"fonts/{name}" for name in re.findall(r"fonts/([\w-]+\.woff2)", Path(css).read_text()) if "Italic" not in name
    }
    total = len(page.content)
    for name in files:
        answer = client.get(f"/static/{name}", headers={"accept-encoding": "gzip"})
        total += len(b"".join(answer.streaming_content))
    return total, 1 + len(files)


@pytest.mark.parametrize("address", ["/", "/suche/", "/suche/?q=Beispiel&ansicht=karte", "/praxis/?ansicht=tabelle"])
def test_a_first_visit_weighs_little(site, client, address):
    for number in range(25):
        factories.practice(
            title=f"Praxisbeispiel mit einem langen Titel {number}",
            branches=[factories.branch(f"b{number}", f"Bereich {number}")],
            regions=[factories.region(f"r{number}", f"Gegend {number}")],
        )
    deliver_everything()
    size, requests = sent(client, address)
    assert size <= MOST_BYTES
    assert requests <= MOST_REQUESTS


@pytest.mark.once
@pytest.mark.parametrize("number", [10, 500])
def test_a_search_page_takes_six_queries_however_much_there_is(
    many, labels_kept, client, number, django_assert_max_num_queries
):
    many(number)
    lists = ("/suche/?art=praxis", "/suche/?branche=handel", "/suche/?art=praxis&ansicht=tabelle")
    for address in (*lists, "/suche/?art=praxis&ansicht=karte"):
        client.get(address)
        with django_assert_max_num_queries(6):
            answer = client.get(address)
        assert answer.context["result"].total >= number
    client.get("/praxis/")
    with django_assert_max_num_queries(PRACTICE_LIST):
        client.get("/praxis/")


def test_nothing_is_left_with_a_visitor(site, client):
    branch, region = factories.branch("handel", "Handel"), factories.region("saarland", "Saarland")
    pages = [
        factories.practice(branches=[branch], regions=[region]),
        factories.network(),
        factories.partner(),
        factories.event(),
        factories.information(title="Worum es geht"),
    ]
    deliver_everything()
    addresses = ["/", "/suche/", "/suche/?q=a", "/praxis/?ansicht=karte", "/verbuende/", "/partner/", "/programm/"]
    for address in [*addresses, *(page.url for page in pages), "/suche/liste.csv", "/gibt-es-nicht/"]:
        assert list(client.get(address).cookies) == [], address
