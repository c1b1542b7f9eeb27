"""A practice with something in every field, and strategies for what may be in each kind of column."""

import string
from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile
from hypothesis import strategies as st
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from core.vocabularies.models import Instrument, ObstacleType
from practices.imports.columns import COLUMNS, Kind
from practices.models import BuildingBlockIndexPage, BuildingBlockPage
from tests import factories

#: Anything that people type or paste, control characters and formulas among it.
texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n;:=+-@'\"\t titel:"), max_size=30)
words = st.text(string.ascii_letters + "äöüß ", min_size=1, max_size=20).filter(str.strip)


def records():
    """One or two of everything that a cell can name, by the kind of column (or the vocabulary)."""
    home = factories.make_site()
    index = BuildingBlockIndexPage.objects.first() or factories.publish(
        BuildingBlockIndexPage(title="Bausteine", slug="bausteine"), home
    )
    blocks = [factories.publish(BuildingBlockPage(title=f"Bogen {n}", summary="Kurz."), index) for n in (1, 2)]
    image = get_image_model().objects.create(title="Werkbank", file=get_test_image_file())
    document = get_document_model()(title="Vorlage")
    document.file.save("vorlage.txt", ContentFile(b"Text"))
    instruments = [Instrument.objects.create(slug=f"i{n}", label=f"Geld {n}") for n in (1, 2)]
    found = {
        Kind.BUILDING_BLOCKS: blocks,
        Kind.IMAGE: [image],
        Kind.DOCUMENT: [document],
        Kind.VERBUND: [factories.network(title="Bund Nord")],
        Kind.PARTNER: [factories.partner(title="Firma Süd")],
        Kind.PRACTICE: [factories.practice(external_id="vorbild"), factories.practice()],
        "foerderinstrumente": instruments,
        "art": [ObstacleType.objects.create(slug="zeit", label="Zeit")],
    }
    for name, make in (
        ("branchen", factories.branch),
        ("regionen", factories.region),
        ("themen", factories.topic),
        ("zielgruppen", factories.target_group),
        ("betriebsgroesse", factories.company_size),
    ):
        found[name] = [make(f"{name}-{n}", f"{name}; {n}") for n in (1, 2)]
    return found


def values_of(column, there):
    """A strategy for the values of a column, as the check gives them."""
    short = texts.map(lambda text: text[: column.limit or None])
    match column.kind:
        case Kind.ROWS | Kind.BLOCKS:
            parts = {part.field: values_of(part, there) for part in column.parts}
            return st.lists(st.fixed_dictionaries(parts), max_size=3)
        case Kind.TERMS:
            return st.lists(st.sampled_from(there[column.name]), unique=True)
        case Kind.BUILDING_BLOCKS:
            return st.lists(st.sampled_from(there[column.kind]), unique=True)
        case Kind.TERM:
            return st.none() | st.sampled_from(there[column.name])
        case Kind.TAGS:
            return st.lists(words.map(lambda word: f"{word};x").map(str.strip), unique_by=str.casefold, max_size=3)
        case Kind.CHOICE:
            return st.sampled_from([value for value, _ in column.choices])
        case Kind.FLAG:
            return st.booleans()
        case Kind.YEAR:
            return st.none() | st.integers(1990, 2100)
        case Kind.NUMBER:
            return st.integers(1, column.limit) | (st.none() if not column.default else st.nothing())
        case Kind.DECIMAL:
            return st.none() | st.decimals(-(10**11), 10**11, places=2)
        case Kind.MEASURE:
            return st.sampled_from(["", "nicht erhoben", "12", "12,5–1500"])
        case Kind.DATE:
            return st.dates(date(1900, 1, 1)) | (st.none() if not column.required else st.nothing())
        case Kind.EMAIL:
            return st.sampled_from(["", "buero@betrieb.example"])
        case Kind.URL:
            return st.sampled_from(["https://beispiel.example/ä?a=b;c", "http://x.example/"])
        case Kind.SLUG:
            return st.sampled_from(["ein-beispiel", "noch-eins"])
        case Kind.RICH_TEXT:
            return st.lists(texts.map(lambda text: f"<p>{text}</p>"), max_size=2).map("".join)
        case Kind.TEXT | Kind.LINES:
            # What is required has at least a word.
            return short.map(lambda text: f"Wort {text}"[: column.limit]) if column.required else short
    needed = st.nothing() if column.required else st.none()
    return st.sampled_from(there[column.kind]) | needed


def filled_values(there):
    """Something in every column: for a test of one whole practice."""
    found = {
        "id": "ganz-1",
        "titel": "=Alles; in einem",
        "kurzbeschreibung": "Kurz: „gesagt“.",
        "slug": "ganz",
        "laufzeit_von": date(2023, 3, 1),
        "laufzeit_bis": date(2024, 2, 29),
        "bestaetigt_am": date(2024, 5, 1),
        "naechste_pruefung": date(2090, 5, 1),
        "ansprechperson_email": "buero@betrieb.example",
        "vertretung_email": "zweite@betrieb.example",
    }
    for column in COLUMNS:
        if column.name not in found:
            found[column.name] = _something(column, there)
    return found


def _something(column, there):
    match column.kind:
        case Kind.ROWS | Kind.BLOCKS:
            return [{part.field: _something(part, there) for part in column.parts}] * 2
        case Kind.TERMS:
            return there[column.name]
        case Kind.TERM:
            return there[column.name][0]
        case Kind.BUILDING_BLOCKS:
            return there[column.kind]
        case Kind.TAGS:
            return ["a;b", "Übung"]
        case Kind.CHOICE:
            return column.choices[-1][0]
        case Kind.FLAG:
            return True
        case Kind.YEAR | Kind.NUMBER:
            return 2023 if column.kind is Kind.YEAR else 7
        case Kind.DECIMAL:
            return Decimal("-1200.5")
        case Kind.MEASURE:
            return "nicht erhoben"
        case Kind.DATE:
            return date(2024, 4, 28)
        case Kind.URL:
            return "https://beispiel.example/a;b"
        case Kind.RICH_TEXT:
            return "<p>Ein <strong>Wort</strong>; noch eins.</p><ul><li>Punkt</li></ul>"
        case Kind.LINES:
            return "Erste Zeile\n\n  titel: dritte\n=1+1"
        case Kind.TEXT:
            return f"{column.name}: Wort; „zwei“"
    return there[column.kind][0]
