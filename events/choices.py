"""Fixed choices of this app; the values stand in the database and in files."""

from django.db import models


class EventFormat(models.TextChoices):
    ON_SITE = "vor-ort", "vor Ort"
    ONLINE = "online", "online"
    HYBRID = "hybrid", "vor Ort und online"
