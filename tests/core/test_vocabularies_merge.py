"""Merging terms: nothing loses a term, drafts still open, trees stay trees, and the search hears of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from core.models import Branch, ObstacleType, Region
from core.vocabularies.merge import MergeRefused, merge
from core.vocabularies.uses import counts, is_used, records_with
from practices.models import PracticeObstacle
from search.models import OutboxEntry
from tests import factories

pytestmark = pytest.mark.django_db


def slugs(page):
    return {term.slug for term in type(page).objects.get(pk=page.pk).branches.all()}


def test_what_carried_the_old_term_carries_the_new_one_once():
    old, new, other = factories.branch("kfz"), factories.branch("auto"), factories.branch("handel")
    pages = [factories.practice(branches=terms) for terms in ([old], [old, new], [new, other], [old, other])]
    partner = factories.partner(branches=[old])
    merge(old, new)
    assert [slugs(page) for page in pages] == [{"auto"}, {"auto"}, {"auto", "handel"}, {"auto", "handel"}]
    assert slugs(partner) == {"auto"}
    assert counts(Branch) == {new.pk: 5, other.pk: 2}


def test_a_draft_with_the_old_term_opens_and_comes_out_with_the_new_one():
    old, new = factories.branch("kfz"), factories.branch("auto")
    page = factories.practice(branches=[])
    page.branches = [old, new]
    draft = page.save_revision()
    merge(old, new)
    draft.refresh_from_db()
    assert [term.slug for term in draft.as_object().branches.all()] == ["auto"]
    draft.publish()
    assert slugs(page) == {"auto"}


def test_rows_of_a_draft_and_of_the_page_get_the_new_type():
    old, new = (ObstacleType.objects.create(slug=slug, label=slug.title()) for slug in ("schicht", "freistellung"))
    page = factories.practice(obstacles=[PracticeObstacle(kind=old, description="Keine Zeit")])
    page.obstacles.add(PracticeObstacle(kind=old, description="Kein Platz"))
    draft = page.save_revision()
    merge(old, new)
    assert PracticeObstacle.objects.get().kind == new
    draft.refresh_from_db()
    assert [row.kind for row in draft.as_object().obstacles.all()] == [new, new]


def test_the_old_term_is_hidden_but_its_slug_stays_taken_and_its_word_becomes_a_synonym():
    old, new = factories.branch("kfz", "Kfz-Gewerbe"), factories.branch("auto", "Automobil")
    Branch.objects.filter(pk=old.pk).update(synonyms="Autohaus")
    old.refresh_from_db()
    assert merge(old, new).synonym_list == ["Kfz-Gewerbe", "Autohaus"]
    assert [term.slug for term in Branch.objects.all()] == ["auto"]
    assert Branch.everything.get(slug="kfz").merged_into == new
    with pytest.raises(Exception, match="aufgegangen"):
        Branch(slug="kfz", label="Neu").full_clean()


def test_what_was_merged_into_the_old_term_leads_straight_to_the_new_one():
    first, second, third = (factories.branch(slug) for slug in ("a", "b", "c"))
    merge(first, second)
    merge(Branch.objects.get(slug="b"), third)
    assert {term.merged_into.slug for term in Branch.everything.filter(slug__in="ab")} == {"c"}


def test_a_merge_is_logged_and_every_record_is_told_to_the_search():
    old, new = factories.branch("kfz"), factories.branch("auto")
    below = factories.branch("lack", parent=old)
    pages = [factories.practice(branches=[term]) for term in (old, new, below)]
    OutboxEntry.objects.all().delete()
    merge(old, new)
    assert {page.pk for page in pages} <= set(OutboxEntry.objects.values_list("page_id", flat=True))
    assert ModelLogEntry.objects.get(action="core.merge_terms").data["slug"] == "kfz"


def test_different_vocabularies_the_same_term_and_merged_ones_are_refused():
    branch, other = factories.branch("a"), factories.branch("b")
    with pytest.raises(MergeRefused, match="desselben Vokabulars"):
        merge(branch, factories.region("bayern"))
    with pytest.raises(MergeRefused, match="derselbe Begriff"):
        merge(branch, branch)
    merge(branch, other)
    with pytest.raises(MergeRefused, match="schon in einem anderen"):
        merge(branch, other)


def test_records_with_a_term_are_named_once_drafts_among_them():
    term = factories.branch("kfz")
    page = factories.practice(branches=[term])
    drafted = factories.practice(branches=[])
    drafted.branches = [term]
    drafted.save_revision()
    assert [(record.instance.pk, record.is_draft) for record in records_with(term)] == [
        (page.pk, False),
        (drafted.pk, True),
    ]
    assert is_used(term)
    assert not is_used(Region.objects.create(slug="leer", label="Leer"))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    parents=st.lists(st.integers(-1, 6), min_size=3, max_size=7),
    carried=st.lists(st.sets(st.integers(0, 6), max_size=4), min_size=1, max_size=3),
    merges=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=4),
)
def test_after_any_merges_the_tree_has_no_circle_and_no_record_lost_or_doubled_a_term(parents, carried, merges):
    number = factories.number()
    terms = []
    for place, parent in enumerate(parents):
        above = terms[parent] if 0 <= parent < place else None
        terms.append(Branch.objects.create(slug=f"t{number}-{place}", label=f"T{place}", parent=above))
    pages = [factories.partner(branches=[terms[n] for n in wanted if n < len(terms)]) for wanted in carried]
    now = {term.pk: term.pk for term in terms}
    for old, new in merges:
        if max(old, new) < len(terms):
            try:
                merge(Branch.everything.get(pk=terms[old].pk), Branch.everything.get(pk=terms[new].pk))
            except MergeRefused:
                continue
            now = {pk: terms[new].pk if target == terms[old].pk else target for pk, target in now.items()}
    for page, wanted in zip(pages, carried, strict=True):
        rows = type(page).branches.through.objects.filter(partnerpage_id=page.pk)
        expected = {now[terms[n].pk] for n in wanted if n < len(terms)}
        assert sorted(rows.values_list("branch_id", flat=True)) == sorted(expected)
    for term in Branch.objects.filter(slug__startswith=f"t{number}-"):
        steps = 0
        while term.parent_id is not None:
            term, steps = Branch.everything.get(pk=term.parent_id), steps + 1
            assert steps <= len(terms)
            assert term.merged_into_id is None
