"""Merging by two editors at the same moment, and in large numbers."""

import threading

import pytest
from django.db import close_old_connections, connection
from taggit.models import Tag

from core.models import Branch, Topic
from core.vocabularies.merge import MergeRefused, merge
from core.vocabularies.tags import tag_to_term
from core.vocabularies.uses import counts
from partners.models import PartnerPage
from practices.models import PracticeTag
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_merge_two_terms_into_each_other_leave_exactly_one():
    one, two = factories.branch("eins"), factories.branch("zwei")
    pages = [factories.partner(branches=[term]) for term in (one, two)]
    start, refused = threading.Barrier(2), []

    def work(old, new):
        try:
            start.wait(10)
            merge(Branch.everything.get(pk=old), Branch.everything.get(pk=new))
        except MergeRefused as error:
            refused.append(str(error))
        finally:
            connection.close()

    pairs = ((one.pk, two.pk), (two.pk, one.pk))
    threads = [threading.Thread(target=work, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    close_old_connections()
    left = Branch.objects.get()
    assert len(refused) == 1
    assert all(list(PartnerPage.objects.get(pk=page.pk).branches.all()) == [left] for page in pages)


@pytest.mark.django_db
def test_a_tag_of_many_records_becomes_a_term_in_few_queries(django_assert_max_num_queries):
    tag = Tag.objects.create(name="Lernfabrik", slug="lernfabrik")
    many = [factories.practice(topics=[]) for _ in range(90)]
    PracticeTag.objects.bulk_create([PracticeTag(tag=tag, content_object_id=page.pk) for page in many])
    with django_assert_max_num_queries(70):
        term = tag_to_term(tag, Topic)
    assert counts(Topic)[term.pk] == 90
    assert not PracticeTag.objects.exists()
