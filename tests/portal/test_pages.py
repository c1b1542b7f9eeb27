"""Every page type answers, under the addresses that people have bookmarked, safely."""

import json
import re

import pytest
from django.contrib.auth import get_user_model

from search.delivery import deliver_everything
from tests import factories

PAGES = ["/", "/suche/", "/praxis/", "/veranstaltungen/", "/verbuende/", "/partner/", "/programm/"]


@pytest.fixture
def content(site):
    branch = factories.branch("handel", "Handel")
    network = factories.network(title="Ein Bund", slug="bund")
    return [
        factories.practice(title="Ein Beispiel", verbund=network, branches=[branch], year=2023, is_example=True),
        network,
        factories.partner(title="Ein Partner"),
        factories.event(title="Ein Treffen"),
        factories.information(title="Worum es geht"),
    ]


@pytest.mark.parametrize("path", PAGES)
def test_every_promised_address_answers(content, client, path):
    deliver_everything()
    response = client.get(path)
    assert response.status_code == 200
    assert 'lang="de"' in response.content.decode()


def test_every_kind_of_record_has_a_page_with_one_h1(content, client):
    for page in content:
        html = client.get(page.url).content.decode()
        assert html.count("<h1") == 1, page.url
        assert page.title in html


def test_example_data_say_so_on_their_page_and_real_data_do_not(content, client):
    assert "Beispieldaten" in client.get(content[0].url).content.decode()
    assert "Beispieldaten" not in client.get(content[1].url).content.decode()


def test_a_private_network_is_not_named_on_its_practices_page(content, client):
    content[1].unpublish()
    assert "Ein Bund" not in client.get(content[0].url).content.decode()


def test_an_expired_page_is_gone(content, client):
    type(content[0]).objects.filter(pk=content[0].pk).update(expire_at="2020-01-01T00:00:00Z")
    assert client.get(content[0].url).status_code == 410


@pytest.mark.parametrize("path", PAGES)
def test_the_public_site_has_a_strict_policy_and_no_cookie(content, client, path):
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not response.cookies


def test_the_admin_has_a_policy_of_its_own_that_lets_nothing_out(site, client):
    client.force_login(get_user_model().objects.create_superuser("chefin"))
    response = client.get("/redaktion/")
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy.replace("https:", "http:") or "://" not in policy


def test_alive_and_ready(content, client):
    deliver_everything()
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["search"]["engine"] == "embedded"


def test_not_ready_while_no_index_can_answer(site, client):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["search"]["status"] == "unavailable"


def test_pages_work_while_no_index_can_answer_and_the_search_says_so(site, client):
    assert client.get("/").status_code == 200
    response = client.get("/suche/", {"q": "x"})
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "nicht erreichbar" in response.content.decode()
    api = client.get("/api/v1/search")
    assert api.status_code == 503
    assert api.json()["error"]["code"] == "search_unavailable"


def test_a_missing_page_is_a_german_page(site, client):
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    assert 'lang="de"' in response.content.decode()


def test_the_api_describes_itself_and_its_docs_load_nothing(content, client):
    schema = json.loads(client.get("/api/v1/openapi.json").content)
    assert "/api/v1/search" in schema["paths"]
    docs = client.get("/api/v1/docs")
    assert docs.status_code == 200
    loaded = re.findall(r'<script[^>]*src="([^"]*)"', docs.content.decode())
    assert docs.content.decode().count("<script") == len(loaded)
    assert all(address.startswith("/static/") for address in loaded)


def test_the_number_of_queries_of_a_search_does_not_grow_with_its_results(site, client, django_assert_max_num_queries):
    def count():
        deliver_everything()
        client.get("/suche/")
        with django_assert_max_num_queries(40) as context:
            client.get("/suche/")
        return len(context)

    factories.practice(branches=[factories.branch("eins")])
    few = count()
    for number in range(12):
        factories.practice(branches=[factories.branch(f"branche-{number}")])
    assert count() == few
