"""`/api/v1/networks` and `/api/v1/partners`; and that the API's description names all whole records."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from partners.models import VerbundPartner
from partners.records import NetworkOut, PartnerOut
from tests import factories

pytestmark = pytest.mark.django_db


def get(client, path, **parameters):
    response = client.get(f"/api/v1/{path}", parameters)
    assert response.status_code == 200, response.content
    return response.json()


def test_networks_and_partners_name_each_other_as_far_as_they_are_public(client):
    chamber, hidden = factories.partner(title="Kammer", kind="kammer"), factories.partner(title="Verborgen")
    network = factories.network(
        title="Verbund Nord",
        description="<p>Im <b>Norden</b></p>",
        started=2022,
        partner_links=[VerbundPartner(partner=chamber), VerbundPartner(partner=hidden)],
    )
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    record = get(client, f"networks/{network.pk}")
    assert set(record) == set(NetworkOut.model_fields)
    assert (record["description"], record["started"]) == ("<p>Im <b>Norden</b></p>", 2022)
    assert record["terms"]["verbund"] == [network.slug]
    assert record["partners"] == [{"id": str(chamber.pk), "title": "Kammer", "url": chamber.url}]
    [record] = get(client, "partners")["results"]
    assert set(record) == set(PartnerOut.model_fields)
    assert (record["kind"], record["networks"][0]["title"]) == ("kammer", "Verbund Nord")
    assert client.get(f"/api/v1/partners/{hidden.pk}").status_code == 404
    assert client.get(f"/api/v1/partners/{network.pk}").status_code == 404, "of another kind"


def test_a_page_of_many_takes_as_many_queries_as_one(client):
    def queries(path, number):
        get(client, path, anzahl=str(number))
        with CaptureQueriesContext(connection) as asked:
            assert len(get(client, path, anzahl=str(number))["results"]) == number
        return len(asked)

    for _ in range(3):
        factories.network(partner_links=[VerbundPartner(partner=factories.partner())])
    assert queries("networks", 1) == queries("networks", 3) < 20
    assert queries("partners", 1) == queries("partners", 3) < 20


def test_the_description_names_every_list_and_every_record(client):
    described = client.get("/api/v1/openapi.json").json()["paths"]
    page = client.get("/api/v1/docs").content.decode()
    for name in ("practices", "events", "networks", "partners"):
        assert f"/api/v1/{name}" in described
        assert f"/api/v1/{name}/{{id}}" in described
        assert f"/api/v1/{name}/{{id}}" in page
