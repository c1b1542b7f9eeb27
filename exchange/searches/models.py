"""The table of saved searches."""

from __future__ import annotations

import secrets

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from partners.moved import led_on
from search.facets import registered_facets
from search.query import ReadParameters, read_parameters

#: Longest query string that is kept: 400 characters of text and a good many filters, percent-encoded.
LONGEST = 4000


class Frequency(models.TextChoices):
    DAILY = "daily", _("täglich")
    WEEKLY = "weekly", _("wöchentlich, montags")


def new_key() -> str:
    """192 bits that nobody can guess: who has it may change and end the search."""
    return secrets.token_urlsafe(24)


class SavedSearch(models.Model):
    """A search of which somebody wants to hear by mail. Unconfirmed as long as `confirmed_at` is empty.

    Personal data: the address, given for the digests by a consent whose text (`consent_version`) and moments
    (`created_at`, `confirmed_at`) are kept with it as its proof. The whole row is erased when the search is ended, or
    48 hours after it was asked for when nobody has confirmed it.
    """

    email = models.EmailField(
        "E-Mail-Adresse",
        max_length=254,
        help_text="Zweck: Benachrichtigung über neue Treffer. Wird beim Beenden sofort gelöscht, ohne Bestätigung "
        "nach 48 Stunden.",
    )
    #: The query string as `search.query.read_parameters` understood it, without sorting and page.
    parameters = models.CharField("Suche", max_length=LONGEST, blank=True, default="")
    #: Stands for `parameters` in the constraint: PostgreSQL cannot index texts of that length.
    parameters_hash = models.CharField(max_length=64, editable=False)
    frequency = models.CharField("Wie oft", max_length=10, choices=Frequency.choices, default=Frequency.WEEKLY)
    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    consent_version = models.CharField("Fassung der Einwilligung", max_length=20)
    created_at = models.DateTimeField("Eingerichtet", auto_now_add=True)
    confirmed_at = models.DateTimeField("Bestätigt", null=True, blank=True)
    #: How many mails about setting it up were sent, and when the last: nobody can flood a stranger's mailbox.
    notices = models.PositiveSmallIntegerField(default=0)
    noticed_at = models.DateTimeField(null=True, blank=True)
    #: Records published before this are not new; `told` lists the ids of later ones that a digest has named.
    new_since = models.DateTimeField(null=True, blank=True)
    told = models.JSONField(default=list, blank=True)
    next_digest_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = "gespeicherte Suche"
        verbose_name_plural = "gespeicherte Suchen"
        constraints = [models.UniqueConstraint(fields=["email", "parameters_hash"], name="one_search_an_address")]

    def __str__(self) -> str:
        return f"gespeicherte Suche {self.pk}"

    @property
    def mails(self) -> str:
        """What the mails of this search are `about`."""
        return f"saved-search:{self.pk}"

    def read(self) -> ReadParameters:
        return read_parameters(led_on(QueryDict(self.parameters)), registered_facets())
