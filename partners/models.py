"""Pages of networks and partners, and the two lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from core.models import BasePage, Branch, Region, Topic
from core.visibility import visible_to
from core.vocabularies.models import RESERVED_SLUG
from core.vocabularies.panels import term_panel
from partners.choices import PartnerKind, VerbundStatus
from partners.contact import takes_mail
from partners.lists import beside_map, by_land


class VerbundPage(BasePage):
    """One regional training network, a funded project."""

    summary = models.TextField("Kurzbeschreibung", max_length=500, help_text="Ein bis zwei Sätze.")
    description = RichTextField("Beschreibung", blank=True)
    status = models.CharField("Stand", max_length=20, choices=VerbundStatus.choices, default=VerbundStatus.FUNDED)
    started = models.PositiveSmallIntegerField(
        "Gestartet im Jahr",
        null=True,
        blank=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2100)],
    )
    branches = ParentalManyToManyField(Branch, blank=True, verbose_name="Branchen", related_name="+")
    regions = ParentalManyToManyField(Region, blank=True, verbose_name="Regionen", related_name="+")
    topics = ParentalManyToManyField(Topic, blank=True, verbose_name="Themen", related_name="+")
    logo = models.ForeignKey(
        "wagtailimages.Image", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Logo"
    )
    website = models.URLField("Eigene Website", blank=True, max_length=300)
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Nachfolge",
        help_text="Der Verbund, der die Arbeit weiterführt.",
    )
    contact_role = models.CharField(
        "Ansprechstelle", max_length=150, blank=True, help_text="Eine Rolle, etwa „Projektbüro“. Kein Name nötig."
    )
    contact_email = models.EmailField(
        "E-Mail-Adresse der Koordinierungsstelle",
        blank=True,
        help_text="Am besten ein Funktionspostfach. Erscheint nirgends: Anfragen kommen über ein Formular. "
        "Sie wird auch gefragt, wenn bei einem "
        "Praxisbeispiel des Verbunds niemand antwortet.",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("logo"),
        MultiFieldPanel(
            [FieldPanel("status"), FieldPanel("started"), PageChooserPanel("successor", "partners.VerbundPage")],
            heading="Förderung",
        ),
        MultiFieldPanel([term_panel("branches"), term_panel("regions"), term_panel("topics")], heading="Einordnung"),
        MultipleChooserPanel("partner_links", chooser_field_name="partner", label="Partner"),
        MultiFieldPanel(
            [FieldPanel("website"), FieldPanel("contact_role"), FieldPanel("contact_email")], heading="Kontakt"
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.FilterField("status")]
    parent_page_types = ["partners.VerbundIndexPage"]
    subpage_types: Sequence[str] = []
    template = "partners/verbund_page.html"

    def clean(self) -> None:
        super().clean()
        if self.slug == RESERVED_SLUG:
            raise ValidationError(
                {
                    "slug": gettext(
                        "„%(slug)s“ steht in der Suche für Einträge ohne Verbund. Bitte wählen Sie eine andere Adresse."
                    )
                    % {"slug": RESERVED_SLUG}
                }
            )

    class Meta:
        verbose_name = _("Weiterbildungsverbund")
        verbose_name_plural = "Weiterbildungsverbünde"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        user = request.user
        partners = PartnerPage.objects.filter(pk__in=[link.partner_id for link in self.partner_links.all()])
        practices = apps.get_model("practices", "PracticePage").objects.filter(verbund_id=self.pk)
        events = apps.get_model("events", "EventPage").objects.filter(network_links__network_id=self.pk)
        events = events.exclude(organiser_links__page_id=self.pk)
        context["partner_list"] = visible_to(user, partners).order_by("title")
        context["practice_list"] = visible_to(user, practices).order_by("-year", "title")
        context["event_list"] = visible_to(user, events).order_by("-starts_at")
        context["held_list"] = _held_by(self, user)
        context["successor"] = visible_to(user, VerbundPage.objects.filter(pk=self.successor_id)).first()
        context["contact"] = takes_mail(self)
        return context


class VerbundTeam(models.Model):
    """The group of those who work for a Verbund: they see and edit its content, and that of no other."""

    group = models.OneToOneField(
        "auth.Group", on_delete=models.CASCADE, related_name="verbund_team", verbose_name="Gruppe"
    )
    verbund = models.ForeignKey(VerbundPage, on_delete=models.CASCADE, related_name="teams", verbose_name="Verbund")

    panels = [FieldPanel("group"), PageChooserPanel("verbund", "partners.VerbundPage")]

    class Meta:
        verbose_name = "Verbund-Team"
        verbose_name_plural = "Verbund-Teams"

    def __str__(self) -> str:
        return f"{self.group}: {self.verbund}"


class VerbundCollection(models.Model):
    """Where the images and documents of a Verbund are: its teams see these and what is shared, and no other's."""

    verbund = models.OneToOneField(VerbundPage, on_delete=models.CASCADE, related_name="+")
    collection = models.OneToOneField("wagtailcore.Collection", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.collection}"


class PartnerPage(BasePage):
    """An organisation in a network or in the programme."""

    summary = models.TextField("Kurzbeschreibung", max_length=500, help_text="Ein bis zwei Sätze.")
    description = RichTextField("Beschreibung", blank=True)
    kind = models.CharField(
        "Art der Organisation", max_length=30, choices=PartnerKind.choices, default=PartnerKind.OTHER
    )
    branches = ParentalManyToManyField(Branch, blank=True, verbose_name="Branchen", related_name="+")
    regions = ParentalManyToManyField(Region, blank=True, verbose_name="Regionen", related_name="+")
    logo = models.ForeignKey(
        "wagtailimages.Image", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Logo"
    )
    website = models.URLField("Eigene Website", blank=True, max_length=300)
    contact_role = models.CharField(
        "Ansprechstelle", max_length=150, blank=True, help_text="Eine Rolle, etwa „Pressestelle“. Kein Name nötig."
    )
    contact_email = models.EmailField(
        "E-Mail-Adresse",
        blank=True,
        help_text="Am besten ein Funktionspostfach. Erscheint nirgends: Anfragen kommen über ein Formular.",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("logo"),
        FieldPanel("kind"),
        MultiFieldPanel([term_panel("branches"), term_panel("regions")], heading="Einordnung"),
        MultiFieldPanel(
            [FieldPanel("website"), FieldPanel("contact_role"), FieldPanel("contact_email")], heading="Kontakt"
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.FilterField("kind")]
    parent_page_types = ["partners.PartnerIndexPage"]
    subpage_types: Sequence[str] = []
    template = "partners/partner_page.html"

    class Meta:
        verbose_name = _("Partner")
        verbose_name_plural = "Partner"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["network_list"] = visible_to(
            request.user, VerbundPage.objects.filter(partner_links__partner_id=self.pk)
        ).order_by("title")
        practices = apps.get_model("practices", "PracticePage").objects.filter(participants__partner_id=self.pk)
        context["practice_list"] = visible_to(request.user, practices.distinct()).order_by("-year", "title")
        context["held_list"] = _held_by(self, request.user)
        context["contact"] = takes_mail(self)
        return context


def _held_by(page: Page, user: Any) -> PageQuerySet:
    """The events that a partner or a network holds, the latest first."""
    events = apps.get_model("events", "EventPage").objects.filter(organiser_links__page_id=page.pk).distinct()
    return visible_to(user, events).order_by("-starts_at")


class VerbundPartner(Orderable):
    """A partner of a network."""

    network = ParentalKey(VerbundPage, on_delete=models.CASCADE, related_name="partner_links")
    partner = models.ForeignKey(
        PartnerPage, on_delete=models.CASCADE, related_name="network_links", verbose_name="Partner"
    )

    panels = [PageChooserPanel("partner")]


class VerbundIndexPage(BasePage):
    """All networks, grouped by Land; with `region` in the address those that work there."""

    intro = models.TextField("Einleitung", blank=True, max_length=1000)
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["partners.VerbundPage"]
    max_count = 1
    template = "partners/verbund_index_page.html"

    class Meta:
        verbose_name = _("Liste der Verbünde")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        items = visible_to(request.user, VerbundPage.objects.child_of(self)).order_by("title")
        networks = list(items.prefetch_related("regions__parent"))
        context.update(beside_map(networks, request.GET.get("region", "")[:80]))
        context["groups"] = by_land(networks)
        return context


class PartnerIndexPage(BasePage):
    """All partners, by name; with `region` in the address those that work there."""

    intro = models.TextField("Einleitung", blank=True, max_length=1000)
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["partners.PartnerPage"]
    max_count = 1
    template = "partners/partner_index_page.html"

    class Meta:
        verbose_name = _("Liste der Partner")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        items = visible_to(request.user, PartnerPage.objects.child_of(self)).order_by("title")
        partners = list(items.prefetch_related("regions__parent"))
        context.update(beside_map(partners, request.GET.get("region", "")[:80]))
        return context
