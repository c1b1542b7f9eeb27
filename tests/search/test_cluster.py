"""The site on a real Elasticsearch node: found there, survived without it, and healed by itself."""

import json
import time

import pytest
from django.core.management import call_command

from practices.imports.readers import Row
from practices.imports.run import import_rows
from practices.models import PracticePage
from search.care import bring_up_to_date
from search.comparison import differences
from search.delivery import deliver_everything
from search.german.synonyms import SynonymRule, Synonyms
from search.indexing import lag
from search.running import cluster_engine, cluster_index, embedded_engine, forget_engines
from search.tuning.understood import understand
from tests import factories

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def cluster(site, settings, elasticsearch_url, index_prefix, request):
    """The site with the run's shared node as its cluster."""
    settings.SEARCH_URL = elasticsearch_url
    settings.SEARCH_INDEX = f"{index_prefix}site-{factories.number()}"
    forget_engines()
    return site


@pytest.fixture
def own_cluster(site, settings, own_elasticsearch):
    """The site with a node of its own, which the test may kill."""
    settings.SEARCH_URL = own_elasticsearch.url
    settings.SEARCH_INDEX = "verbundforum"
    forget_engines()
    deliver_everything()
    return own_elasticsearch


def test_what_is_published_is_found_in_both_engines(cluster, client):
    factories.practice(title="Staplerschein mit Brille", branches=[factories.branch("handel")])
    deliver_everything()
    answer = client.get("/api/v1/search", {"q": "Stapler", "branche": "handel"}).json()
    assert (answer["engine"], answer["total"]) == ("elasticsearch", 1)
    for engine in (cluster_engine(), embedded_engine()):
        assert list(differences(engine)) == []


def test_the_commands_look_after_both_indices(cluster, capsys):
    page = factories.practice(title="Eins")
    factories.practice(title="Zwei")
    call_command("search_index", "rebuild")
    capsys.readouterr()
    call_command("search_index", "status", "--json")
    status = json.loads(capsys.readouterr().out)["indices"]
    assert [(entry["engine"], entry["documents"], entry["waiting"]) for entry in status] == [
        ("embedded", 2, 0),
        ("elasticsearch", 2, 0),
    ]
    PracticePage.objects.filter(pk=page.pk).update(title="Am Postausgang vorbei")
    with pytest.raises(SystemExit):
        call_command("search_index", "check", "--json")
    report = json.loads(capsys.readouterr().out)["indices"]
    assert [entry["first"] for entry in report] == [[{"id": str(page.pk), "kind": "stale"}]] * 2


def test_without_the_cluster_the_embedded_index_answers_quickly_and_says_so(own_cluster, client):
    factories.practice(title="Bleibt zu finden")
    deliver_everything()
    assert client.get("/api/v1/search", {"q": "finden"}).json()["engine"] == "elasticsearch"
    own_cluster.kill()
    began = time.monotonic()
    answer = client.get("/api/v1/search", {"q": "finden"}).json()
    assert time.monotonic() - began < 2 + 1, "the bound is 2 s; one more for a slow machine"
    assert (answer["engine"], answer["total"]) == ("embedded", 1)
    page = client.get("/suche/", {"q": "finden"})
    assert page.status_code == 200
    assert page.context["degraded"]
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")


@pytest.mark.once
def test_killing_the_cluster_while_200_practices_are_saved_loses_none(own_cluster, client):
    for number in range(200):
        factories.practice(title=f"Beispiel {number}")
        if number % 20 == 5:
            bring_up_to_date(cluster_index(), patient=False)
        if number == 100:
            own_cluster.kill()
    assert lag(cluster_index().name) > 0
    assert client.get("/api/v1/search").json()["engine"] == "embedded"
    own_cluster.start_again()
    own_cluster.wait()
    for _ in range(30):
        if not bring_up_to_date(cluster_index(), patient=False).error:
            break
        time.sleep(1)
    assert lag(cluster_index().name) == 0
    assert list(differences(cluster_engine())) == []
    assert cluster_engine().status().documents == 200
    deliver_everything()
    call_command("search_index", "check")
    deadline = time.monotonic() + 60
    while client.get("/api/v1/search").json()["engine"] != "elasticsearch":
        assert time.monotonic() < deadline, "it has to heal by itself"
        time.sleep(0.5)


@pytest.mark.once
def test_a_thousand_imported_practices_are_all_found_in_both_engines(cluster):
    factories.branch("handel", "Handel")
    rows = [
        Row(
            number,
            {
                "id": f"I-{number}",
                "titel": f"Beispiel Nummer {number}",
                "kurzbeschreibung": "Kurz.",
                "vorgehen": "Erst dies, dann das.",
                "branchen": "Handel",
                "jahr": "2023",
            },
        )
        for number in range(1000)
    ]
    report = import_rows(rows, publish=True)
    assert (report.created, report.published, report.problems) == (1000, 1000, [])
    deliver_everything()
    for engine in (cluster_engine(), embedded_engine()):
        assert engine.status().documents == 1000
        assert list(differences(engine)) == []


def test_the_page_that_explains_a_search_tells_of_both_engines(cluster):
    factories.practice(title="Flurförderzeuge fahren", branches=[factories.branch("handel")])
    deliver_everything()
    call_command("search_index", "rebuild")
    understood = understand("Stapler", Synonyms([SynonymRule(("Stapler", "Flurförderzeug"))]))
    assert {(answer.name, answer.total, answer.problem) for answer in understood.engines} == {
        ("elasticsearch", 1, ""),
        ("embedded", 1, ""),
    }
    assert understood.explained_engine == "elasticsearch"
    assert understood.explained[0].clauses[0].ways[0].alternative.origin == "Flurförderzeug"
