"""The admin's page „Suchindex“: the state of every index, and a rebuild by button."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from practices.models import PracticePage
from search.comparison import check
from search.delivery import deliver_everything
from search.leases import Lease
from search.models import Consumer
from search.rebuilding import rebuild_wanted
from search.running import embedded_index, forget_engines
from tests import factories

PAGE = "/redaktion/suche/index/"
BUTTON = "/redaktion/suche/index/neu-aufbauen/"


@pytest.fixture
def operator(site, client, django_user_model):
    user = django_user_model.objects.create_user("betrieb")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "change_consumer"]))
    client.force_login(user)
    return client


@pytest.fixture
def index(site):
    factories.practice(title="Eins")
    deliver_everything()
    return embedded_index()


def text(client):
    response = client.get(PAGE)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_documents_and_waiting_changes_are_shown(operator, index):
    factories.practice(title="Zwei")
    shown = text(operator)
    assert "Eingebetteter Index dieses Servers" in shown
    assert '<th scope="row">Einträge</th> <td> 1 </td>' in shown
    assert f'<th scope="row">Wartende Änderungen</th> <td>{operator.get(PAGE).context["states"][0].waiting}' in shown
    assert operator.get(PAGE).context["states"][0].waiting > 0
    assert PAGE in operator.get("/redaktion/").content.decode(), "it is in the menu"


def test_a_cluster_that_is_away_is_named_with_its_error(operator, index, settings):
    settings.SEARCH_URL = "http://127.0.0.1:9"
    forget_engines()
    deliver_everything()
    Consumer.objects.filter(name="elasticsearch:verbundforum").update(last_error="disk: no space left")
    shown = text(operator)
    assert "Elasticsearch (verbundforum)" in shown
    assert "nicht erreichbar (refused" in shown
    assert "disk: no space left" in shown


def test_the_button_asks_for_a_rebuild(operator, index):
    response = operator.post(BUTTON, {"index": index.name}, follow=True)
    assert "Der Neuaufbau beginnt gleich" in response.content.decode()
    assert rebuild_wanted(index.name)
    deliver_everything()
    assert not rebuild_wanted(index.name)


def test_while_one_runs_its_progress_is_shown_and_the_button_says_so(operator, index):
    with Lease(index.name) as lease:
        lease.mine().update(
            rebuild_holder=lease.holder, rebuild_started_at=timezone.now(), rebuild_done=1200, rebuild_total=5000
        )
        assert "1200 von 5000 Einträgen" in text(operator)
        response = operator.post(BUTTON, {"index": index.name}, follow=True)
        assert "Ein Neuaufbau läuft schon: 1200 von 5000" in response.content.decode()
    assert not rebuild_wanted(index.name)
    assert "Der letzte Neuaufbau wurde unterbrochen" in text(operator)


def test_differences_are_named_with_a_link_to_the_page(operator, index):
    page = PracticePage.objects.get()
    PracticePage.objects.filter(pk=page.pk).update(title="Am Postausgang vorbei")
    check(index.name, index.engine)
    shown = text(operator)
    assert "1 Unterschied gefunden" in shown
    assert f'<a href="/redaktion/pages/{page.pk}/edit/">' in shown
    assert "ist im Index veraltet" in shown


def test_an_index_that_does_not_exist_cannot_be_rebuilt(operator, index):
    response = operator.post(BUTTON, {"index": "erfunden"}, follow=True)
    assert "gibt es nicht mehr" in response.content.decode()
    assert not Consumer.objects.filter(name="erfunden").exists()


def test_nobody_else_sees_or_rebuilds(index, client, django_user_model):
    assert client.get(PAGE).status_code == 302
    editor = django_user_model.objects.create_user("redaktion")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    assert client.get(PAGE).status_code == 302
    assert client.post(BUTTON, {"index": index.name}).status_code == 302
    assert not rebuild_wanted(index.name)
    assert PAGE not in client.get("/redaktion/").content.decode()


def test_the_button_works_by_post_alone(operator, index):
    assert operator.get(BUTTON, {"index": index.name}).status_code == 405
