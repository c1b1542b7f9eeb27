"""Information pages for programs: articles, frequent questions, terms of the glossary."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from core.linked_data import Thing, absolute
from core.text import as_plain_text


def page_data(page: Any, site: Thing) -> list[Thing]:
    """An article; with questions and answers on it a FAQPage instead, as search engines want one type of a page."""
    questions = [
        question for block in page.body if block.block_type == "questions" for question in block.value["questions"]
    ]
    about = {
        "headline": page.title,
        "name": page.title,
        "description": page.summary,
        "url": absolute(page.url),
        "inLanguage": settings.LANGUAGE_CODE,
        "datePublished": page.first_published_at.isoformat() if page.first_published_at else None,
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
        "author": site,
    }
    if not questions:
        return [{"@type": "Article", **about}]
    answers = [
        {
            "@type": "Question",
            "name": question["question"],
            "acceptedAnswer": {"@type": "Answer", "text": as_plain_text(question["answer"].source)},
        }
        for question in questions
    ]
    return [{"@type": "FAQPage", **about, "mainEntity": answers}]


def news_data(page: Any, site: Thing) -> list[Thing]:
    """A piece of news: dated by the day on it, not by its publication here."""
    return [{**page_data(page, site)[0], "@type": "NewsArticle", "datePublished": page.date.isoformat()}]


def glossary_data(page: Any, site: Thing) -> list[Thing]:
    """The set of terms, and each term with its meaning."""
    address = absolute(page.url)
    terms = [
        {
            "@type": "DefinedTerm",
            "name": entry.term,
            "description": entry.definition,
            "url": f"{address}#{entry.anchor}",
            "inDefinedTermSet": address,
        }
        for entry in page.entries.all()
    ]
    return [{"@type": "DefinedTermSet", "name": page.title, "url": address, "hasDefinedTerm": terms}]
