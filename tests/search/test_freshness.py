"""Every change that the public sees reaches the index, and nothing else does."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import PageViewRestriction

from practices.models import PracticeIndexPage, PracticePage
from search.comparison import differences
from search.models import OutboxEntry
from search.running import embedded_engine
from tests import factories


def test_a_published_practice_is_found(titles):
    factories.practice(title="Staplerschein mit Brille")
    assert titles(q="Staplerschein") == ["Staplerschein mit Brille"]


def test_a_draft_is_not_found_and_not_counted(find, counts):
    factories.practice(title="Geheimer Entwurf", live=False, branches=[factories.branch("handel")])
    assert find(q="Geheimer")["total"] == 0
    assert counts("branche") == {}


def test_an_unpublished_draft_of_a_live_page_stays_hidden(titles):
    page = factories.practice(title="Alter Titel")
    page.title = "Neuer Titel"
    page.save_revision()
    assert titles(q="Titel") == ["Alter Titel"]


def test_an_unpublished_page_is_gone(titles):
    page = factories.practice(title="Kurz zu sehen")
    assert titles(q="sehen") == ["Kurz zu sehen"]
    page.unpublish()
    assert titles(q="sehen") == []


def test_a_deleted_page_is_gone(titles):
    page = factories.practice(title="Bald gelöscht")
    assert titles(q="gelöscht") == ["Bald gelöscht"]
    page.delete()
    assert titles(q="gelöscht") == []


def test_a_renamed_branch_is_found_under_its_new_name_in_all_its_practices(titles, counts):
    parent = factories.branch("industrie", "Industrie")
    child = factories.branch("giesserei", "Gießerei", parent=parent)
    factories.practice(title="Oben", branches=[parent])
    factories.practice(title="Unten", branches=[child])
    assert titles(q="Werkstoffe") == []
    parent.label = "Werkstoffe"
    parent.save()
    assert titles(q="Werkstoffe") == ["Oben", "Unten"]


def test_a_branch_that_moves_takes_its_practices_to_its_new_parent(counts):
    one, other = factories.branch("eins"), factories.branch("zwei")
    child = factories.branch("kind", parent=one)
    factories.practice(branches=[child])
    assert counts("branche") == {"eins": 1, "kind": 1}
    child.parent = other
    child.save()
    assert counts("branche") == {"zwei": 1, "kind": 1}


def test_a_renamed_network_is_found_under_its_new_name_in_its_practices(titles):
    network = factories.network(title="Lernbund Nord")
    factories.practice(title="Ein Beispiel", verbund=network)
    assert "Ein Beispiel" in titles(q="Lernbund")
    network.title = "Bildungskette Nord"
    network.save_revision().publish()
    assert "Ein Beispiel" in titles(q="Bildungskette")
    assert "Ein Beispiel" not in titles(q="Lernbund")


def test_a_network_that_is_not_public_gives_neither_name_nor_slug_to_its_practices(find):
    network = factories.network(title="Verschwiegener Bund")
    factories.practice(title="Offenes Beispiel", verbund=network)
    network.unpublish()
    answer = find(q="Offenes")
    assert answer["results"][0]["terms"]["verbund"] == []
    assert answer["facets"]["verbund"] == []
    assert find(q="Verschwiegener")["total"] == 0


def test_a_renamed_tag_is_found(titles):
    page = factories.practice(title="Mit Schlagwort")
    page.tags.add("Kranbahn")
    page.save_revision().publish()
    assert titles(q="Kranbahn") == ["Mit Schlagwort"]
    tag = Tag.objects.get(name="Kranbahn")
    tag.name = "Hebebühne"
    tag.save()
    assert titles(q="Hebebühne") == ["Mit Schlagwort"]


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_page_made_private_is_gone_and_comes_back(titles, counts, kind):
    page = factories.practice(title="Vertraulich", branches=[factories.branch("handel")])
    assert titles(q="Vertraulich") == ["Vertraulich"]
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="geheim")
    if kind == "groups":
        restriction.groups.add(Group.objects.create(name="Team"))
    assert titles(q="Vertraulich") == []
    assert counts("branche") == {}
    restriction.delete()
    assert titles(q="Vertraulich") == ["Vertraulich"]


def test_privacy_of_a_page_above_hides_all_below(titles):
    factories.practice(title="Unter Verschluss")
    assert titles(q="Verschluss") == ["Unter Verschluss"]
    PageViewRestriction.objects.create(page=PracticeIndexPage.objects.get(), restriction_type="login")
    assert titles(q="Verschluss") == []


def test_a_moved_list_takes_the_addresses_of_its_pages_along(find, site):
    page = factories.practice(title="Umzug", slug="umzug")
    assert find(q="Umzug")["results"][0]["url"] == "/praxis/umzug/"
    index = PracticeIndexPage.objects.get()
    index.slug = "beispiele"
    index.save()
    assert find(q="Umzug")["results"][0]["url"] == "/beispiele/umzug/"
    assert PracticePage.objects.get(pk=page.pk).url == "/beispiele/umzug/"


def test_an_expired_page_is_gone_before_any_job_has_run(find, counts):
    page = factories.practice(title="Haltbar", branches=[factories.branch("handel")])
    page.expire_at = timezone.now() + datetime.timedelta(minutes=5)
    page.save()
    assert find(q="Haltbar")["total"] == 1
    PracticePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(seconds=1))
    assert find(q="Haltbar")["results"] == []


def test_what_the_index_has_not_heard_of_yet_is_not_shown_all_the_same(find, client):
    page = factories.practice(title="Eben noch da")
    assert find(q="Eben")["total"] == 1
    page.unpublish()
    # Not delivered: the index still holds it.
    assert client.get("/api/v1/search", {"q": "Eben"}).json()["results"] == []


def test_a_change_that_is_rolled_back_leaves_nothing_behind(site):
    page = factories.practice(title="Vorher")
    OutboxEntry.objects.all().delete()

    with transaction.atomic():
        page.title = "Nachher"
        page.save()
        assert OutboxEntry.objects.filter(page_id=page.pk).exists()
        transaction.set_rollback(True)
    assert not OutboxEntry.objects.exists()


def test_saving_a_draft_asks_nothing_of_the_index(site):
    page = factories.practice(title="Ruhig")
    OutboxEntry.objects.all().delete()
    page.title = "Lauter"
    page.save_revision()
    assert not OutboxEntry.objects.exists()


def test_the_check_names_what_went_past_the_outbox(find):
    page = factories.practice(title="Richtig")
    gone = factories.practice(title="Weg")
    assert find()["total"] == 2
    assert list(differences(embedded_engine())) == []
    PracticePage.objects.filter(pk=page.pk).update(title="Falsch")
    PracticePage.objects.filter(pk=gone.pk).update(live=False)
    found = {(difference.id, difference.kind) for difference in differences(embedded_engine())}
    assert found == {(str(page.pk), "stale"), (str(gone.pk), "surplus")}


def test_every_kind_of_record_is_found_by_its_kind(find):
    factories.practice()
    factories.network()
    factories.partner()
    factories.event()
    factories.information()
    answer = find()
    assert {value["value"]: value["count"] for value in answer["facets"]["art"]} == {
        "praxis": 1,
        "verbund": 1,
        "partner": 1,
        "veranstaltung": 1,
        "seite": 1,
    }
    for kind in ("praxis", "verbund", "partner", "veranstaltung", "seite"):
        assert [hit["type"] for hit in find(art=kind)["results"]] == [kind]


def test_scheduled_pages_come_and_go_with_their_job(titles):
    page = factories.practice(title="Später sichtbar", live=False)
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled")
    assert titles(q="sichtbar") == []
    past = timezone.now() - datetime.timedelta(minutes=1)
    page.go_live_at = past
    page.save_revision(approved_go_live_at=past)
    call_command("publish_scheduled")
    assert titles(q="sichtbar") == ["Später sichtbar"]
    live = PracticePage.objects.get(pk=page.pk)
    live.expire_at = past
    live.save_revision().publish()
    call_command("publish_scheduled")
    assert titles(q="sichtbar") == []
    assert not PracticePage.objects.get(pk=page.pk).live
