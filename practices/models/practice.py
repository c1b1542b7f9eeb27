"""The practice page: its fields, and what is worked out when it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.blocks.fields import ContentField
from core.models import BasePage, Branch, CompanySize, Instrument, Region, TargetGroup, Topic
from partners.models import VerbundPage
from practices import blocks
from practices.choices import (
    Evidence,
    ExampleKind,
    Licence,
    NetworkType,
    SelfSustaining,
    Stage,
    TierReached,
)
from practices.evidence import settle
from practices.forms import PracticeForm
from practices.measures import MeasureField
from practices.models.children import PracticeTag
from practices.panels import PRACTICE_PANELS, UPKEEP_PANELS
from practices.review.models.gate import check_may_publish
from practices.shown import shown_with
from practices.tiers import missing
from practices.upkeep import dates

MEASURE_HELP = _("Eine Zahl („12“), eine Spanne („12–15“) oder „nicht erhoben“.")


class PracticePage(BasePage):
    """A case study of something that worked (or did not), told so that others can transfer it.

    Nothing but title and summary is needed to publish: which tier is reached is shown, not enforced (`tiers.py`).
    """

    #: The import's `id`: what a spreadsheet calls this practice.
    external_id = models.CharField(
        "Externe Kennung",
        max_length=100,
        blank=True,
        null=True,
        unique=True,
        help_text="Kennung aus einer Importdatei. Ein erneuter Import ändert das Beispiel mit dieser Kennung.",
    )
    #: The form wants 160 characters at most; older records and imports hold up to 500.
    summary = models.TextField(
        _("Kurzbeschreibung"),
        max_length=500,
        help_text=_("Ein Satz, der das Ergebnis nennt, höchstens 160 Zeichen. Steht in der Trefferliste."),
    )
    abstract = RichTextField(
        _("Zusammenfassung"), blank=True, help_text=_("Das Wichtigste in fünf Sätzen: Anlass, Weg, Ergebnis.")
    )
    background = RichTextField(_("Ausgangslage"), blank=True, help_text=_("Was war das Problem, für wen, in Zahlen?"))
    goals = RichTextField(_("Ziele"), blank=True, help_text=_("Woran wollten Sie erkennen, dass es gelungen ist?"))
    approach = RichTextField(_("Vorgehen"), blank=True, help_text=_("Wer hat was in welcher Reihenfolge getan?"))
    steps = ContentField([("step", blocks.StepBlock())], blank=True, max_num=30, verbose_name="Umsetzungsschritte")
    outcome = RichTextField(_("Ergebnis"), blank=True, help_text=_("Was kam heraus, auch was nicht gelang?"))
    failures = RichTextField(
        _("Was nicht funktioniert hat"), blank=True, help_text=_("Was haben Sie versucht und wieder gelassen?")
    )
    transferability = RichTextField(
        _("Übertragbarkeit"),
        blank=True,
        help_text=_("Was sollten andere wissen, die es übernehmen wollen?"),
    )
    core_parts = RichTextField(_("Kern"), blank=True, help_text=_("Was muss so bleiben, damit es wirkt?"))
    adaptable_parts = RichTextField(_("Anpassbar"), blank=True, help_text=_("Was lässt sich ändern oder weglassen?"))
    suited_for = models.TextField(_("Geeignet für"), blank=True, max_length=1000)
    not_suited_for = models.TextField(_("Nicht geeignet für"), blank=True, max_length=1000)
    conditions = ContentField(
        [("condition", blocks.ConditionBlock())], blank=True, max_num=30, verbose_name="Voraussetzungen"
    )

    example_kind = models.CharField("Art des Beispiels", max_length=30, choices=ExampleKind, blank=True)
    branches = ParentalManyToManyField(Branch, blank=True, verbose_name="Branchen", related_name="+")
    regions = ParentalManyToManyField(Region, blank=True, verbose_name="Regionen", related_name="+")
    topics = ParentalManyToManyField(Topic, blank=True, verbose_name="Themen", related_name="+")
    target_groups = ParentalManyToManyField(TargetGroup, blank=True, verbose_name="Zielgruppen", related_name="+")
    company_sizes = ParentalManyToManyField(CompanySize, blank=True, verbose_name="Betriebsgrößen", related_name="+")
    tags = ClusterTaggableManager(through=PracticeTag, blank=True, verbose_name="Schlagworte")

    verbund = models.ForeignKey(
        VerbundPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name="Verbund",
    )
    network_type = models.CharField("Netzwerktyp", max_length=30, choices=NetworkType, blank=True)
    social_partners = models.TextField("Sozialpartner und Betriebsrat", blank=True, max_length=1000)
    started_on = models.DateField("Laufzeit von", null=True, blank=True)
    ended_on = models.DateField(_("Laufzeit bis"), null=True, blank=True)
    ongoing = models.BooleanField(_("Läuft noch"), default=False)
    year = models.PositiveSmallIntegerField(
        "Jahr",
        null=True,
        blank=True,
        db_index=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text="Das Jahr, in dem das Beispiel umgesetzt wurde.",
    )
    stage = models.CharField(_("Umsetzungsstand"), max_length=20, choices=Stage, blank=True)
    stage_reason = models.TextField(
        _("Warum beendet oder abgebrochen"),
        blank=True,
        max_length=1000,
        help_text=_("Daraus lernen andere am meisten."),
    )

    effort_setup = MeasureField(_("Aufwand für den Aufbau in Personentagen"), help_text=MEASURE_HELP)
    effort_running = MeasureField(_("Laufender Aufwand in Personentagen im Jahr"), help_text=MEASURE_HELP)
    cost_setup = MeasureField(_("Sachkosten für den Aufbau in Euro"), help_text=MEASURE_HELP)
    cost_running = MeasureField(_("Laufende Sachkosten in Euro im Jahr"), help_text=MEASURE_HELP)
    cost_drivers = models.TextField(_("Was treibt die Kosten"), blank=True, max_length=1000)
    funding = models.TextField(_("Finanzierung"), blank=True, max_length=1000, help_text=_("Wer bezahlt was?"))
    instruments = ParentalManyToManyField(Instrument, blank=True, verbose_name="Förderinstrumente", related_name="+")
    self_sustaining = models.CharField(
        _("Trägt sich ohne Förderung"), max_length=10, choices=SelfSustaining, blank=True
    )

    evidence = models.CharField(
        "Nachweis",
        max_length=20,
        choices=Evidence,
        blank=True,
        help_text="Ergibt sich aus den Wirkungen. Hinweis: Es gibt Anzeichen. Erprobt: Es hat in Betrieben "
        "funktioniert. Gemessen: Zahlen zeigen einen Unterschied. Extern evaluiert: Andere haben es geprüft.",
    )
    evidence_reason = models.CharField(
        "Warum ein anderer Nachweis",
        max_length=300,
        blank=True,
        help_text="Nur mit einer Begründung gilt, was Sie oben gewählt haben, statt dessen, was die Wirkungen zeigen.",
    )
    evidence_computed = models.BooleanField(default=False, editable=False)

    image = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Bild",
    )
    image_alt = models.CharField(
        "Alternativtext des Bildes",
        max_length=250,
        blank=True,
        help_text="Was ist zu sehen? Für alle, die das Bild nicht sehen.",
    )
    pictures = ContentField([("picture", blocks.PictureBlock())], blank=True, max_num=20, verbose_name="Weitere Bilder")
    videos = ContentField([("video", blocks.VideoBlock())], blank=True, max_num=10, verbose_name="Videos")
    quotes = ContentField([("quote", blocks.QuoteBlock())], blank=True, max_num=10, verbose_name="Stimmen")
    files = ContentField([("file", blocks.FileBlock())], blank=True, max_num=30, verbose_name="Dateien und Vorlagen")
    links = ContentField([("link", blocks.LinkBlock())], blank=True, max_num=30, verbose_name="Links")
    sources = models.TextField("Quellen", blank=True, max_length=3000)
    easy_language = RichTextField("Fassung in Leichter Sprache", blank=True)
    licence = models.CharField("Lizenz des Textes", max_length=20, choices=Licence, default=Licence.CC_BY)
    change_notes = ContentField(
        [("note", blocks.ChangeNoteBlock())], blank=True, max_num=50, verbose_name="Öffentliche Änderungshinweise"
    )

    contact_role = models.CharField(
        _("Ansprechperson"), max_length=150, blank=True, help_text=_("Eine Rolle, etwa „Projektbüro“. Kein Name nötig.")
    )
    contact_email = models.EmailField(
        "E-Mail-Adresse der Ansprechperson",
        blank=True,
        help_text="Am besten ein Funktionspostfach. Erscheint nirgends: Anfragen kommen über ein Formular. "
        "Wird gelöscht, wenn das Beispiel gelöscht wird.",
    )
    deputy_email = models.EmailField(
        "E-Mail-Adresse der Vertretung",
        blank=True,
        help_text="Bekommt die Post, wenn die erste Adresse nicht antwortet. Erscheint nirgends. "
        "Wird gelöscht, wenn das Beispiel gelöscht wird.",
    )
    offers_call = models.BooleanField(_("Bereit zum Telefonat"), default=False)
    offers_visit = models.BooleanField(_("Bereit zu einem Besuch"), default=False)
    offers_talk = models.BooleanField(_("Bereit zu einem Vortrag"), default=False)
    offers_mentoring = models.BooleanField(_("Bereit zum Mentoring"), default=False)

    needs_sign_off = models.BooleanField(
        "Braucht die Freigabe des Praxisgebers",
        default=False,
        help_text="Dann wird es erst veröffentlicht, wenn Betrieb oder Kammer zugestimmt haben.",
    )
    review_interval_months = models.PositiveSmallIntegerField(
        "Prüfung alle … Monate", default=12, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    confirmed_on = models.DateField("Zuletzt bestätigt am", null=True, blank=True)
    next_review_on = models.DateField("Nächste Prüfung", null=True, blank=True, db_index=True)
    unassigned_text = models.TextField(
        "Nicht zugeordnet",
        blank=True,
        max_length=100_000,
        help_text="Was ein Import keinem Feld zuordnen konnte. Erscheint nicht auf der Seite.",
    )
    #: Of the newest revision, not of what is live: the list shows editors what they work on.
    tier = models.CharField(
        "Stufe", max_length=10, choices=TierReached, default=TierReached.ROUGH, db_index=True, editable=False
    )
    #: What is missing for a Vollbeschreibung, as labels; kept like the tier, for lists over many practices.
    lacking = models.TextField("Es fehlt", blank=True, default="", editable=False)

    #: Plain texts in which the check of links looks for addresses (`core.links`).
    texts_with_links = ("sources",)
    base_form_class = PracticeForm
    content_panels = PRACTICE_PANELS
    settings_panels = [*BasePage.settings_panels, *UPKEEP_PANELS, FieldPanel("external_id")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("external_id"),
        index.FilterField("year"),
    ]
    parent_page_types = ["practices.PracticeIndexPage"]
    subpage_types: Sequence[str] = []
    template = "practices/practice_page.html"
    routed_with = ("image", "verbund")

    class Meta:
        verbose_name = _("Praxisbeispiel")
        verbose_name_plural = "Praxisbeispiele"

    def clean(self) -> None:
        super().clean()
        # Many spreadsheets have no id; '' would collide on the second one, NULL does not.
        self.external_id = (self.external_id or "").strip() or None
        self.evidence, self.evidence_computed = settle(
            self.evidence, self.evidence_reason, self.evidence_computed, self.effects.all()
        )
        errors: dict[str, str] = {}
        if self.slug == "vergleich":
            errors["slug"] = gettext("„vergleich“ ist die Adresse des Vergleichs. Bitte wählen Sie eine andere.")
        if self.image_id and not self.image_alt.strip():
            errors["image_alt"] = gettext("Bitte beschreiben Sie das Bild in einem Satz.")
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            errors["ended_on"] = gettext("Das Ende liegt vor dem Anfang. Bitte prüfen Sie beide Tage.")
        if errors:
            raise ValidationError(errors)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Also notes tier and what is missing, on the row too: a draft's revision changes nothing else there."""
        lacks = missing(self)
        self.tier, self.lacking = lacks.reached, lacks.named
        revision = super().save_revision(*args, **kwargs)
        own = type(self)._default_manager.filter(pk=self.pk).exclude(tier=self.tier, lacking=self.lacking)
        own.update(tier=self.tier, lacking=self.lacking)
        return revision

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """A page that needs a sign-off is never born public: not by a button, nor as the copy of a public one."""
        if self._state.adding and self.needs_sign_off:
            self.live, self.has_unpublished_changes = False, True
        return super().save(*args, **kwargs)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Only what the firm has agreed to, where that is needed.

        Raises:
            practices.review.models.SignOffMissing: nothing has been published.
        """
        check_may_publish(self, revision)
        result = super().publish(revision, *args, **kwargs)
        dates.published(PracticePage.objects.filter(pk=self.pk))
        return result

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the page has to say that nobody confirms it any more: GRACE days after its review was due."""
        return dates.is_unconfirmed(self.next_review_on)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **shown_with(self, request.user, is_preview=getattr(request, "is_preview", False))}
