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
