"""„Redaktionstipp“: above the hits, only of what is public and fits the filters."""

from search.delivery import deliver_everything
from search.tuning.models import Tip
from tests import factories


def page(client, address):
    deliver_everything()
    return client.get(address).content.decode()


def test_a_tip_stands_above_the_hits_and_is_not_counted(site, client):
    factories.practice(title="Stapler fahren")
    tipped = factories.practice(title="Das sollten Sie lesen")
    Tip.objects.create(queries="Stapler", page=tipped)
    shown = page(client, "/suche/?q=stapler")
    assert "Redaktionstipp" in shown
    assert shown.index("Das sollten Sie lesen") < shown.index("hits")
    assert client.get("/api/v1/search?q=Stapler").json()["total"] == 1
    assert "Redaktionstipp" not in page(client, "/suche/?q=Kran")


def test_a_tip_that_is_not_public_or_of_another_kind_is_not_shown(site, client):
    tipped = factories.practice(title="Das sollten Sie lesen")
    Tip.objects.create(queries="Stapler", page=tipped)
    assert "Redaktionstipp" in page(client, "/suche/?q=Stapler")
    assert "Redaktionstipp" not in page(client, "/suche/?q=Stapler&art=partner")
    tipped.unpublish()
    assert "Das sollten Sie lesen" not in page(client, "/suche/?q=Stapler")
