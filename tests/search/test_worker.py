"""Production's way: a worker of django-tasks brings changes to the cluster, and does not give up while it is away."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from practices.models import PracticePage
from search import delivery
from search.care import CHECK_EVERY
from search.comparison import differences
from search.models import Consumer
from search.rebuilding import request_rebuild
from search.running import cluster_engine, cluster_index, forget_engines
from search.signals import outbox_written
from tests import factories
from tests.search.elastic.faulty_server import serving, silent


@pytest.fixture
def worker(site, settings, monkeypatch):
    """The mode `tasks`; `worker()` lets a worker do all that is due, without waiting."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.SEARCH_DELIVERY = "tasks"
    delivery.connect()
    yield lambda: call_command("db_worker", batch=True, interval=0, verbosity=0, startup_delay=False)
    outbox_written.disconnect(dispatch_uid="search.delivery.task")


def waiting():
    return DBTaskResult.objects.filter(
        task_path="search.delivery.deliver_to_cluster", status="READY", run_after__gt=timezone.now()
    )


def test_while_the_cluster_is_away_the_task_follows_itself_with_growing_pauses(worker, settings):
    settings.SEARCH_URL = "http://127.0.0.1:9"
    forget_engines()
    factories.practice(title="Wartet")
    worker()
    first = waiting().get()
    DBTaskResult.objects.filter(pk=first.pk).update(run_after=timezone.now())
    worker()
    second = waiting().get()
    assert second.args_kwargs["kwargs"]["attempt"] == first.args_kwargs["kwargs"]["attempt"] + 1


@pytest.mark.elasticsearch
def test_the_worker_brings_what_was_published(worker, settings, elasticsearch_url, index_prefix):
    settings.SEARCH_URL = elasticsearch_url
    settings.SEARCH_INDEX = f"{index_prefix}worker-{factories.number()}"
    forget_engines()
    factories.practice(title="Vom Boten gebracht")
    worker()
    assert cluster_engine().status().documents == 1
    assert not waiting().exists()


def test_whoever_publishes_does_not_wait_for_the_cluster(worker, settings):
    with serving(silent) as server:
        settings.SEARCH_URL = server.url
        forget_engines()
        page = factories.practice(title="Sofort gespeichert")
        page.title = "Noch einmal"
        page.save_revision().publish()
        page.delete()
        assert server.requests == []
    assert DBTaskResult.objects.filter(task_path="search.delivery.deliver_to_cluster", status="READY").exists()


@pytest.mark.elasticsearch
def test_the_worker_rebuilds_when_asked_and_checks_once_a_day(worker, settings, elasticsearch_url, index_prefix):
    settings.SEARCH_URL = elasticsearch_url
    settings.SEARCH_INDEX = f"{index_prefix}worker-{factories.number()}"
    forget_engines()
    page = factories.practice(title="Vom Boten gebracht")
    worker()
    before = cluster_engine().status().index
    request_rebuild(cluster_index().name)
    worker()
    assert cluster_engine().status().index != before
    PracticePage.objects.filter(pk=page.pk).update(title="Am Postausgang vorbei")
    yesterday = timezone.now() - CHECK_EVERY - timedelta(minutes=1)
    Consumer.objects.filter(name=cluster_index().name).update(checked_at=yesterday)
    delivery.DeliveryThread()._remind(cluster_index())
    worker()
    assert differences(cluster_engine()) == []
