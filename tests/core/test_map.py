"""The map of the Länder: every number in the right class, every Land a link with a name, all of it as a table too."""

import re

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from core.maps.laender import CLASSES, laender_map, steps, tint
from core.vocabularies.load import start_sets
from search.results import CountedValue
from tests import factories

LAENDER = {term["slug"]: term["label"] for term in start_sets()["regionen"]["terms"]}


def counted(slug, count, children=(), selected=False):
    return CountedValue(slug, LAENDER.get(slug, slug.title()), count, selected, None, children=tuple(children))


def drawn(values, address="/praxis/", **options):
    template = Template(
        "{% load map_tags %}{% laender_map values address singular='Beispiel' many='Beispiele' all_kreise=everything %}"
    )
    return template.render(Context({"values": values, "address": address, "everything": False, **options}))


def test_the_outlines_are_those_of_the_vocabulary():
    shown = laender_map([], "/praxis/", one="Beispiel", many="Beispiele")
    assert {land.slug: land.label for land in shown.laender} == LAENDER
    assert all(0 < land.x < shown.width and 0 < land.y < shown.height for land in shown.laender)
    assert all(re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", land.path) for land in shown.laender)


@given(st.integers(1, 5000).flatmap(lambda most: st.tuples(st.integers(0, most), st.just(most))))
def test_a_number_has_the_tint_that_the_legend_gives_it(numbers):
    count, most = numbers
    within = [step.tint for step in steps(most) if step.low <= count <= step.high]
    assert within == ([tint(count, most)] if count else [])
    assert tint(most, most) == CLASSES
    assert tint(0, most) == 0


def test_every_land_is_a_link_with_its_name_and_number_and_stands_in_the_table_too():
    html = drawn([counted("bayern", 12), counted("saarland", 1)], "/suche/?q=a%26b")
    svg, table = html.split("<figcaption")
    links = dict(re.findall(r'href="([^"]+)"\s+aria-label="([^"]+)"', svg))
    assert len(links) == 16
    assert links["/suche/?q=a%26b&amp;region=bayern"] == "Bayern: 12\N{NO-BREAK SPACE}Beispiele"
    assert links["/suche/?q=a%26b&amp;region=saarland"] == "Saarland: 1\N{NO-BREAK SPACE}Beispiel"
    assert links["/suche/?q=a%26b&amp;region=bremen"] == "Bremen: keine Beispiele"
    assert all(f'href="{address}"' in table for address in links)
    assert "CC BY 4.0" in table
    assert "style=" not in html


def test_a_chosen_land_says_so():
    assert drawn([counted("bayern", 2, selected=True), counted("hessen", 1)]).count('aria-current="true"') == 1


def test_counted_kreise_stand_below_their_land():
    html = drawn([counted("bayern", 3, [counted("ansbach", 2)])])
    assert '<a href="/praxis/?region=ansbach">Ansbach</a> (2)' in html


@pytest.mark.django_db
def test_all_kreise_can_be_listed_and_only_those_with_something_are_links(django_assert_num_queries):
    bayern = factories.region("bayern", "Bayern")
    factories.region("ansbach", "Ansbach", bayern)
    factories.region("hof", "Hof", bayern)
    with django_assert_num_queries(1):
        html = drawn([counted("bayern", 3, [counted("ansbach", 2)])], everything=True)
    assert '<a href="/praxis/?region=ansbach">Ansbach</a> (2)' in html
    assert "<li>Hof</li>" in re.sub(r"\s*\n\s*", "", html)
