"""The public's side: everybody's drafts stay out of pages, search, API, feeds and sitemap, whoever is logged in."""

import pytest

from core.permissions.groups import make_groups
from core.permissions.roles import ROLES, VERBUND_TEAM
from partners.teams import make_team
from search.delivery import deliver_everything
from tests import factories

ADDRESSES = [
    "/praxis/",
    "/verbuende/nord/",
    "/suche/?q=Entwurf",
    "/suche/feed.atom?q=Entwurf",
    "/api/v1/search?q=Entwurf",
    "/api/v1/suggest?q=Entw",
    "/sitemap.xml",
]


@pytest.fixture
def users(site, django_user_model):
    groups = make_groups()
    network = factories.network(title="Nord", slug="nord")
    factories.practice(title="Öffentliches vom Entwurfsbüro", slug="oeffentlich", verbund=network)
    factories.practice(title="Geheimer Entwurf", slug="geheim", verbund=network, live=False)
    found = {"niemand": django_user_model.objects.create_user("niemand")}
    for role in ROLES:
        user = found[role.name] = django_user_model.objects.create_user(role.name)
        user.groups.add(groups[role.name])
    make_team(groups[VERBUND_TEAM], network)
    deliver_everything()
    return found


def test_no_public_address_tells_of_a_draft_whoever_asks(users, client):
    told = []
    for user in (None, *users.values()):
        client.logout()
        if user:
            client.force_login(user)
        for address in ADDRESSES:
            response = client.get(address)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            assert response.status_code == 200, address
            if "geheim" in body.decode().casefold():
                told.append((user, address))
        assert client.get("/praxis/geheim/").status_code == 404
    assert told == []
    public = client.get("/api/v1/search?q=Entwurf").json()["results"]
    assert [hit["url"] for hit in public] == ["/praxis/oeffentlich/"], "control: what is public is there"
