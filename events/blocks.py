"""Blocks of the event page. Kept out of migrations by `core.blocks.fields`."""

from wagtail import blocks


class ProgrammeItemBlock(blocks.StructBlock):
    """One item of a programme; the time is left out when it is not known."""

    time = blocks.TimeBlock(label="Uhrzeit", required=False)
    title = blocks.CharBlock(label="Titel", max_length=200)
    text = blocks.TextBlock(label="Text", required=False, max_length=2000)

    class Meta:
        label = "Programmpunkt"
        icon = "time"
        template = "blocks/programme_item.html"


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
