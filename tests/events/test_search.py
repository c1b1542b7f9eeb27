"""What is said of an event, before it and after, is found; its networks are a facet of it."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from events.models import EventNetwork, EventOrganiser
from tests import factories


def materials():
    file = get_document_model().objects.create(title="x", file=ContentFile(b"x", "x.txt"))
    return [
        ("document", {"document": file, "title": "Foliensatz", "licence": ""}),
        ("recording", {"title": "Mitschnitt", "url": "https://film.example/", "transcript": "Gesagtes Wort"}),
    ]


def test_material_is_found_when_the_event_is_over_and_not_before(site, titles):
    factories.event(title="Kommend", starts_at=timezone.now() + timedelta(days=2), materials=materials())
    factories.event(title="Vorbei", starts_at=timezone.now() - timedelta(days=2), materials=materials())
    for word in ("Foliensatz", "Mitschnitt", "Gesagtes"):
        assert titles(q=f'"{word}"') == ["Vorbei"], word


def test_who_holds_it_where_and_how_is_found_as_far_as_it_is_public(site, titles, counts):
    network, partner = factories.network(title="Verbund Elbtal"), factories.partner(title="Kammer Ost")
    hidden = factories.partner(title="Verborgen", live=False)
    factories.event(
        title="Werkstatt",
        venue_address="Am Hafen 3, Magdeburg",
        accessibility="Gebärdensprache auf Anfrage",
        network_links=[EventNetwork(network=network)],
        organiser_links=[EventOrganiser(page=partner), EventOrganiser(page=hidden)],
    )
    factories.event(title="Anderswo")
    assert titles(q="Magdeburg") == ["Werkstatt"]
    assert titles(q="Gebärdensprache", art="veranstaltung") == ["Werkstatt"]
    assert titles(q="Kammer Ost") == ["Kammer Ost", "Werkstatt"]
    assert titles(q='"Verborgen"') == []
    assert titles(verbund=network.slug, art="veranstaltung") == ["Werkstatt"]
    assert counts("verbund", art="veranstaltung") == {network.slug: 1}
    network.title = "Verbund Saale"
    network.save_revision().publish()
    assert titles(q="Saale", art="veranstaltung") == ["Werkstatt"]
