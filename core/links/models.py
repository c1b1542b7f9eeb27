"""A link, as often as pages have it looked at once; and which page has it."""

from __future__ import annotations

from django.db import models
from wagtail.models import Page

#: Longer addresses are left alone.
LONGEST_URL = 1000


class Reason(models.TextChoices):
    """Why a link does not lead where it should, or cannot be told."""

    NOT_FOUND = "fehlt", "Seite nicht gefunden"
    SERVER = "serverfehler", "Fehler der anderen Seite"
    NAME = "name", "Adresse unbekannt"
    CONNECT = "verbindung", "keine Verbindung"
    TIMEOUT = "zeit", "keine Antwort"
    TLS = "zertifikat", "Zertifikat ungültig"
    REDIRECTS = "umleitung", "Umleitung ohne Ende"
    GARBAGE = "antwort", "unverständliche Antwort"
    BAD = "adresse", "keine gültige Adresse"
    GUARDED = "abgewiesen", "weist Prüfungen ab"
    PRIVATE = "intern", "führt in ein internes Netz"


#: These say nothing about what a visitor would get.
UNCLEAR = frozenset({Reason.GUARDED, Reason.PRIVATE})


class Link(models.Model):
    """An address. It is broken when it has failed on several days; a host that turns programs away proves nothing."""

    class State(models.TextChoices):
        NEW = "neu", "noch nicht geprüft"
        OK = "gut", "erreichbar"
        FAILING = "gestoert", "nicht erreicht, wird noch einmal geprüft"
        BROKEN = "defekt", "defekt"
        UNCLEAR = "unklar", "nicht prüfbar"

    url = models.CharField("Adresse", max_length=LONGEST_URL, unique=True)
    host = models.CharField(max_length=255, db_index=True)
    state = models.CharField("Zustand", max_length=10, choices=State, default=State.NEW, db_index=True)
    reason = models.CharField("Grund", max_length=15, choices=Reason, blank=True)
    checked_at = models.DateTimeField("geprüft", null=True, blank=True)
    next_check_at = models.DateTimeField("nächste Prüfung", db_index=True)
    failed_days = models.PositiveSmallIntegerField("Tage ohne Erfolg", default=0)
    first_failed_on = models.DateField("seit", null=True, blank=True)
    last_failed_on = models.DateField("zuletzt", null=True, blank=True)

    class Meta:
        verbose_name = "Link"
        verbose_name_plural = "Links"

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """A page that has the link. `reported_at`: its owner has been told that it is broken."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    reported_at = models.DateTimeField("gemeldet", null=True, blank=True)

    class Meta:
        verbose_name = "Link auf einer Seite"
        verbose_name_plural = "Links auf Seiten"
        constraints = [models.UniqueConstraint(fields=["link", "page"], name="one_use_a_page")]

    def __str__(self) -> str:
        return f"{self.page}: {self.link}"
