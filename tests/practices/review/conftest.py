"""A site with the workflow, its people, and a practice that needs the firm's sign-off."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import caches
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text

from core.mail.models import OutgoingMail
from core.permissions.roles import EDITORS, REVIEWERS
from practices.models import PracticePage
from practices.review.workflow import ensure_workflow
from search.running import forget_engines
from tests import factories


@pytest.fixture
def flow(db, settings, tmp_path):
    settings.SEARCH_EMBEDDED_FOLDER = tmp_path / "search"
    forget_engines()
    caches["limits"].clear()
    factories.make_site()
    ensure_workflow()
    yield
    forget_engines()


@pytest.fixture
def people(flow):
    """`writer` hands in, `reviewer` belongs to the Fachredaktion; both may publish."""
    may = Group.objects.create(name="darf veröffentlichen")
    may.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=may, page=Page.get_first_root_node(), permission=permission)
    made = {}
    for name, group in (("writer", EDITORS), ("reviewer", REVIEWERS)):
        made[name] = get_user_model().objects.create_user(name, f"{name}@example.org", "geheim")
        made[name].groups.add(Group.objects.get(name=group), may)
    return made


@pytest.fixture
def practice(flow):
    return factories.practice(
        live=False, title="Staplerschein", slug="stapler", needs_sign_off=True, background="<p>Zu wenig Leute.</p>"
    )


@pytest.fixture
def reload():
    return lambda page: PracticePage.objects.get(pk=page.pk)


@pytest.fixture
def mailed():
    """`mailed("review_task")`: whom such mails went to, in order."""

    def to(template):
        return list(OutgoingMail.objects.filter(template=template).order_by("pk").values_list("to", flat=True))

    return to


@pytest.fixture
def last_link():
    return lambda: re.search(r"/freigabe/\S+/", OutgoingMail.objects.filter(template="sign_off_request").last().text)[0]


RICH = ("abstract", "background", "goals", "approach", "outcome", "failures")
RICH += ("transferability", "core_parts", "adaptable_parts", "easy_language")
STREAMS = ("steps", "conditions", "pictures", "videos", "quotes", "files", "links", "change_notes")
RELATIONS = ("effects", "obstacles", "building_block_links", "participants", "relations", "comments")


@pytest.fixture
def form_of():
    """`form_of(page, slug="…")`: what the editor's form of a practice sends, with these fields changed."""

    def form(page, **fields):
        data = {f"{name}-count": "0" for name in STREAMS}
        for name in RELATIONS:
            data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0", f"{name}-MAX_NUM_FORMS": "30"}
        data |= {name: rich_text(getattr(page, name)) for name in RICH}
        data |= {"licence": "cc-by-4.0", "review_interval_months": "12", "title": page.title, "summary": page.summary}
        data |= {"slug": page.slug, "needs_sign_off": "on" if page.needs_sign_off else ""}
        return nested_form_data(data | fields)

    return form
