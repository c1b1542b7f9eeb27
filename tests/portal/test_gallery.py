"""`/komponenten/`: for those who work on the components, and for nobody else."""

import pytest

from tests import factories


@pytest.fixture
def site(db):
    factories.make_site()


def test_outside_of_development_the_address_does_not_exist(client, site, settings):
    settings.DEBUG = False
    assert client.get("/komponenten/").status_code == 404


def test_in_development_every_component_is_shown_in_its_states(client, site, settings):
    settings.DEBUG = True
    answer = client.get("/komponenten/")
    assert answer.status_code == 200
    html = answer.content.decode()
    shown = (
        "kern-error",
        "date-block--past",
        "chip--reset",
        "timeline__step",
        "effect__bar",
        "map__land",
        "compare-bar",
    )
    assert [name for name in shown if name not in html] == []
    assert "300" in html, "a facet with hundreds of values"
    assert answer.context["refused"].errors.keys() == answer.context["refused"].fields.keys()
