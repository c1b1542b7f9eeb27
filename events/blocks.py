"""Blocks of the event page. Kept out of migrations by `core.blocks.fields`."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


def _example_mark() -> blocks.BooleanBlock:
    """A part of the page can be invented while the rest is true: the page then says so at this part."""
    return blocks.BooleanBlock(label="Beispieldaten", required=False, help_text="Ist erfunden; steht dabei.")


class ProgrammeItemBlock(blocks.StructBlock):
    """One session of the day plan; what is not known is left out."""

    day = blocks.DateBlock(label="Tag", required=False, help_text="Nur bei mehreren Tagen.")
    time = blocks.TimeBlock(label="Uhrzeit", required=False)
    until = blocks.TimeBlock(label="bis", required=False)
    title = blocks.CharBlock(label="Titel", max_length=200)
    speakers = blocks.CharBlock(label="Wer spricht", max_length=300, required=False)
    room = blocks.CharBlock(label="Raum", max_length=100, required=False)
    text = blocks.TextBlock(label="Text", required=False, max_length=2000)
    is_example = _example_mark()

    class Meta:
        label = "Programmpunkt"
        icon = "time"
        template = "blocks/programme_item.html"


class DocumentBlock(blocks.StructBlock):
    """A file to take away."""

    document = DocumentChooserBlock(label="Datei")
    title = blocks.CharBlock(label="Titel", max_length=200)
    licence = blocks.CharBlock(label="Lizenz", max_length=100, required=False, help_text="Etwa: CC BY 4.0.")
    is_example = _example_mark()

    class Meta:
        label = "Datei"
        icon = "doc-full"


class RecordingBlock(blocks.StructBlock):
    """A recording, with what is said in it as text: for those who do not hear it, and for the search."""

    title = blocks.CharBlock(label="Titel", max_length=200)
    url = blocks.URLBlock(label="Adresse der Aufzeichnung")
    transcript = blocks.TextBlock(label="Abschrift", required=False, max_length=100_000)
    is_example = _example_mark()

    class Meta:
        label = "Aufzeichnung"
        icon = "media"


class _QuestionBlock(blocks.StructBlock):
    """What every question of a registration has. `purpose` is shown beside it: nobody is asked without a reason."""

    label = blocks.CharBlock(label="Frage", max_length=150)
    help_text = blocks.CharBlock(label="Hinweis", max_length=300, required=False)
    purpose = blocks.CharBlock(
        label="Wozu wird das gebraucht?", max_length=200, help_text="Steht neben der Frage, etwa: „für das Catering“."
    )
    required = blocks.BooleanBlock(label="Pflichtangabe", required=False)


class ChoiceQuestionBlock(_QuestionBlock):
    choices = blocks.ListBlock(
        blocks.CharBlock(label="Antwort", max_length=100), label="Antworten", min_num=2, max_num=20
    )


QUESTION_BLOCKS = [
    ("short_text", _QuestionBlock(label="Kurzer Text", icon="pilcrow")),
    ("long_text", _QuestionBlock(label="Langer Text", icon="doc-full")),
    ("number", _QuestionBlock(label="Zahl", icon="order")),
    ("choice", ChoiceQuestionBlock(label="Eine Antwort auswählen", icon="radio-full")),
    ("choices", ChoiceQuestionBlock(label="Mehrere Antworten auswählen", icon="list-ul")),
    ("checkbox", _QuestionBlock(label="Ankreuzen", icon="check")),
]
