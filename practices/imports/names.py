"""What a cell calls another record, and which record that is: terms and pages by slug or label, files by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from core.vocabularies.load import create_term, german_slug
from core.vocabularies.models import RESERVED_SLUG, Term
from partners.models import PartnerPage, VerbundPage
from practices.imports.columns import Column, Kind
from practices.imports.values import Refused, key, plain
from practices.models import BuildingBlockPage, PracticePage

#: The export names a practice that has no external id by its page; the import finds it again by that.
PAGE_ID_PREFIX = "seite-"
_PAGES: Mapping[Kind, tuple[Any, str]] = {
    Kind.VERBUND: (VerbundPage, "Diesen Verbund gibt es nicht. Bitte Namen oder Kürzel prüfen."),
    Kind.PARTNER: (PartnerPage, "Diesen Partner gibt es nicht. Ohne eigene Seite steht er unter „name“."),
    Kind.BUILDING_BLOCK: (BuildingBlockPage, "Diesen Baustein gibt es nicht. Bitte legen Sie ihn zuerst an."),
}
REFERENCES = (*_PAGES, Kind.TERM, Kind.PRACTICE, Kind.IMAGE, Kind.DOCUMENT)


class Names:
    """The vocabularies and pages as they are when each is first asked for.

    In a trial, `coming` holds the ids and slugs of the practices that the rows before would have made: who names one of
    them is right, though there is none yet."""

    def __init__(self, *, coming: Iterable[str] = ()) -> None:
        self.coming = set(coming)
        self._slugs: dict[Kind, dict[int, str]] = {}
        self._terms: dict[type[Term], dict[str, list[Any]]] = {}
        self._pages: dict[Kind, dict[str, list[Any]]] = {}

    def record(self, column: Column, raw: Any) -> Any:
        """The one record that a cell names, or None for an empty cell.

        Raises:
            Refused: there is none, or more than one.
        """
        text = plain(raw)
        if not text:
            return None
        if len(text) > column.limit:
            raise Refused(f"Der Text hat {len(text)} Zeichen, möglich sind {column.limit}.")
        match column.kind:
            case Kind.PRACTICE:
                return self._practice(text)
            case Kind.IMAGE:
                return _file(get_image_model(), text, "Dieses Bild")
            case Kind.DOCUMENT:
                return _file(get_document_model(), text, "Diese Datei")
            case Kind.TERM:
                found = self.terms(column, text)
                if not found:
                    raise Refused("Das steht nicht im Vokabular. Bitte Schreibweise prüfen.")
                return found[0]
        found = self._of_pages(column.kind).get(key(text), [])
        if len(found) > 1:
            raise Refused("Der Name ist mehrdeutig. Bitte nennen Sie das Kürzel aus der Adresse der Seite.")
        if not found:
            raise Refused(_PAGES[column.kind][1])
        return found[0]

    def terms(self, column: Column, label: str) -> list[Any]:
        """The term of that slug or label, or none.

        Raises:
            Refused: several have that label.
        """
        assert column.vocabulary is not None
        matches = self._of_vocabulary(column.vocabulary).get(key(label), [])
        if len(matches) > 1:
            slugs = ", ".join(sorted(match.slug for match in matches))
            raise Refused(f"„{label}“ ist mehrdeutig. Bitte nennen Sie das Kürzel: {slugs}.", label)
        return list(matches)

    def new_term(self, column: Column, label: str, *, write: bool) -> tuple[Term, bool]:
        """The term of that label, made if it is not there; whether it was made. Without `write` it is not saved."""
        assert column.vocabulary is not None
        known = self._of_vocabulary(column.vocabulary)
        if key(label) in known:
            return known[key(label)][0], False
        term: Any = column.vocabulary(slug=german_slug(label), label=label)
        if write:
            term = create_term(column.vocabulary, label)
        for name in {key(label), key(term.slug)}:
            known.setdefault(name, []).append(term)
        return term, True

    def forget_terms(self) -> None:
        """Read the vocabularies anew: what was made is not there after all."""
        self._terms.clear()

    @cached_property
    def practice_keys(self) -> dict[int, str]:
        """What the export calls each practice, by the number of its page."""
        rows = PracticePage.objects.values_list("pk", "external_id")
        return {pk: external_id or f"{PAGE_ID_PREFIX}{pk}" for pk, external_id in rows}

    def slug_of(self, kind: Kind, pk: int) -> str:
        """What the export calls a page; empty when it is gone."""
        if kind not in self._slugs:
            self._slugs[kind] = {page.pk: page.slug for pages in self._of_pages(kind).values() for page in pages}
        return self._slugs[kind].get(pk, "")

    def _practice(self, text: str) -> PracticePage | None:
        page = practice_called(text) or PracticePage.objects.filter(slug=text.lower()).first()
        if page is None and text not in self.coming:
            raise Refused("Dieses Praxisbeispiel gibt es nicht. Bitte nennen Sie seine Kennung aus der Spalte „id“.")
        return page

    def _of_pages(self, kind: Kind) -> dict[str, list[Any]]:
        if kind not in self._pages:
            self._pages[kind] = by_slug_and_label(_PAGES[kind][0].objects.only("title", "slug"), label="title")
        return self._pages[kind]

    def _of_vocabulary(self, vocabulary: type[Term]) -> dict[str, list[Any]]:
        """By slug and label; a term that was merged into another is read as that one."""
        if vocabulary not in self._terms:
            found = by_slug_and_label(vocabulary.objects.all())
            for old in vocabulary.everything.filter(merged_into__isnull=False).select_related("merged_into"):
                for name in (key(old.slug), key(old.label)):
                    found.setdefault(name, [old.merged_into])
            self._terms[vocabulary] = found
        return self._terms[vocabulary]


def practice_called(external_id: str) -> PracticePage | None:
    """The practice of that external id, or the one that the export calls so because it has none."""
    page = PracticePage.objects.filter(external_id=external_id).first() if external_id else None
    number = external_id.removeprefix(PAGE_ID_PREFIX)
    if page is None and external_id.startswith(PAGE_ID_PREFIX) and number.isascii() and number.isdigit():
        page = PracticePage.objects.filter(pk=int(number[:18]), external_id__isnull=True).first()
    return page


def can_be_term(label: str) -> bool:
    return german_slug(label) not in ("", RESERVED_SLUG)


def by_slug_and_label(records: Iterable[Any], label: str = "label") -> dict[str, list[Any]]:
    """A slug names one record; a label may name several, and yields to a slug that reads the same."""
    found: dict[str, list[Any]] = {}
    records = list(records)
    for record in records:
        found.setdefault(key(getattr(record, label)), []).append(record)
    for record in records:
        found[key(record.slug)] = [record]
    return found


def _file(model: type[Model], text: str, what: str) -> Any:
    files: QuerySet[Any] = model._default_manager.all()
    by_number = text.isascii() and text.isdigit() and len(text) < 10
    found = list((files.filter(pk=int(text)) if by_number else files.filter(title=text))[:2])
    if len(found) != 1:
        raise Refused(f"{what} gibt es nicht oder der Name ist nicht eindeutig. Bitte nennen Sie die Nummer.")
    return found[0]
