"""The page „Stolpersteine und was half“."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import ObstaclesPage, PracticeObstacle
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(db):
    page = ObstaclesPage(title="Stolpersteine und was half", slug="stolpersteine")
    return factories.publish(page, factories.make_site()).url


def obstacles(*descriptions):
    return [PracticeObstacle(description=text, remedy=f"Hilfe gegen {text}") for text in descriptions]


def test_it_shows_what_stood_in_the_way_with_what_helped_and_where(client, address):
    page = factories.practice(title="Schweißen lernen", obstacles=obstacles("Zeitmangel"))
    html = client.get(address).content.decode()
    assert "Zeitmangel" in html
    assert "Hilfe gegen Zeitmangel" in html
    assert f'href="{page.url}"' in html


def test_drafts_and_changes_that_are_not_published_do_not_show(client, address):
    factories.practice(live=False, obstacles=obstacles("Geheimes"))
    page = factories.practice(obstacles=obstacles("Bekanntes"))
    page.obstacles = obstacles("Neues im Entwurf")
    page.save_revision()
    html = client.get(address).content.decode()
    assert "Bekanntes" in html
    assert "Geheimes" not in html
    assert "Neues im Entwurf" not in html


def test_a_long_list_comes_in_pages_and_takes_no_query_more(client, address):
    def queries():
        with CaptureQueriesContext(connection) as context:
            client.get(address)
        return len(context)

    factories.practice(obstacles=obstacles("Nummer 0"))
    client.get(address)
    few = queries()
    factories.practice(obstacles=obstacles(*(f"Nummer {number}" for number in range(1, 30))))
    assert queries() == few
    html = client.get(address).content.decode()
    assert "Seite 1 von 2" in html
    assert html.count('practice-pair"') == 20
    assert client.get(address, {"seite": "2"}).content.decode().count('practice-pair"') == 10
    assert client.get(address, {"seite": "x" * 300}).status_code == 200


def test_an_empty_page_says_so(client, address):
    assert "Hier steht noch kein Stolperstein." in client.get(address).content.decode()
