"""Which pages a result list offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from search.engine import RESULT_WINDOW
from search.query import SearchQuery

#: So many pages are offered on each side of the current one.
NEIGHBOURS = 2


@dataclass(frozen=True)
class PageLink:
    number: int
    url: str
    current: bool


@dataclass(frozen=True)
class Pagination:
    """`pages` holds links, and None for a gap; `first` and `last` number the hits shown, from 1; `count` all hits."""

    pages: tuple[PageLink | None, ...]
    previous_url: str | None
    next_url: str | None
    first: int
    last: int
    count: int
    page_count: int


def paginate(query: SearchQuery, total: int, url: Callable[[int], str]) -> Pagination:
    """Offer the first and last page and those around the current one, none beyond the result window."""
    reachable = min(total, RESULT_WINDOW)
    count = max(1, -(-reachable // query.page_size))
    if count > 1 and count * query.page_size > RESULT_WINDOW:
        count -= 1
    current = query.page
    near = range(current - NEIGHBOURS, current + NEIGHBOURS + 1)
    numbers = sorted({1, count, *(number for number in near if 1 <= number <= count)})
    pages: list[PageLink | None] = []
    for index, number in enumerate(numbers):
        before = numbers[index - 1] if index else 0
        if number - before == 2:
            # A gap of one page is no shorter than the page itself.
            pages.append(PageLink(number - 1, url(number - 1), False))
        elif number - before > 2:
            pages.append(None)
        pages.append(PageLink(number, url(number), number == current))
    return Pagination(
        pages=tuple(pages) if count > 1 else (),
        previous_url=url(min(current - 1, count)) if current > 1 else None,
        next_url=url(current + 1) if current < count else None,
        first=min(query.offset + 1, total) if total else 0,
        last=min(query.offset + query.page_size, total),
        count=total,
        page_count=count,
    )
