"""The event page and the list of events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    PageChooserPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from core.blocks.fields import ContentField
from core.models import BasePage, Branch, Region, TargetGroup, Topic
from core.vocabularies.panels import term_panel
from events.blocks import QUESTION_BLOCKS, DocumentBlock, ProgrammeItemBlock, RecordingBlock
from events.choices import EventFormat, EventState
from events.lists import years_with_events
from events.sequence import sequence_for
from events.shown import shown_with
from events.state import state_of
from partners.models import VerbundPage
from search.query import Sort
from search.views import narrowed_search_page


class EventPage(BasePage):
    """An event with its programme and the practices and networks it presents. Times are in Europe/Berlin."""

    summary = models.TextField("Kurzbeschreibung", max_length=500, help_text="Ein bis zwei Sätze.")
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende", null=True, blank=True)
    all_day = models.BooleanField("Ganztägig", default=False, help_text="Nur das Datum wird gezeigt, keine Uhrzeit.")
    format = models.CharField(
        "Format", max_length=20, choices=EventFormat.choices, blank=True, help_text="Leer, wenn es nicht bekannt ist."
    )
    venue_name = models.CharField("Ort", max_length=200, blank=True)
    venue_address = models.TextField("Anschrift", max_length=500, blank=True)
    accessibility = models.TextField(
        "Barrierefreiheit", max_length=1000, blank=True, help_text="Zugang, Hörhilfe, Gebärdensprache, Ruheraum …"
    )
    costs = models.CharField("Kosten", max_length=200, blank=True)
    contact = models.CharField(
        "Kontakt", max_length=300, blank=True, help_text="Eine Stelle und wie man sie erreicht; steht auf der Seite."
    )
    description = RichTextField("Beschreibung", blank=True)
    documents = ContentField([("document", DocumentBlock())], blank=True, max_num=20, verbose_name="Unterlagen vorab")
    report = RichTextField(
        "Rückblick", blank=True, help_text="Nach der Veranstaltung: Was wurde gesagt, was folgt daraus?"
    )
    materials = ContentField(
        [("document", DocumentBlock()), ("recording", RecordingBlock())],
        blank=True,
        max_num=30,
        verbose_name="Material danach",
    )
    programme = ContentField([("item", ProgrammeItemBlock())], blank=True, verbose_name="Programm")
    online_link = models.URLField(
        "Link zur Online-Teilnahme",
        max_length=500,
        blank=True,
        help_text="Nur Angemeldete sehen ihn, auf ihrer Seite und in der Erinnerung.",
    )
    cancelled_at = models.DateTimeField(
        "Abgesagt am", null=True, blank=True, help_text="Leer, solange sie stattfindet."
    )
    cancellation_reason = models.CharField("Grund der Absage", max_length=300, blank=True)
    #: Raised by each published change (`events.sequence`).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    responsible = models.ForeignKey(
        VerbundPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_events",
        verbose_name="Verantwortlicher Verbund",
        help_text="Sein Team sieht die Anmeldungen. Ohne Angabe nur die Geschäftsstelle.",
    )

    registration_enabled = models.BooleanField("Mit Anmeldung", default=False)
    registration_opens_at = models.DateTimeField("Anmeldung ab", null=True, blank=True, help_text="Leer: sofort.")
    registration_closes_at = models.DateTimeField(
        "Anmeldung bis", null=True, blank=True, help_text="Leer: bis zum Beginn."
    )
    capacity_onsite = models.PositiveIntegerField(
        "Plätze vor Ort", null=True, blank=True, help_text="Leer: unbegrenzt."
    )
    capacity_online = models.PositiveIntegerField("Plätze online", null=True, blank=True, help_text="Leer: unbegrenzt.")
    registration_form = ContentField(
        QUESTION_BLOCKS,
        blank=True,
        max_num=20,
        verbose_name="Weitere Fragen",
        help_text="Name und E-Mail-Adresse werden immer gefragt. Fragen Sie nur, was Sie wirklich brauchen.",
    )
    consent_text = models.TextField(
        "Text der Einwilligung",
        max_length=2000,
        blank=True,
        help_text="Leer: der übliche Text. Was jemand angekreuzt hat, wird mit Fassung und Zeitpunkt festgehalten.",
    )
    retention_days = models.PositiveSmallIntegerField(
        "Daten löschen nach … Tagen",
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text="Gerechnet vom Ende der Veranstaltung. Es bleiben nur Zahlen.",
    )
    offer_hours = models.PositiveSmallIntegerField(
        "Frist für Nachrücker in Stunden",
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(336)],
        help_text="So lange bleibt ein frei gewordener Platz für die nächste Person auf der Warteliste.",
    )
    branches = ParentalManyToManyField(Branch, blank=True, verbose_name="Branchen", related_name="+")
    regions = ParentalManyToManyField(Region, blank=True, verbose_name="Regionen", related_name="+")
    topics = ParentalManyToManyField(Topic, blank=True, verbose_name="Themen", related_name="+")
    target_groups = ParentalManyToManyField(TargetGroup, blank=True, verbose_name="Zielgruppen", related_name="+")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("all_day"),
                FieldPanel("format"),
                FieldPanel("venue_name"),
                FieldPanel("venue_address"),
                FieldPanel("accessibility"),
                FieldPanel("costs"),
                FieldPanel("contact"),
            ],
            heading="Wann und wo",
        ),
        MultipleChooserPanel("organiser_links", chooser_field_name="page", label="Veranstaltet von"),
        FieldPanel("description"),
        FieldPanel("programme"),
        FieldPanel("documents"),
        MultiFieldPanel([FieldPanel("report"), FieldPanel("materials")], heading="Nach der Veranstaltung"),
        MultiFieldPanel(
            [
                FieldPanel("registration_enabled"),
                FieldRowPanel([FieldPanel("registration_opens_at"), FieldPanel("registration_closes_at")]),
                FieldRowPanel([FieldPanel("capacity_onsite"), FieldPanel("capacity_online")]),
                FieldPanel("online_link"),
                FieldPanel("registration_form"),
                FieldPanel("consent_text"),
                FieldRowPanel([FieldPanel("offer_hours"), FieldPanel("retention_days")]),
            ],
            heading="Anmeldung",
        ),
        MultiFieldPanel([FieldPanel("cancelled_at"), FieldPanel("cancellation_reason")], heading="Absage"),
        PageChooserPanel("responsible", "partners.VerbundPage"),
        MultiFieldPanel(
            [term_panel("branches"), term_panel("regions"), term_panel("topics"), term_panel("target_groups")],
            heading="Einordnung",
        ),
        MultipleChooserPanel("practice_links", chooser_field_name="practice", label="Vorgestellte Praxisbeispiele"),
        MultipleChooserPanel("network_links", chooser_field_name="network", label="Vorgestellte Verbünde"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("venue_name"),
        index.FilterField("starts_at"),
    ]
    parent_page_types = ["events.EventIndexPage"]
    subpage_types: Sequence[str] = []
    template = "events/event_page.html"

    class Meta:
        verbose_name = _("Veranstaltung")
        verbose_name_plural = "Veranstaltungen"

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError(
                {"ends_at": gettext("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Angaben.")}
            )
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if opens and closes and closes <= opens:
            message = gettext("Die Anmeldung endet, bevor sie beginnt. Bitte prüfen Sie beide Angaben.")
            raise ValidationError({"registration_closes_at": message})

    @property
    def ends_or_day_ends_at(self) -> datetime:
        """When it is over: at its end, or, without one, at the end of the day on which it began."""
        if self.ends_at:
            return self.ends_at
        day = timezone.localtime(self.starts_at).date() + timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, time.min))

    @property
    def is_past(self) -> bool:
        return self.ends_or_day_ends_at < timezone.now()

    @property
    def state(self) -> EventState:
        return state_of(self, timezone.now())

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Also raises the sequence when another text becomes public, so that calendars notice the change."""
        self.sequence = sequence_for(self)
        return super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **shown_with(self, request.user)}


class EventOrganiser(Orderable):
    """A partner or a network that holds an event."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="organiser_links")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="Partner oder Verbund"
    )

    panels = [PageChooserPanel("page", ["partners.PartnerPage", "partners.VerbundPage"])]


class EventPractice(Orderable):
    """A practice that an event presents. Practices are named by string: this app does not import theirs."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="practice_links")
    practice = models.ForeignKey(
        "practices.PracticePage",
        on_delete=models.CASCADE,
        related_name="event_links",
        verbose_name="Praxisbeispiel",
    )

    panels = [PageChooserPanel("practice")]


class EventNetwork(Orderable):
    """A network that an event presents."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="network_links")
    network = models.ForeignKey(
        VerbundPage, on_delete=models.CASCADE, related_name="event_links", verbose_name="Verbund"
    )

    panels = [PageChooserPanel("network")]


class EventIndexPage(BasePage):
    """All events: the faceted search, narrowed to events and sorted by date, the coming ones first."""

    intro = models.TextField("Einleitung", blank=True, max_length=1000)
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count = 1

    class Meta:
        verbose_name = _("Liste der Veranstaltungen")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return narrowed_search_page(
            request,
            page=self,
            fixed={"art": ("veranstaltung",)},
            sort=Sort.DATE,
            context={"above_results": "events/ways.html", "years": years_with_events(request.user)},
        )
