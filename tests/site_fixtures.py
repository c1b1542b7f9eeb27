"""Fixtures of the site: fresh lists, a fresh embedded index, a search that first delivers what waits."""

import pytest
from django.core.cache import caches

from search.delivery import deliver_everything
from search.facets import registered_facets
from search.running import forget_engines
from tests import factories


@pytest.fixture
def site(transactional_db, settings, tmp_path):
    """The lists of the site, an empty index of the test's own. Transactions are real: delivery reads after commit."""
    settings.SEARCH_EMBEDDED_FOLDER = tmp_path / "search"
    forget_engines()
    caches["limits"].clear()
    home = factories.make_site()
    yield home
    forget_engines()


@pytest.fixture
def find(site, client):
    """`find(q="…", branche="…")`: the API's answer, after everything that waits was delivered."""

    def ask(**parameters):
        deliver_everything()
        response = client.get("/api/v1/search", parameters)
        assert response.status_code == 200, response.content
        return response.json()

    return ask


@pytest.fixture
def titles(find):
    """`titles(…)`: just the titles of what was found, sorted."""
    return lambda **parameters: sorted(hit["title"] for hit in find(**parameters)["results"])


@pytest.fixture
def counts(find):
    """`counts("branche", …)`: a facet's counts by slug."""

    def ask(facet, **parameters):
        return {value["value"]: value["count"] for value in find(**parameters)["facets"][facet]}

    return ask


@pytest.fixture
def labels_kept(db, settings):
    """Labels are read every few seconds, as on a real site, not for every page as in other tests."""
    settings.SEARCH_TERMS_KEPT = 60.0
    _read_labels()
    yield
    settings.SEARCH_TERMS_KEPT = 0.0
    _read_labels()


def _read_labels():
    for facet in registered_facets().values():
        (facet.load_kept or facet.load)(None)
