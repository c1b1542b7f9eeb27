"""Whole records over the API: which page of them is asked for, and one by its id. What a record says, its app says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field
from wagtail.query import PageQuerySet

from search.errors import ApiProblem
from search.query import MAX_PAGE_SIZE, Problem, read_page

#: Longer numbers are no id of any database.
_LONGEST_ID = 18


class PageParameters(Schema):
    """Described for the documentation; read and checked by `search.query`, as for the search."""

    seite: str = Field("1", description="Seite, ab 1.")
    anzahl: str = Field("20", description=f"Einträge je Seite, höchstens {MAX_PAGE_SIZE}.")


class RecordPage(Schema):
    """What a list of records says besides its `results`."""

    total: int = Field(description="Wie viele es insgesamt gibt.")
    page: int
    page_size: int


def asked_for(request: HttpRequest, records: PageQuerySet) -> tuple[dict[str, int], Sequence[Any]]:
    """The fields of `RecordPage`, and those of `records` that stand on the page asked for, by id: an order in which
    nothing moves while somebody reads page after page. Two queries.

    Raises:
        ApiProblem: `seite` or `anzahl` is out of range.
    """
    problems: list[Problem] = []
    page, size = read_page(request.GET, problems)
    if problems:
        fields = {problem.parameter: problem.message for problem in problems}
        raise ApiProblem(400, "invalid_parameter", _("Bitte prüfen Sie die Parameter."), fields)
    first = (page - 1) * size
    envelope = {"total": records.count(), "page": page, "page_size": size}
    return envelope, list(records.order_by("pk")[first : first + size])


def one_of(records: PageQuerySet, record_id: str) -> Any:
    """The record with that id.

    Raises:
        Http404: there is none among `records`; nobody learns whether it is gone, hidden or of another kind.
    """
    if not (record_id.isascii() and record_id.isdigit() and len(record_id) <= _LONGEST_ID):
        raise Http404
    found = records.filter(pk=int(record_id)).first()
    if found is None:
        raise Http404
    return found
