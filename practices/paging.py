"""One page of a list, with the addresses of the pages before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PARAMETER = "seite"


@dataclass(frozen=True, slots=True)
class ListPage:
    rows: list[Any]
    total: int
    number: int
    pages: int
    previous_url: str
    next_url: str


def one_page(request: HttpRequest, rows: QuerySet[Any], size: int) -> ListPage:
    """The part of `rows` that the address asks for with `?seite=`; anything that is no page is the nearest one.

    Two queries: the count, and the rows.
    """
    page = Paginator(rows, size).get_page(request.GET.get(PARAMETER, "1")[:6])

    def url(number: int) -> str:
        query = request.GET.copy()
        query[PARAMETER] = str(number)
        return f"?{query.urlencode()}"

    return ListPage(
        rows=list(page.object_list),
        total=page.paginator.count,
        number=page.number,
        pages=page.paginator.num_pages,
        previous_url=url(page.number - 1) if page.has_previous() else "",
        next_url=url(page.number + 1) if page.has_next() else "",
    )
