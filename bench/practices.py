"""Generated practices as rows of a fresh database, beside the example content with its real vocabularies and networks.

Saved one by one with a revision, 100,000 pages would take hours. So the rows are written in bulk, past signals and
outbox: pages with the places in the tree that treebeard would give, then the practices' own table by SQL (Django does
not bulk-create models of two tables), then the terms. Indices are rebuilt afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from portal.demo.load import load_examples
from wagtail.models import Page

from bench.texts import GeneratedPractice, practice
from core.vocabularies.models import Branch, CompanySize, Region, TargetGroup, Topic
from partners.models import VerbundPage
from practices.models import PracticeIndexPage, PracticePage
from tests.servers.prepared import create_test_database

BATCH = 2_000
_FIELDS: dict[str, tuple[str, type[Model]]] = {
    "branche": ("branches", Branch),
    "region": ("regions", Region),
    "thema": ("topics", Topic),
    "zielgruppe": ("target_groups", TargetGroup),
    "groesse": ("company_sizes", CompanySize),
}
_FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


class PracticeTable:
    """A fresh test database with the example content; `fill` adds generated practices, `close` removes it.

    Import it when Django is set up.
    """

    def __init__(self) -> None:
        create_test_database()
        load_examples()
        self._index = PracticeIndexPage.objects.get()
        self._next_id = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
        self._first_step = self._index.get_children().count() + 1
        self._values = {
            facet: list(model._default_manager.order_by("pk").values_list("pk", flat=True))
            for facet, (_, model) in _FIELDS.items()
        } | {"verbund": list(VerbundPage.objects.order_by("pk").values_list("pk", flat=True))}
        self._type = ContentType.objects.get_for_model(PracticePage)
        self.number = 0

    def fill(self, number: int) -> None:
        """Add practices until there are so many generated ones."""
        while self.number < number:
            upto = min(number, self.number + BATCH)
            self._add([practice(each) for each in range(self.number, upto)])
            self.number = upto

    def close(self) -> None:
        connection.creation.destroy_test_db(str(connection.settings_dict["NAME"]), verbosity=0)

    @transaction.atomic
    def _add(self, generated: Sequence[GeneratedPractice]) -> None:
        pages = [self._page(each) for each in generated]
        Page.objects.bulk_create(pages)
        self._index.numchild += len(pages)
        PracticeIndexPage.objects.filter(pk=self._index.pk).update(numchild=self._index.numchild)
        table = PracticePage._meta.db_table
        rows = [self._row(page.pk, each) for page, each in zip(pages, generated, strict=True)]
        names = ", ".join(connection.ops.quote_name(name) for name in rows[0])
        places = ", ".join(["%s"] * len(rows[0]))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", [[*row.values()] for row in rows])  # noqa: S608
        for facet, (field, _) in _FIELDS.items():
            self._link(facet, field, generated)

    def _page(self, each: GeneratedPractice) -> Page:
        slug = f"erzeugt-{each.number}"
        published = _FIRST_DAY + timedelta(minutes=7 * each.number)
        return Page(
            pk=self._next_id + each.number,
            path=Page._get_path(self._index.path, self._index.depth + 1, self._first_step + each.number),
            depth=self._index.depth + 1,
            title=each.title,
            draft_title=each.title,
            slug=slug,
            url_path=f"{self._index.url_path}{slug}/",
            content_type=self._type,
            locale_id=self._index.locale_id,
            live=True,
            first_published_at=published,
            last_published_at=published,
        )

    def _row(self, page_id: int, each: GeneratedPractice) -> dict[str, Any]:
        """A value for every column of the practices' own table: its default, unless it is given here."""
        texts = dict(zip(("background", "approach", "outcome", "transferability"), each.paragraphs, strict=True))
        given = {
            "page_ptr": page_id,
            "summary": each.summary,
            "year": each.year,
            "verbund": next(iter(self._chosen("verbund", each)), None),
            **{name: f"<p>{text}</p>" for name, text in texts.items()},
        }
        return {
            field.column: field.get_db_prep_save(
                given.get(field.name, None if field.null else field.get_default()), connection
            )
            for field in PracticePage._meta.local_fields
        }

    def _link(self, facet: str, field: str, generated: Sequence[GeneratedPractice]) -> None:
        through: Any = getattr(PracticePage, field).through
        term = PracticePage._meta.get_field(field).m2m_reverse_field_name()
        through.objects.bulk_create(
            through(**{"practicepage_id": self._next_id + each.number, f"{term}_id": value})
            for each in generated
            for value in self._chosen(facet, each)
        )

    def _chosen(self, facet: str, each: GeneratedPractice) -> list[int]:
        values = self._values[facet]
        return sorted({values[int(place * len(values))] for place in each.terms[facet]})
