"""Each page has a title of its own, in the window as in a list of results."""

import re
from collections import Counter

import pytest
from portal.pages.models import NewsIndexPage, NewsPage, SectionPage

from search.delivery import deliver_everything
from tests import factories


@pytest.mark.once
def test_no_two_addresses_have_the_same_title(site, client):
    for number in range(21):
        factories.practice(title=f"Beispiel {number}", slug=f"beispiel-{number}")
    event, network = factories.event(title="Treffen", slug="treffen"), factories.network(title="Bund", slug="bund")
    index = factories.publish(NewsIndexPage(title="Aktuelles", slug="aktuelles"), SectionPage.objects.get())
    news = factories.publish(NewsPage(title="Meldung", slug="meldung"), index)
    deliver_everything()
    paths = ["/", "/suche/", "/suche/?seite=2", "/suche/?q=Beispiel", "/praxis/", "/praxis/?seite=2"]
    paths += ["/suche/anliegen/", "/suche/benachrichtigen/?q=Beispiel", "/bedarf-melden/", "/barriere-melden/"]
    paths += ["/veranstaltungen/", "/verbuende/", "/partner/", "/programm/", "/praxis/beispiel-1/"]
    paths += [event.url, network.url, index.url, news.url]
    titles = {}
    for path in paths:
        found = re.search(r"<title>(.*?)</title>", client.get(path).content.decode(), re.DOTALL)
        titles[path] = " ".join(found[1].split())
    assert [title for title, number in Counter(titles.values()).items() if number > 1] == []
    assert all("Verbundforum" in title for title in titles.values())
