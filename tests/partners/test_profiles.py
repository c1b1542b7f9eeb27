"""Profiles of networks and partners, and the list of networks with its map."""

import re

import pytest

from partners.models import VerbundPartner
from practices.models import PracticeParticipant
from tests import factories

pytestmark = pytest.mark.django_db


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def regions():
    bayern, hessen = factories.region("bayern", "Bayern"), factories.region("hessen", "Hessen")
    return {
        "bayern": bayern,
        "hessen": hessen,
        "hof": factories.region("hof", "Hof", bayern),
        "ansbach": factories.region("ansbach", "Ansbach", bayern),
    }


def test_the_map_counts_each_network_once_in_a_land_and_its_kreise_below(client, regions):
    factories.network(title="In zwei Kreisen", regions=[regions["hof"], regions["ansbach"]])
    factories.network(title="Im ganzen Land", regions=[regions["bayern"]])
    factories.network(live=False, title="Entwurf", regions=[regions["bayern"]])
    html = text(client, "/verbuende/")
    assert 'aria-label="Bayern: 2 Verbünde"' in html
    assert 'aria-label="Hessen: keine Verbünde"' in html
    assert '<a href="/verbuende/?region=hof">Hof</a> (1)' in html
    assert "Entwurf" not in html


def test_a_kreis_shows_its_own_networks_and_those_of_the_whole_land(client, regions):
    for title, region in (
        ("Hofer", "hof"),
        ("Ansbacher", "ansbach"),
        ("Landesweite", "bayern"),
        ("Hessische", "hessen"),
    ):
        factories.network(title=title, regions=[regions[region]])
    listed = text(client, "/verbuende/?region=hof").partition('id="verbuende-liste"')[2]
    assert [name in listed for name in ("Hofer", "Landesweite", "Ansbacher", "Hessische")] == [True, True, False, False]
    listed = text(client, "/verbuende/?region=bayern").partition('id="verbuende-liste"')[2]
    assert [name in listed for name in ("Hofer", "Landesweite", "Ansbacher", "Hessische")] == [True, True, True, False]


def test_where_there_is_none_and_what_is_no_region_say_what_to_do(client, regions):
    factories.network(regions=[regions["bayern"]])
    assert "Hier arbeitet noch kein Verbund" in text(client, "/verbuende/?region=hessen")
    assert "Diese Region gibt es hier nicht" in text(client, "/verbuende/?region=gibts-nicht")


def test_partners_stand_beside_their_map_and_are_narrowed_by_it(client, regions):
    for title, region in (("Kammer Hof", "hof"), ("Gewerkschaft Bayern", "bayern"), ("Hochschule Hessen", "hessen")):
        factories.partner(title=title, regions=[regions[region]])
    factories.partner(title="Entwurf", live=False, regions=[regions["hof"]])
    html = text(client, "/partner/")
    assert 'aria-label="Bayern: 2 Organisationen"' in html
    assert '<a href="/partner/?region=hof">Hof</a> (1)' in html
    assert "Hochschule Hessen" in html
    assert "Entwurf" not in html
    html = text(client, "/partner/?region=hof")
    assert "2 Organisationen: Hof" in html
    assert [name in html for name in ("Kammer Hof", "Gewerkschaft Bayern", "Hochschule Hessen")] == [True, True, False]
    assert "Gewerkschaft Bayern" in text(client, "/partner/?region=ansbach")
    assert "Diese Region gibt es hier nicht" in text(client, "/partner/?region=gibts-nicht")


def test_a_network_that_ended_names_its_successor_if_it_is_public(client, site):
    after = factories.network(title="Weiter geht es")
    hidden = factories.network(title="Geheime Nachfolge", live=False)
    html = text(client, factories.network(status="beendet", successor=after).url)
    assert re.search(r"beendet.*Nachfolge:.*Weiter geht es", html)
    assert "Nachfolge" not in text(client, factories.network(status="beendet", successor=hidden).url)


def test_profiles_lead_to_form_and_website_and_show_no_address(client, site):
    partner = factories.partner(contact_email="geheim@kammer.example", website="https://kammer.example/")
    network = factories.network(partner_links=[VerbundPartner(partner=partner)], contact_email="geheim@bund.example")
    for page in (partner, network):
        html = text(client, page.url)
        assert f'href="/kontakt/{page.pk}/"' in html
        assert "geheim@" not in html
    assert 'href="https://kammer.example/"' in text(client, partner.url)
    assert partner.title in text(client, network.url)


def test_a_partner_names_the_practices_it_took_part_in(client, site):
    partner = factories.partner()
    part = {"participants": [PracticeParticipant(partner=partner, role="Werkstatt")]}
    factories.practice(title="Gemeinsam gelernt", **part)
    assert "Gemeinsam gelernt" in text(client, partner.url)
