"""Fixed choices of this app; the values stand in the database and in files."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventFormat(models.TextChoices):
    ON_SITE = "vor-ort", _("vor Ort")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("vor Ort und online")


class EventState(models.TextChoices):
    """What can be said of an event at a moment. Never stored: see `events.state`."""

    PLANNED = "geplant", _("geplant")
    OPEN = "offen", _("Anmeldung offen")
    FULL = "ausgebucht", _("ausgebucht")
    CLOSED = "geschlossen", _("Anmeldung geschlossen")
    CANCELLED = "abgesagt", _("abgesagt")
    OVER = "vorbei", _("vorbei")
