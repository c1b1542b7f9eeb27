"""What information pages are made of. Blocks stay out of migrations (`core.blocks.fields`).

Every block has a template in `templates/blocks/`. What people must not see (a picture or a quote without consent) is
left out by the block's value, so that no template can forget it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.files import offered
from core.visibility import visible_to
from practices.blocks import ACCESSIBILITY
from practices.models import PracticePage


def _rich(label: str, **kwargs: Any) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(label=label, features=settings.RICH_TEXT_FEATURES, **kwargs)


class SectionBlock(blocks.StructBlock):
    """A heading with its text."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120)
    text = _rich("Text")

    class Meta:
        label = "Abschnitt"
        icon = "title"
        template = "blocks/section.html"


class FactsBlock(blocks.StructBlock):
    """A box with what one wants to know at a glance."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120)
    facts = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("term", blocks.CharBlock(label="Was", max_length=80)),
                ("text", blocks.CharBlock(label="Angabe", max_length=300)),
            ]
        ),
        label="Angaben",
        min_num=1,
        max_num=20,
    )

    class Meta:
        label = "Faktenbox"
        icon = "list-ul"
        template = "blocks/facts.html"


class QuestionsBlock(blocks.StructBlock):
    """Questions that open to their answers: frequent questions, or long text in pieces."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120, required=False)
    questions = blocks.ListBlock(
        blocks.StructBlock(
            [("question", blocks.CharBlock(label="Frage oder Titel", max_length=200)), ("answer", _rich("Antwort"))]
        ),
        label="Fragen",
        min_num=1,
        max_num=50,
    )

    class Meta:
        label = "Fragen und Antworten, Akkordeon"
        icon = "help"
        template = "blocks/questions.html"


class TimelineBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label="Überschrift", max_length=120)
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("when", blocks.CharBlock(label="Wann", max_length=60, help_text="Etwa „28. April 2022“.")),
                ("title", blocks.CharBlock(label="Was", max_length=150)),
                ("text", blocks.TextBlock(label="Text", max_length=1000, required=False)),
            ]
        ),
        label="Ereignisse",
        min_num=1,
        max_num=40,
    )

    class Meta:
        label = "Zeitleiste"
        icon = "history"
        template = "blocks/timeline.html"


class NumbersBlock(blocks.StructBlock):
    """Figures that stand out, each with what it counts and where it comes from."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120)
    numbers = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("number", blocks.CharBlock(label="Zahl", max_length=20)),
                ("text", blocks.CharBlock(label="Was sie zählt", max_length=150)),
            ]
        ),
        label="Zahlen",
        min_num=1,
        max_num=8,
    )
    source = blocks.CharBlock(label="Quelle und Stand", max_length=200, required=False)

    class Meta:
        label = "Zahlen"
        icon = "order"
        template = "blocks/numbers.html"


class DownloadValue(blocks.StructValue):
    @property
    def accessibility_shown(self) -> str:
        return str(dict(ACCESSIBILITY).get(self["accessibility"], gettext("nicht geprüft")))


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label="Datei")
    text = blocks.CharBlock(label="Was darin steht", max_length=250, required=False)
    licence = blocks.CharBlock(label="Lizenz", max_length=100, required=False, help_text="Etwa „CC BY 4.0“.")
    accessibility = blocks.ChoiceBlock(label="Barrierefreiheit", choices=ACCESSIBILITY, default="ungeprueft")

    class Meta:
        label = "Datei"
        icon = "doc-full"
        value_class = DownloadValue


class DownloadsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label="Überschrift", max_length=120)
    files = blocks.ListBlock(DownloadBlock(), label="Dateien", min_num=1, max_num=50)

    class Meta:
        label = "Dateien zum Herunterladen"
        icon = "download"
        template = "blocks/downloads.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["files"] = offered(value["files"])
        return context


class QuoteBlock(blocks.StructBlock):
    """Somebody's words; not shown without consent."""

    text = blocks.TextBlock(label="Zitat", max_length=800)
    speaker = blocks.CharBlock(
        label="Wer sagt das",
        max_length=150,
        help_text="Rolle und Einrichtung; ein Name nur, wenn die Person es möchte.",
    )
    consent = blocks.BooleanBlock(label="Die Person ist einverstanden", required=False)

    class Meta:
        label = "Zitat"
        icon = "openquote"
        template = "blocks/quote.html"


class PracticesBlock(blocks.StructBlock):
    """Practices that an editor wants to be seen here. Only those that the reader may see are shown."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120, default="Aus der Praxis")
    practices = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="practices.PracticePage", label="Praxisbeispiel"),
        label="Praxisbeispiele",
        min_num=1,
        max_num=6,
    )

    class Meta:
        label = "Praxisbeispiele"
        icon = "doc-full-inverse"
        template = "blocks/practices.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        wanted = [page.pk for page in value["practices"] if page]
        request = (parent_context or {}).get("request")
        shown = visible_to(getattr(request, "user", None), PracticePage.objects.filter(pk__in=wanted))
        context["practices"] = sorted(shown, key=lambda page: wanted.index(page.pk))
        return context


class ContactBlock(blocks.StructBlock):
    """An office and how it is reached: no person, no private address."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120, default="Kontakt")
    name = blocks.CharBlock(label="Stelle", max_length=150)
    address = blocks.TextBlock(label="Anschrift", max_length=300, required=False)
    telephone = blocks.CharBlock(label="Telefon", max_length=40, required=False)
    email = blocks.EmailBlock(label="E-Mail-Adresse (Funktionspostfach)", required=False)
    hours = blocks.CharBlock(label="Erreichbar", max_length=150, required=False)

    class Meta:
        label = "Kontakt"
        icon = "mail"
        template = "blocks/contact.html"


class VideoBlock(blocks.StructBlock):
    """A film that lies here: nothing is asked of another provider, so nobody has to be asked for consent."""

    heading = blocks.CharBlock(label="Titel", max_length=150)
    video = DocumentChooserBlock(label="Film (MP4 oder WebM)")
    captions = DocumentChooserBlock(label="Untertitel (WebVTT, .vtt)", required=False)
    transcript = blocks.TextBlock(
        label="Abschrift",
        max_length=50_000,
        help_text="Was gesagt und gezeigt wird. Ohne sie erscheint der Film nicht.",
    )

    class Meta:
        label = "Film"
        icon = "media"
        template = "blocks/video.html"


class TableBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label="Überschrift", max_length=120)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label="Text", max_length=500, required=False)),
            ("number", blocks.DecimalBlock(label="Zahl", required=False)),
        ],
        label="Tabelle",
    )
    source = blocks.CharBlock(label="Quelle und Stand", max_length=200, required=False)

    class Meta:
        label = "Tabelle"
        icon = "table"
        template = "blocks/table.html"


class PersonBlock(blocks.StructBlock):
    """One of the team. Purpose: who is behind this. It stands until an editor takes it away."""

    name = blocks.CharBlock(label="Name", max_length=120)
    role = blocks.CharBlock(label="Aufgabe", max_length=150)
    text = blocks.CharBlock(label="Fragen zu …", max_length=250, required=False)
    image = ImageChooserBlock(label="Bild", required=False)
    consent = blocks.BooleanBlock(
        label="Die Person ist einverstanden", required=False, help_text="Ohne Einverständnis erscheint sie nicht."
    )

    class Meta:
        label = "Person"
        icon = "user"


class TeamBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label="Überschrift", max_length=120, default="Das Team")
    people = blocks.ListBlock(PersonBlock(), label="Personen", min_num=1, max_num=40)

    class Meta:
        label = "Team"
        icon = "group"
        template = "blocks/team.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["people"] = [person for person in value["people"] if person["consent"]]
        return context


BODY_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("section", SectionBlock()),
    ("facts", FactsBlock()),
    ("questions", QuestionsBlock()),
    ("timeline", TimelineBlock()),
    ("numbers", NumbersBlock()),
    ("downloads", DownloadsBlock()),
    ("quote", QuoteBlock()),
    ("practices", PracticesBlock()),
    ("contact", ContactBlock()),
    ("video", VideoBlock()),
    ("table", TableBlock()),
    ("team", TeamBlock()),
]
