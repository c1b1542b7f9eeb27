"""What the export reads: many at once where it can, and the same as one by one."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practices.actions import save_practice
from practices.imports.download import export_response, latest_drafts
from practices.imports.names import Names
from practices.imports.rows import apply_values, told
from practices.models import PracticePage
from practices.upkeep.dates import set_dates
from tests import factories
from tests.practices.filled import filled_values, records


def filled(names, values, number):
    page = PracticePage(title="")
    own = {"id": f"ganz-{number}", "slug": f"ganz-{number}", "braucht_freigabe": False}
    apply_values(page, values | own, names)
    return save_practice(page, publish=True)


def test_what_is_read_at_once_says_the_same_of_every_field(site):
    values, names = filled_values(records()), Names()
    filled(names, values, 1)
    (read,) = latest_drafts([PracticePage.objects.get(external_id="ganz-1").pk])
    of_revision = PracticePage.objects.get(pk=read.pk).get_latest_revision_as_object()
    with CaptureQueriesContext(connection) as context:
        of_tables = told(read, Names())
    assert of_tables == told(of_revision, Names())
    assert not [query for query in context if "practices_practice_" in query["sql"]], "it was read at once"


def test_each_is_exported_as_it_was_left(site):
    page = factories.practice(title="Alt")
    draft = PracticePage.objects.get(pk=page.pk)
    draft.title = "Neu"
    draft.save_revision()
    confirmed = factories.practice(title="Bestätigt", summary="Kurz.")
    day = timezone.localdate() + timedelta(days=400)
    set_dates(PracticePage.objects.filter(pk=confirmed.pk), next_review_on=day)
    hidden = factories.practice(title="Nie öffentlich", live=False)
    read = list(latest_drafts([hidden.pk, page.pk, confirmed.pk, 987_654]))
    assert [each.title for each in read] == ["Nie öffentlich", "Neu", "Bestätigt"]
    assert read[2].next_review_on == day, "written to the tables alone"
    one_by_one = [PracticePage.objects.get(pk=each.pk).get_latest_revision_as_object() for each in read]
    assert [told(each, Names()) for each in read] == [told(each, Names()) for each in one_by_one]


def test_many_public_practices_take_as_many_queries_as_some(site):
    values, names = filled_values(records()), Names()
    for number in range(6):
        filled(names, values, number)
    pages = list(PracticePage.objects.filter(external_id__startswith="ganz").values_list("pk", flat=True))

    def queries(some):
        with CaptureQueriesContext(connection) as context:
            list(export_response(some, "jsonl").streaming_content)
        return len(context)

    assert len(pages) == 6
    assert queries(pages) <= queries(pages[:2])
