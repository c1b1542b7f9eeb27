"""The example information pages: blocks, files, news and the glossary from their files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from core.text import as_rich_text
from portal.demo.read import CONTENT
from portal.pages.models import GlossaryEntry

Block = tuple[str, dict[str, Any]]


def fill_page(page: Any, entry: dict[str, Any]) -> None:
    """Body of any information page; date of a piece of news; terms of the glossary."""
    page.body = [_block(section) for section in entry.get("abschnitte") or ()]
    if "datum" in entry:
        page.date = entry["datum"]
    for place, term in enumerate(entry.get("begriffe") or ()):
        variants = ", ".join(term.get("auch") or ())
        page.entries.add(
            GlossaryEntry(term=term["begriff"], variants=variants, definition=term["erklaerung"], sort_order=place)
        )


def _block(section: dict[str, Any]) -> Block:
    kind = section.get("art", "abschnitt")
    name, make = _MAKERS[kind]
    return name, {"heading": section.get("ueberschrift", ""), **make(section)}


def _text(section: dict[str, Any]) -> dict[str, Any]:
    return {"text": as_rich_text(section["text"])}


def _timeline(section: dict[str, Any]) -> dict[str, Any]:
    return {
        "steps": [
            {"when": str(step["wann"]), "title": step["was"], "text": step.get("text", "")}
            for step in section["ereignisse"]
        ]
    }


def _numbers(section: dict[str, Any]) -> dict[str, Any]:
    numbers = [{"number": str(each["zahl"]), "text": each["was"]} for each in section["zahlen"]]
    return {"numbers": numbers, "source": section.get("quelle", "")}


def _questions(section: dict[str, Any]) -> dict[str, Any]:
    return {
        "questions": [
            {"question": each["frage"], "answer": as_rich_text(each["antwort"])} for each in section["fragen"]
        ]
    }


def _facts(section: dict[str, Any]) -> dict[str, Any]:
    return {"facts": [{"term": each["was"], "text": each["angabe"]} for each in section["angaben"]]}


def _team(section: dict[str, Any]) -> dict[str, Any]:
    return {
        "people": [
            {"name": each["name"], "role": each["aufgabe"], "text": each.get("fragen_zu", ""), "consent": True}
            for each in section["personen"]
        ]
    }


def _contact(section: dict[str, Any]) -> dict[str, Any]:
    return {"name": section["stelle"], "address": section.get("anschrift", ""), "hours": section.get("erreichbar", "")}


def _downloads(section: dict[str, Any]) -> dict[str, Any]:
    return {
        "files": [
            {
                "document": document(each["datei"], each["titel"]),
                "text": each.get("text", ""),
                "licence": each.get("lizenz", ""),
                "accessibility": each.get("barrierefreiheit", "ungeprueft"),
            }
            for each in section["dateien"]
        ]
    }


def document(name: str, title: str) -> Any:
    """The file in `content/files/` as a document, made once."""
    documents = get_document_model()._default_manager
    path: Path = CONTENT / "files" / name
    found = documents.filter(title=title).first()
    return found or documents.create(title=title, file=ContentFile(path.read_bytes(), name=name))


_MAKERS: dict[str, tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "abschnitt": ("section", _text),
    "zeitleiste": ("timeline", _timeline),
    "zahlen": ("numbers", _numbers),
    "fragen": ("questions", _questions),
    "fakten": ("facts", _facts),
    "team": ("team", _team),
    "kontakt": ("contact", _contact),
    "dateien": ("downloads", _downloads),
}
