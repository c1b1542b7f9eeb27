"""Terms in the search and in addresses: synonyms find, old addresses lead on, free tags of many records move."""

import pytest
from django.http import QueryDict

from core.models import Branch, Instrument, ObstacleType
from core.vocabularies.merge import merge
from partners.moved import led_on
from practices.imports.checks import Checker
from practices.imports.names import Names
from practices.imports.readers import Row
from practices.models import ObstaclesPage, PracticeObstacle
from tests import factories


@pytest.fixture
def merged(site):
    old, new = factories.branch("kfz", "Kraftwagengewerbe"), factories.branch("auto", "Automobil")
    factories.practice(title="Lackieren lernen", branches=[old])
    merge(old, new)
    return new


def test_a_practice_is_found_by_a_synonym_of_its_term(site, titles):
    branch = Branch.objects.create(slug="auto", label="Automobil", synonyms="Motorwagenbau")
    instrument = Instrument.objects.create(slug="afbg", label="Aufstiegs-BAföG", synonyms="Meisterförderung")
    kind = ObstacleType.objects.create(slug="zeit", label="Freistellung", synonyms="Schichtwechsel")
    factories.practice(title="Eins", branches=[branch])
    page = factories.practice(title="Zwei", obstacles=[PracticeObstacle(kind=kind, description="Keine Zeit")])
    page.instruments = [instrument]
    page.save_revision().publish()
    assert titles(q="Motorwagenbau") == ["Eins"]
    assert titles(q="Meisterförderung") == ["Zwei"]
    assert titles(q="Schichtwechsel") == ["Zwei"]


def test_a_changed_synonym_reaches_the_search(site, titles):
    branch = factories.branch("auto", "Automobil")
    factories.practice(title="Eins", branches=[branch])
    assert titles(q="Motorwagenbau") == []
    branch.synonyms = "Motorwagenbau"
    branch.save()
    assert titles(q="Motorwagenbau") == ["Eins"]


def test_what_was_found_by_the_old_word_still_is(merged, titles, counts):
    assert titles(q="Kraftwagengewerbe") == ["Lackieren lernen"]
    assert counts("branche") == {"auto": 1}


def test_the_api_understands_the_old_slug(merged, titles):
    assert titles(branche="kfz") == ["Lackieren lernen"]


def test_an_old_address_is_led_to_the_new_one_for_good(merged, client, find):
    find()
    answer = client.get("/suche/?q=lernen&branche=kfz&branche=auto&region=ohne-angabe")
    assert answer.status_code == 301
    assert answer["Location"] == "/suche/?q=lernen&branche=auto&region=ohne-angabe"
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("query", ["branche=nirgends", "branche=%00", "branche=ohne-angabe", f"branche={'x' * 500}"])
def test_what_was_never_merged_stays_as_it_is(merged, query):
    parameters = QueryDict(query)
    assert led_on(parameters) is parameters


def test_a_known_slug_costs_no_query(merged, django_assert_num_queries, settings):
    settings.SEARCH_TERMS_KEPT = 60.0
    parameters = QueryDict("branche=auto")
    led_on(parameters)
    with django_assert_num_queries(0):
        led_on(parameters)


@pytest.mark.parametrize("named", ["kfz", "Kraftwagengewerbe"])
def test_the_import_reads_the_old_term_as_the_new_one_and_makes_no_other(merged, named):
    values, problems = Checker(Names(), create_terms=True).check(Row(2, {"titel": "Neu", "branchen": named}))
    assert problems == []
    assert values["branchen"] == [merged]


def test_obstacles_are_narrowed_by_type_and_an_old_type_leads_on(site, client):
    old, new = (ObstacleType.objects.create(slug=slug, label=slug.title()) for slug in ("schicht", "freistellung"))
    rows = [PracticeObstacle(kind=old, description="Keine Zeit"), PracticeObstacle(description="Kein Raum")]
    factories.practice(obstacles=rows)
    page = factories.publish(ObstaclesPage(title="Stolpersteine und was half", slug="stolpersteine"), site)
    everything = client.get(page.url).content.decode()
    assert "Schicht (1)" in everything
    assert "Kein Raum" in everything
    assert "Kein Raum" not in client.get(f"{page.url}?typ=schicht").content.decode()
    merge(old, new)
    answer = client.get(f"{page.url}?typ=schicht")
    assert answer.status_code == 301
    assert "Keine Zeit" in client.get(answer["Location"]).content.decode()
