import pytest
from django.core.cache import caches

from tests import factories


@pytest.fixture
def lists(db):
    """The home page and the lists, in a transaction that is rolled back: much quicker than `site`, for tests that
    neither search nor use more than one connection."""
    caches["limits"].clear()
    return factories.make_site()
