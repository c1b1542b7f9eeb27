"""The comparison finds whatever differs, names it, and mends it."""

import io
import json
import logging
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from practices.models import PracticePage
from search import care, comparison
from search.care import CHECK_EVERY, Aside, check_if_due
from search.comparison import check_and_mend, differences
from search.delivery import deliver_everything
from search.indexing import lag
from search.models import Consumer, OutboxEntry
from search.running import embedded_index, forget_engines, indices
from search.sources import public_documents, tree_values
from tests import factories


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def index(request, site, settings):
    if request.param == "elasticsearch":
        settings.SEARCH_URL = request.getfixturevalue("elasticsearch_url")
        settings.SEARCH_INDEX = f"{request.getfixturevalue('index_prefix')}check-{factories.number()}"
        forget_engines()
    return next(index for index in indices() if index.engine.name == request.param)


@pytest.fixture
def three_differences(index):
    """A practice changed, one removed and one published where the outbox does not see it; by id what is wrong."""
    stale, surplus, _ = (factories.practice(title=title) for title in ("Alt", "Bald weg", "Bleibt"))
    missing = factories.practice(title="Noch Entwurf", live=False)
    deliver_everything()
    PracticePage.objects.filter(pk=stale.pk).update(title="Am Postausgang vorbei")
    PracticePage.objects.filter(pk=surplus.pk).update(live=False)
    PracticePage.objects.filter(pk=missing.pk).update(live=True)
    return {str(stale.pk): "stale", str(surplus.pk): "surplus", str(missing.pk): "missing"}


def kinds(found):
    return {difference.id: difference.kind for difference in found}


def test_each_kind_of_difference_is_found_and_mended(index, three_differences):
    assert kinds(differences(index.engine)) == three_differences
    mending = check_and_mend(index.name, index.engine)
    assert kinds(mending.found) == three_differences
    assert not mending.rebuilt
    assert differences(index.engine) == []


@pytest.fixture
def log():
    """Messages of warnings of the comparison."""
    handler, messages = logging.Handler(logging.WARNING), []
    handler.emit = lambda record: messages.append(record.getMessage())
    comparison.logger.addHandler(handler)
    yield messages
    comparison.logger.removeHandler(handler)


def test_what_was_found_is_named_in_the_log_and_kept_for_the_admin(index, three_differences, log):
    check_and_mend(index.name, index.engine)
    consumer = Consumer.objects.get(name=index.name)
    assert consumer.difference_count == 3
    assert dict(consumer.first_differences) == three_differences
    assert timezone.now() - consumer.checked_at < timedelta(minutes=1)
    assert all(f"{page_id} ({kind})" in log[0] for page_id, kind in three_differences.items())


def test_an_index_with_higher_versions_than_the_outbox_gives_out_is_rebuilt(index, site):
    page = factories.practice(title="Nach der Sicherung")
    deliver_everything()
    newer = public_documents([page.pk], tree_values())[page.pk]
    PracticePage.objects.filter(pk=page.pk).update(title="Aus der Sicherung")
    index.engine.index([newer], 10**9)
    mending = check_and_mend(index.name, index.engine)
    assert mending.rebuilt
    assert differences(index.engine) == []


def test_an_unknown_document_in_the_index_goes_as_well(index, site):
    page = factories.practice(title="Da")
    deliver_everything()
    known = public_documents([page.pk], tree_values())[page.pk]
    for foreign in ("999999999", "kein-eintrag"):
        document = renamed(known, foreign)
        index.engine.index([document], 1)
    assert set(kinds(differences(index.engine)).values()) == {"surplus"}
    check_and_mend(index.name, index.engine)
    assert differences(index.engine) == []


def renamed(known, page_id):
    return replace(known, document=replace(known.document, id=page_id))


def test_a_change_that_is_delivered_during_the_comparison_is_no_difference(index, monkeypatch):
    pages = [factories.practice(title=f"Beispiel {number}") for number in range(3)]
    deliver_everything()
    fingerprints = comparison.public_fingerprints
    changed = []

    def meanwhile(batches):
        if not changed:
            changed.append(True)
            pages[0].title = "Mittendrin geändert"
            pages[0].save_revision().publish()
            deliver_everything()
        yield from fingerprints(batches)

    monkeypatch.setattr(comparison, "public_fingerprints", meanwhile)
    assert differences(index.engine) == []
    assert changed


def test_what_waits_in_the_outbox_is_a_difference_but_is_not_noted_twice(index):
    deliver_everything()
    page = factories.practice(title="Wartet")
    waiting = OutboxEntry.objects.filter(page_id=page.pk).count()
    assert kinds(differences(index.engine)) == {str(page.pk): "missing"}
    check_and_mend(index.name, index.engine)
    assert OutboxEntry.objects.filter(page_id=page.pk).count() <= waiting
    assert lag(index.name) == 0


def test_the_command_names_and_mends(index, three_differences):
    def run(*arguments):
        out = io.StringIO()
        try:
            call_command("search_index", "check", "--json", *arguments, stdout=out)
            code = 0
        except SystemExit as ended:
            code = ended.code
        entries = json.loads(out.getvalue())["indices"]
        return code, next(entry for entry in entries if entry["index"] == index.name)

    code, entry = run()
    assert (code, entry["differences"]) == (1, 3)
    assert {each["id"]: each["kind"] for each in entry["first"]} == three_differences
    code, entry = run("--mend")
    assert (code, entry["differences"], entry["left"]) == (0, 3, 0)
    assert run()[0] == 0


def test_a_check_is_due_once_a_day_and_done_by_one_process(site):
    index = embedded_index()
    page = factories.practice(title="Alt")
    deliver_everything()
    PracticePage.objects.filter(pk=page.pk).update(title="Am Postausgang vorbei")
    assert not check_if_due(index)
    Consumer.objects.filter(name=index.name).update(checked_at=timezone.now() - CHECK_EVERY - timedelta(seconds=1))
    assert check_if_due(index)
    assert not check_if_due(index)
    assert differences(index.engine) == []


def test_care_for_an_index_is_taken_once_at_a_time(site):
    index, aside = embedded_index(), Aside()
    began, end, times = threading.Event(), threading.Event(), []

    def work(index):
        times.append(index.name)
        began.set()
        end.wait(10)

    aside.start(index, work)
    assert began.wait(10)
    aside.start(index, work)
    end.set()
    assert times == [index.name]


def test_the_text_is_not_analysed_for_a_comparison(index, monkeypatch):
    factories.practice(title="Beispiel")
    deliver_everything()

    def analysed(text):
        raise AssertionError("too dear for a comparison")

    monkeypatch.setattr("search.documents.index_terms", analysed)
    assert differences(index.engine) == []


def test_while_one_process_checks_no_other_one_begins(site, monkeypatch):
    index = embedded_index()
    deliver_everything()
    Consumer.objects.filter(name=index.name).update(checked_at=timezone.now() - CHECK_EVERY - timedelta(seconds=1))
    others = []

    def meanwhile(name, engine):
        others.append(check_if_due(index))
        return check_and_mend(name, engine)

    monkeypatch.setattr(care, "check_and_mend", meanwhile)
    assert check_if_due(index)
    assert others == [False]
