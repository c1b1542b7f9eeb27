"""The repeatable parts of a practice that belong to it alone and are never counted over practices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from practices.choices import Licence

NECESSITIES = [("muss", "muss sein"), ("hilfreich", "hilfreich")]
CONDITION_KINDS = [
    ("personal", _("Personal")),
    ("geld", _("Geld")),
    ("technik", _("Technik und Räume")),
    ("partner", _("Partner")),
    ("recht", _("Recht und Förderung")),
    ("sonstiges", _("Sonstiges")),
]
ACCESSIBILITY = [
    ("ja", "barrierefrei"),
    ("teils", "teilweise barrierefrei"),
    ("nein", _("nicht barrierefrei")),
    ("ungeprueft", _("nicht geprüft")),
]


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Titel", max_length=120)
    text = blocks.TextBlock(label="Text", required=False, max_length=2000)
    weeks = blocks.IntegerBlock(label="Dauer in Wochen", required=False, min_value=1, max_value=520)
    involved = blocks.CharBlock(label="Beteiligte", required=False, max_length=250)

    class Meta:
        icon = "list-ol"
        label = "Schritt"


class ConditionBlock(blocks.StructBlock):
    condition = blocks.CharBlock(label="Bedingung", max_length=300)
    necessity = blocks.ChoiceBlock(label="Muss oder hilfreich", choices=NECESSITIES, default="muss")
    kind = blocks.ChoiceBlock(label="Art", choices=CONDITION_KINDS, required=False)

    class Meta:
        icon = "tick"
        label = "Voraussetzung"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words. Without consent they are kept for editors and never shown."""

    text = blocks.TextBlock(label="Zitat", max_length=800)
    speaker = blocks.CharBlock(
        label="Wer sagt das",
        max_length=150,
        help_text="Rolle und Betrieb, ein Name nur, wenn die Person es möchte. Steht, solange das Zitat steht.",
    )
    consent = blocks.BooleanBlock(
        label="Die Person ist einverstanden", required=False, help_text="Ohne Einverständnis erscheint das Zitat nicht."
    )

    class Meta:
        icon = "openquote"
        label = "Stimme"


class PictureBlock(blocks.StructBlock):
    """A picture. One that shows people without their consent is not shown."""

    image = ImageChooserBlock(label="Bild")
    alt = blocks.CharBlock(label="Alternativtext", max_length=250, help_text="Was ist zu sehen?")
    caption = blocks.CharBlock(label="Bildunterschrift", required=False, max_length=250)
    credit = blocks.CharBlock(label="Bildnachweis", required=False, max_length=150)
    licence = blocks.ChoiceBlock(label="Lizenz", choices=Licence.choices, required=False)
    shows_people = blocks.BooleanBlock(label="Personen sind erkennbar", required=False)
    consent = blocks.BooleanBlock(label="Die Abgebildeten sind einverstanden", required=False)

    class Meta:
        icon = "image"
        label = "Bild"


class VideoBlock(blocks.StructBlock):
    """A link to a film: nothing of another provider is ever loaded into the page."""

    title = blocks.CharBlock(label="Titel", max_length=150)
    url = blocks.URLBlock(label="Adresse", max_length=500)
    captions = blocks.BooleanBlock(label="Das Video hat Untertitel", required=False)
    transcript = blocks.TextBlock(label="Abschrift", required=False, max_length=20000)

    class Meta:
        icon = "media"
        label = "Video"


class FileValue(blocks.StructValue):
    """A file with its choices in words."""

    @property
    def licence_shown(self) -> str:
        return str(dict(Licence.choices).get(self["licence"], _("Lizenz nicht angegeben")))

    @property
    def accessibility_shown(self) -> str:
        return str(dict(ACCESSIBILITY).get(self["accessibility"], _("Barrierefreiheit nicht geprüft")))


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label="Datei")
    licence = blocks.ChoiceBlock(label="Lizenz", choices=Licence.choices, default=Licence.CC_BY.value)
    accessibility = blocks.ChoiceBlock(label="Barrierefreiheit", choices=ACCESSIBILITY, default="ungeprueft")

    class Meta:
        icon = "doc-full"
        label = "Datei"
        value_class = FileValue


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Titel", max_length=150)
    url = blocks.URLBlock(label="Adresse", max_length=500)

    class Meta:
        icon = "link"
        label = "Link"


class ChangeNoteBlock(blocks.StructBlock):
    date = blocks.DateBlock(label="Datum")
    text = blocks.CharBlock(label="Was sich geändert hat", max_length=300)

    class Meta:
        icon = "history"
        label = "Änderungshinweis"
