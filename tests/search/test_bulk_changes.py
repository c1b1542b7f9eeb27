"""Changes of many pages at once reach all that depends on them by the outbox, without a rebuild."""

import datetime

import pytest
from django.core.management import call_command
from django.db.models import ProtectedError
from django.utils import timezone
from portal.pages.models import SectionPage

from practices.imports.readers import Row
from practices.imports.run import import_rows
from practices.models import PracticeIndexPage, PracticePage
from search.comparison import differences
from search.delivery import deliver_everything
from search.running import embedded_engine
from tests import factories


@pytest.fixture
def industry(site):
    """A branch with one below it."""
    parent = factories.branch("industrie", "Industrie")
    return parent, factories.branch("giesserei", "Gießerei", parent=parent)


@pytest.fixture
def twenty(industry):
    """Twenty delivered practices of the lower branch."""
    pages = [factories.practice(title=f"Beispiel {number}", branches=[industry[1]]) for number in range(20)]
    deliver_everything()
    return pages


@pytest.fixture
def by_outbox(twenty):
    """Afterwards: what was changed is delivered, nothing differs, and it is still the same index."""
    before = embedded_engine().status().index
    yield
    deliver_everything()
    assert differences(embedded_engine()) == []
    assert embedded_engine().status().index == before


def rows(**fields):
    common = {"kurzbeschreibung": "Kurz.", "vorgehen": "Erst dies, dann das.", "jahr": "2023"}
    return [Row(number, {"id": f"I-{number}", "titel": f"Einfuhr {number}"} | common | fields) for number in range(30)]


def test_an_import_and_its_repetition_with_changes(by_outbox, titles):
    assert import_rows(rows(branchen="Gießerei"), publish=True).created == 30
    assert len(titles(q="Einfuhr", branche="industrie", anzahl=100)) == 30
    assert import_rows(rows(kurzbeschreibung="Nun mit Verbund."), publish=True).problems == []
    assert len(titles(q="Verbund", anzahl=100)) == 30


def test_a_tree_of_pages_that_moves(by_outbox, find, site):
    section = site.add_child(instance=SectionPage(title="Archiv", slug="archiv"))
    PracticeIndexPage.objects.get().move(section, pos="last-child")
    urls = [hit["url"] for hit in find(q="Beispiel", anzahl=100)["results"]]
    assert len(urls) == 20
    assert all(url.startswith("/archiv/praxis/") for url in urls)


def test_a_renamed_term(by_outbox, industry, titles):
    industry[1].label = "Metallguss"
    industry[1].save()
    assert len(titles(q="Metallguss", anzahl=100)) == 20
    assert titles(q="Gießerei", anzahl=100) == []


def test_a_term_with_another_address(by_outbox, industry, counts):
    industry[0].slug = "werkstoffe"
    industry[0].save()
    assert counts("branche") == {"werkstoffe": 20, "giesserei": 20}


def test_a_term_that_moves_under_another_one(by_outbox, industry, counts):
    industry[1].parent = factories.branch("handwerk", "Handwerk")
    industry[1].save()
    assert counts("branche") == {"handwerk": 20, "giesserei": 20}


def test_a_term_that_takes_the_place_of_another_one_which_is_deleted(by_outbox, industry, twenty, counts):
    """What merging two terms comes down to."""
    other = factories.branch("metallguss", "Metallguss")
    for page in PracticePage.objects.filter(branches=industry[1]):
        page.branches = [other]
        page.save_revision().publish()
    industry[1].delete()
    assert counts("branche") == {"metallguss": 20}


def test_a_term_in_use_that_somebody_tries_to_delete(by_outbox, industry, counts, titles):
    with pytest.raises(ProtectedError):
        industry[1].delete()
    assert counts("branche") == {"industrie": 20, "giesserei": 20}
    assert len(titles(q="Gießerei", anzahl=100)) == 20


def test_many_pages_that_are_published_and_end_by_schedule(by_outbox, twenty, titles):
    past = timezone.now() - datetime.timedelta(minutes=1)
    for number in range(20):
        page = factories.practice(title=f"Terminiert {number}", live=False)
        page.go_live_at = past
        page.save_revision(approved_go_live_at=past)
    for page in twenty:
        page.expire_at = past
        page.save_revision().publish()
    call_command("publish_scheduled")
    assert len(titles(q="Terminiert", anzahl=100)) == 20
    assert titles(q="Beispiel", anzahl=100) == []


def test_a_list_that_is_unpublished_with_all_its_pages_or_deleted(by_outbox, titles):
    PracticeIndexPage.objects.get().unpublish()
    for page in PracticeIndexPage.objects.get().get_descendants().live().specific():
        page.unpublish()
    assert titles(q="Beispiel", anzahl=100) == []
    PracticeIndexPage.objects.get().delete()
    assert not PracticePage.objects.exists()


def test_a_tree_that_is_copied(by_outbox, site, titles):
    original = PracticePage.objects.first()
    original.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=True)
    assert titles(q="Kopie") == ["Kopie"]
