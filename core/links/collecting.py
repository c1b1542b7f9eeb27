"""Which links the pages have that are live now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from wagtail.fields import RichTextField, StreamField

from core.links.models import LONGEST_URL, Link, LinkUse
from core.pages import BasePage

_HREF = re.compile(r"""<a\s[^>]*?href=["'](https?://[^"']+)["']""", re.IGNORECASE)
_WHOLE = re.compile(r"https?://\S+", re.IGNORECASE)
_IN_TEXT = re.compile(r"https?://[^\s<>\"„“]+[^\s<>\"„“.,;:!?)\]]", re.IGNORECASE)
_AT_ONCE = 200


def links_of(page: Any) -> set[str]:
    """The addresses outside of this site that a page leads to, without what stands after #.

    Looked at are running text, blocks, fields for an address, and the plain texts that its class names in
    `texts_with_links`.
    """
    found: set[str] = set()
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname)
        if not value:
            continue
        if isinstance(field, RichTextField):
            found.update(map(unescape, _HREF.findall(value)))
        elif isinstance(field, StreamField):
            found.update(_in_blocks(field.get_prep_value(value)))
        elif isinstance(field, models.URLField):
            found.add(value)
        elif field.name in getattr(page, "texts_with_links", ()):
            found.update(_IN_TEXT.findall(value))
    return {url for url in map(_plain, found) if url}


def collect() -> str:
    """Bring links and their pages up to date; a few queries for each 200 pages."""
    if not settings.LINK_CHECK:
        return ""
    seen: set[int] = set()
    for model in apps.get_models():
        if not issubclass(model, BasePage):
            continue
        pages = model._default_manager.live().order_by("pk").iterator(_AT_ONCE)
        while batch := list(islice(pages, _AT_ONCE)):
            seen.update(page.pk for page in batch)
            _sync({page.pk: links_of(page) for page in batch})
    gone = set(LinkUse.objects.values_list("page_id", flat=True).distinct()) - seen
    LinkUse.objects.filter(page_id__in=gone).delete()
    Link.objects.filter(uses=None).delete()
    return f"{Link.objects.count()} Links auf {len(seen)} Seiten"


@transaction.atomic
def _sync(wanted: dict[int, set[str]]) -> None:
    urls = set().union(*wanted.values())
    now = timezone.now()
    Link.objects.bulk_create(
        [Link(url=url, host=urlsplit(url).hostname or "", next_check_at=now) for url in sorted(urls)],
        ignore_conflicts=True,
    )
    ids = dict(Link.objects.filter(url__in=urls).values_list("url", "pk"))
    pairs = {(ids[url], page) for page, links in wanted.items() for url in links if url in ids}
    there = {
        (link, page): pk
        for pk, link, page in LinkUse.objects.filter(page__in=wanted).values_list("pk", "link_id", "page_id")
    }
    LinkUse.objects.filter(pk__in=[pk for pair, pk in there.items() if pair not in pairs]).delete()
    LinkUse.objects.bulk_create(
        [LinkUse(link_id=link, page_id=page) for link, page in sorted(pairs - there.keys())], ignore_conflicts=True
    )


def _in_blocks(value: Any) -> Iterator[str]:
    """Addresses in the raw value of blocks: texts that are one, and links in running text."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _in_blocks(each)
    elif isinstance(value, list):
        for each in value:
            yield from _in_blocks(each)
    elif isinstance(value, str):
        if _WHOLE.fullmatch(value.strip()):
            yield value.strip()
        else:
            yield from map(unescape, _HREF.findall(value))


def _plain(url: str) -> str:
    """The address as it is asked; empty for one of this site, one without a host, and one that is too long."""
    try:
        url = urldefrag(url).url
        host = urlsplit(url).hostname
    except ValueError:
        return ""
    own = urlsplit(settings.BASE_URL).hostname
    return url if host and host != own and len(host) <= 255 and len(url) <= LONGEST_URL else ""
