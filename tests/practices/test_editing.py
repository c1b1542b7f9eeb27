"""Editing a practice in the admin: drafts keep anything, publishing asks for little, the tier is shown."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text

from practices.models import PracticeEffect, PracticeIndexPage, PracticePage
from practices.tiers import NEEDS
from tests import factories

pytestmark = pytest.mark.django_db

RELATIONS = ("effects", "obstacles", "building_block_links", "participants", "relations")
STREAMS = ("steps", "conditions", "pictures", "videos", "quotes", "files", "links", "change_notes")


@pytest.fixture
def editor(client):
    factories.make_site()
    client.force_login(get_user_model().objects.create_superuser("chefin"))
    return client


def form(**fields):
    data = {f"{name}-count": "0" for name in STREAMS}
    for name in (*RELATIONS, "comments"):
        data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0", f"{name}-MAX_NUM_FORMS": "30"}
    rich = ("abstract", "background", "goals", "approach", "outcome", "failures")
    rich += ("transferability", "core_parts", "adaptable_parts", "easy_language")
    data |= {name: rich_text("") for name in rich}
    data |= {"licence": "cc-by-4.0", "review_interval_months": "12", "slug": "neu", "title": "Neu", "summary": ""}
    return nested_form_data(data | fields)


def create(editor, **fields):
    parent = PracticeIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=("practices", "practicepage", parent.pk))
    return editor.post(address, form(**fields))


def test_a_draft_with_nothing_but_a_title_is_saved(editor):
    response = create(editor)
    assert response.status_code == 302, response.context["form"].errors
    page = PracticePage.objects.get(slug="neu")
    assert (page.live, page.tier) == (False, "roh")


def test_publishing_needs_a_summary_and_nothing_of_the_tiers(editor):
    assert create(editor, **{"action-publish": "1"}).status_code == 200
    assert not PracticePage.objects.filter(slug="neu").exists()
    assert create(editor, summary="Kurz.", **{"action-publish": "1"}).status_code == 302
    assert PracticePage.objects.get(slug="neu").live


def test_a_long_summary_is_kept_as_a_draft_and_refused_when_published(editor):
    long = "x" * 161
    response = create(editor, summary=long, **{"action-publish": "1"})
    assert "Das sind 161 Zeichen" in response.content.decode()
    assert long in response.content.decode(), "what was typed is still there"
    assert create(editor, summary=long).status_code == 302


def test_the_form_says_what_is_missing_and_every_link_leads_to_a_field(editor):
    page = factories.practice(live=False)
    html = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert "Stufe: <strong>unvollständig</strong>" in html
    lacking = [need for need in NEEDS if f'href="#{need.anchor}"' in html]
    assert len(lacking) > 20
    assert [need.field for need in NEEDS if f'id="{need.anchor}"' not in html] == []


def test_the_tier_of_the_newest_draft_stands_in_the_list(editor):
    page = factories.practice(title="Fast fertig")
    PracticePage.objects.update(tier="voll")
    page.save_revision()
    assert PracticePage.objects.get().tier == "roh"
    assert "Fast fertig" in editor.get("/redaktion/practices/", {"tier": "roh"}).content.decode()
    assert "Fast fertig" not in editor.get("/redaktion/practices/", {"tier": "voll"}).content.decode()


def test_publishing_computes_the_evidence_from_the_effects(editor):
    effect = PracticeEffect(indicator="Anmeldungen", before=1, after=2, method="zaehlung")
    page = factories.practice(effects=[effect], evidence="hinweis")
    assert page.evidence == "gemessen"
    page.evidence, page.evidence_reason = "erprobt", "Die Zahlen sind zu klein."
    page.save_revision().publish()
    assert PracticePage.objects.get().evidence == "erprobt"
    page.evidence_reason = ""
    page.save_revision().publish()
    page.effects = []
    page.save_revision().publish()
    assert PracticePage.objects.get().evidence == ""
