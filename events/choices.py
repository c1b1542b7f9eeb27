"""Fixed choices of this app; the values stand in the database and in files."""

from django.db import models


class EventFormat(models.TextChoices):
    ON_SITE = "vor-ort", "vor Ort"
    ONLINE = "online", "online"
    HYBRID = "hybrid", "vor Ort und online"


class EventState(models.TextChoices):
    """What can be said of an event at a moment. Never stored: see `events.state`."""

    PLANNED = "geplant", "geplant"
    OPEN = "offen", "Anmeldung offen"
    FULL = "ausgebucht", "ausgebucht"
    CLOSED = "geschlossen", "Anmeldung geschlossen"
    CANCELLED = "abgesagt", "abgesagt"
    OVER = "vorbei", "vorbei"
