"""Records for tests: pages under a site like the real one, through the functions that editors use."""

import itertools
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from portal.home.models import HomePage
from portal.pages.models import InformationPage, SectionPage
from wagtail.models import Collection, Locale, Page, Site

from core.vocabularies.models import Branch, CompanySize, Region, TargetGroup, Topic
from events.models import EventIndexPage, EventPage
from partners.models import PartnerIndexPage, PartnerPage, VerbundIndexPage, VerbundPage
from practices.models import BuildingBlockIndexPage, BuildingBlockPage, PracticeIndexPage, PracticePage
from tests import remembering

_numbers = itertools.count(1)


def number():
    return next(_numbers)


def publish(page, parent):
    """Put a page under its parent as a draft, then publish its revision, as the admin does."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _list_page(page, parent):
    """Put a page there as one that was published: nearly every test needs these six, and none asks how they came."""
    page.first_published_at = page.last_published_at = timezone.now()
    return parent.add_child(instance=page)


_site_rows = {}


def make_site():
    """The home page and the lists below it."""
    home = HomePage.objects.first()
    if home is not None:
        return home
    in_test_transaction = connection.in_atomic_block
    if _site_rows and not in_test_transaction and not Locale.objects.exists():
        remembering.put_back(_site_rows)
        Site.clear_site_root_paths_cache()
        return HomePage.objects.get()
    to_remember = not in_test_transaction and remembering.nothing_is_there()
    home = _make_site()
    if to_remember:
        _site_rows.update(remembering.remember())
    return home


def _make_site():
    # A test with real transactions begins with empty tables: what Wagtail's migrations made is gone, too.
    Locale.objects.get_or_create(language_code="de")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    home = _list_page(HomePage(title="Verbundforum", slug="start"), root)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "Verbundforum"},
    )
    Site.clear_site_root_paths_cache()
    for model, slug, title in (
        (PracticeIndexPage, "praxis", "Praxisbeispiele"),
        (EventIndexPage, "veranstaltungen", "Veranstaltungen"),
        (VerbundIndexPage, "verbuende", "Verbünde"),
        (PartnerIndexPage, "partner", "Partner"),
        (SectionPage, "programm", "Programm"),
    ):
        _list_page(model(title=title, slug=slug, show_in_menus=True), home)
    return home


def _make(model, index, publish_it, fields, terms):
    make_site()
    fields.setdefault("title", f"{model._meta.verbose_name} {number()}")
    fields.setdefault("summary", "Kurz gesagt.")
    page = model(**fields)
    for field, values in terms.items():
        setattr(page, field, values)
    parent = index.objects.get()
    if publish_it:
        return publish(page, parent)
    page.live = False
    parent.add_child(instance=page)
    page.save_revision()
    return page


def practice(*, live=True, branches=(), regions=(), topics=(), target_groups=(), company_sizes=(), **fields):
    terms = {
        "branches": branches,
        "regions": regions,
        "topics": topics,
        "target_groups": target_groups,
        "company_sizes": company_sizes,
    }
    return _make(PracticePage, PracticeIndexPage, live, fields, terms)


def building_block(*, live=True, **fields):
    if not BuildingBlockIndexPage.objects.exists():
        publish(BuildingBlockIndexPage(title="Bausteine", slug="bausteine"), make_site())
    return _make(BuildingBlockPage, BuildingBlockIndexPage, live, fields, {})


def network(*, live=True, **fields):
    return _make(VerbundPage, VerbundIndexPage, live, fields, {})


def partner(*, live=True, **fields):
    return _make(PartnerPage, PartnerIndexPage, live, fields, {})


def event(*, live=True, **fields):
    fields.setdefault("starts_at", timezone.now() + timedelta(days=30))
    return _make(EventPage, EventIndexPage, live, fields, {})


def information(*, live=True, **fields):
    return _make(InformationPage, SectionPage, live, fields, {})


def branch(slug, label=None, parent=None):
    return Branch.objects.create(slug=slug, label=label or slug.title(), parent=parent)


def region(slug, label=None, parent=None):
    return Region.objects.create(slug=slug, label=label or slug.title(), parent=parent)


def topic(slug, label=None, parent=None):
    return Topic.objects.create(slug=slug, label=label or slug.title(), parent=parent)


def target_group(slug, label=None):
    return TargetGroup.objects.create(slug=slug, label=label or slug.title())


def company_size(slug, label=None, order=0):
    return CompanySize.objects.create(slug=slug, label=label or slug.title(), order=order)
