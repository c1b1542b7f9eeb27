"""The admin's list of practices: its filters, and that it does not read row by row."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("chefin"))
    return client


def shown(editor, **filters):
    html = editor.get("/redaktion/practices/", filters).content.decode()
    return {title for title in ("Gießen", "Verkaufen", "Entwerfen") if title in html}


def test_the_list_filters_by_state_network_branch_and_region(editor):
    industry = factories.branch("industrie")
    foundry = factories.branch("giesserei", parent=industry)
    land = factories.region("hessen")
    network = factories.network(title="Ein Bund")
    factories.practice(title="Gießen", branches=[foundry], verbund=network)
    factories.practice(title="Verkaufen", regions=[factories.region("kassel", parent=land)])
    factories.practice(title="Entwerfen", live=False)
    assert shown(editor) == {"Gießen", "Verkaufen", "Entwerfen"}
    assert shown(editor, state="draft") == {"Entwerfen"}
    assert shown(editor, state="live") == {"Gießen", "Verkaufen"}
    assert shown(editor, verbund=network.pk) == {"Gießen"}
    assert shown(editor, branches=industry.pk) == {"Gießen"}, "a branch includes those below it"
    assert shown(editor, regions=land.pk) == {"Verkaufen"}
    assert shown(editor, q="Verkaufen") == {"Verkaufen"}


def test_the_list_takes_no_query_more_for_the_terms_of_each_row(editor):
    def terms_read():
        with CaptureQueriesContext(connection) as context:
            editor.get("/redaktion/practices/")
        return sum("core_branch" in query["sql"] or "core_region" in query["sql"] for query in context)

    branch, region = factories.branch("handel"), factories.region("hessen")
    factories.practice(branches=[branch], regions=[region])
    few = terms_read()
    for _ in range(5):
        factories.practice(branches=[branch], regions=[region])
    assert terms_read() == few
