"""A browser before the real site: a live server, the delivery at work, and a log of every request that leaves it."""

import os

import pytest
from portal.demo.logins import make_example_logins

from search.delivery import deliver_everything
from search.running import forget_engines
from tests import factories

# Playwright keeps an event loop in this thread; Django would take each query for one inside of it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture
def site(live_server, settings, tmp_path, transactional_db):
    """The lists of the site with one branch and region; changes are delivered after each commit."""
    settings.SEARCH_EMBEDDED_FOLDER = tmp_path / "search"
    forget_engines()
    factories.make_site()
    factories.branch("handel", "Handel")
    factories.region("saarland", "Saarland")
    make_example_logins()
    deliver_everything()
    yield live_server.url
    forget_engines()


@pytest.fixture
def foreign(page, site):
    """Addresses outside the site that the page asked for."""
    found = []
    page.on("request", lambda r: None if r.url.startswith((site, "data:", "blob:")) else found.append(r.url))
    return found
