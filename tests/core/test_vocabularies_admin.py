"""Vocabularies in the admin: the indented list, usage, merging, deleting, tags that become terms."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from taggit.models import Tag
from wagtail.models import ModelLogEntry

from core.models import Branch, Topic
from core.vocabularies.merge import merge
from core.vocabularies.tags import TagRefused, tag_to_term
from practices.models import PracticePage
from search.models import OutboxEntry
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_core_branch"


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("chef", "chef@example.org", "geheim"))
    return client


@pytest.fixture
def reader(client):
    user = User.objects.create_user("leserin")
    group = Group.objects.create(name="Lesen")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.permissions.add(Permission.objects.get(codename="change_branch"))
    user.groups.add(group)
    client.force_login(user)
    return client


def address(name, *args):
    return reverse(f"{LIST}:{name}", args=args)


def test_the_list_is_a_tree_and_says_how_often_each_term_is_used(admin):
    industry = factories.branch("industrie", "Industrie")
    factories.branch("handel", "Handel")
    foundry = factories.branch("giesserei", "Gießerei", parent=industry)
    factories.practice(branches=[foundry])
    text = admin.get(address("list")).content.decode()
    places = [text.index(f">{label}<") for label in ("Handel", "Industrie", "Gießerei")]
    assert places == sorted(places)
    assert '<span class="term-depth-1">Gießerei</span>' in text
    assert f'<a href="{address("usage", foundry.pk)}">1</a>' in text


def test_the_list_is_searched_by_synonym_too(admin):
    Branch.objects.create(slug="auto", label="Automobil", synonyms="Fahrzeugbau")
    factories.branch("handel", "Handel")
    text = admin.get(address("list"), {"q": "Fahrzeugbau"}).content.decode()
    assert "Automobil" in text
    assert "Handel" not in text


def test_the_list_takes_no_query_more_for_more_terms(admin, django_assert_max_num_queries):
    for number in range(60):
        factories.branch(f"b{number}")
    admin.get(address("list"))
    with django_assert_max_num_queries(40):
        admin.get(address("list"))


def test_merging_first_shows_what_moves_and_changes_nothing_before_it_is_confirmed(admin):
    old, new = factories.branch("kfz", "Kfz"), factories.branch("auto", "Auto")
    page = factories.practice(title="Lackieren lernen", branches=[old])
    text = admin.get(address("merge", old.pk), {"into": new.pk}).content.decode()
    assert "1 Eintrag bekommt „Auto“" in text
    assert "Lackieren lernen" in text
    assert list(page.branches.all()) == [old]
    assert admin.post(address("merge", old.pk), {"into": new.pk}).status_code == 302
    assert [term.slug for term in PracticePage.objects.get().branches.all()] == ["auto"]


@pytest.mark.parametrize("into", ["", "999999", "abc", "-1"])
def test_a_target_that_is_none_is_refused_with_a_sentence(admin, into):
    old = factories.branch("kfz")
    text = admin.post(address("merge", old.pk), {"into": into}).content.decode()
    assert "Diesen Begriff gibt es nicht" in text or "Bitte wählen Sie den Begriff" in text
    assert Branch.objects.filter(slug="kfz").exists()


def test_who_may_not_delete_terms_may_not_merge_nor_take_tags(reader):
    old, new = factories.branch("kfz"), factories.branch("auto")
    assert reader.post(address("merge", old.pk), {"into": new.pk}).status_code in (302, 403)
    assert Branch.objects.filter(slug="kfz").exists()
    assert reader.get(reverse("vocabulary_tags")).status_code in (302, 403)
    assert reader.get(address("usage", old.pk)).status_code == 200


def test_records_that_one_may_not_edit_count_but_are_not_named(reader):
    term = factories.branch("kfz", "Kfz")
    factories.practice(title="Geheimer Entwurf", branches=[term], live=False)
    text = reader.get(address("usage", term.pk)).content.decode()
    assert "nicht für Sie einsehbar" in text
    assert "Geheimer Entwurf" not in text


def test_a_used_term_is_not_deleted_by_form_bulk_action_or_shell(admin):
    term = factories.branch("kfz", "Kfz")
    factories.practice(title="Lackieren lernen", branches=[term])
    text = admin.post(address("delete", term.pk), follow=True).content.decode()
    assert "lässt sich darum nicht löschen" in text
    assert "Lackieren lernen" in text
    bulk = reverse("wagtail_bulk_action", args=["core", "branch", "delete"])
    admin.post(f"{bulk}?id={term.pk}")
    with pytest.raises(ProtectedError), transaction.atomic():
        Branch.objects.all().delete()
    assert Branch.objects.filter(pk=term.pk).exists()


def test_an_unused_term_is_deleted(admin):
    term = factories.branch("kfz")
    admin.post(address("delete", term.pk))
    assert not Branch.everything.filter(pk=term.pk).exists()


def test_a_term_moves_in_the_tree_but_not_below_itself(admin):
    top, other = factories.branch("oben", "Oben"), factories.branch("anders", "Anders")
    below = factories.branch("unten", "Unten", parent=top)
    data = {"label": "Oben", "slug": "oben", "order": "0", "synonyms": "", "description": "", "code": ""}
    text = admin.post(address("edit", top.pk), {**data, "parent": below.pk}).content.decode()
    assert "liegt unterhalb von" in text
    assert admin.post(address("edit", top.pk), {**data, "parent": other.pk}).status_code == 302
    assert Branch.objects.get(slug="oben").parent == other


def test_a_tag_becomes_a_term_of_all_that_carried_it_drafts_too(admin):
    parent = factories.topic("lernen", "Lernen")
    pages = [factories.practice(topics=[]) for _ in range(3)]
    for page in pages[:2]:
        page.tags.add("Lernfabrik")
        page.save_revision().publish()
    pages[2].tags.add("Lernfabrik")
    draft = pages[2].save_revision()
    OutboxEntry.objects.all().delete()
    tag = Tag.objects.get()
    assert "Lernfabrik" in admin.get(reverse("vocabulary_tags")).content.decode()
    answer = admin.post(reverse("vocabulary_tag", args=[tag.pk]), {"place": f"topic:{parent.pk}"})
    assert answer.status_code == 302
    term = Topic.objects.get(slug="lernfabrik")
    assert term.parent == parent
    assert all(list(PracticePage.objects.get(pk=page.pk).topics.all()) == [term] for page in pages[:2])
    draft.refresh_from_db()
    assert list(draft.as_object().topics.all()) == [term]
    assert not Tag.objects.exists()
    assert {page.pk for page in pages[:2]} <= set(OutboxEntry.objects.values_list("page_id", flat=True))
    assert ModelLogEntry.objects.filter(action="core.tag_to_term").count() == 1


def test_a_tag_that_is_a_term_already_makes_no_second_one():
    term = factories.topic("lernfabrik", "Lernfabrik")
    page = factories.practice(topics=[term])
    page.tags.add("lernfabrik")
    page.save_revision().publish()
    assert tag_to_term(Tag.objects.get(), Topic) == term
    assert list(PracticePage.objects.get().topics.all()) == [term]


def test_a_tag_longer_than_a_label_can_be_is_refused_and_stays():
    name = "x" * 100
    page = factories.practice()
    page.tags.add(name)
    page.save_revision().publish()
    tag = Tag.objects.get()
    Tag.objects.filter(pk=tag.pk).update(name="ohne angabe")
    with pytest.raises((TagRefused, Exception), match="ohne-angabe"):
        tag_to_term(tag, Topic)
    assert Tag.objects.count() == 1


def test_a_merged_term_is_in_no_chooser(admin):
    old, new = factories.branch("kfz", "Kfz-Gewerbe"), factories.branch("auto", "Automobil")
    merge(old, new)
    text = admin.get(address("add")).content.decode()
    assert "Automobil" in text
    assert "Kfz-Gewerbe" not in text
