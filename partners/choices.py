"""Fixed choices of this app; the values stand in the database and in files."""

from django.db import models


class VerbundStatus(models.TextChoices):
    FUNDED = "gefoerdert", "gefördert"
    SUSTAINED = "verstetigt", "verstetigt"
    ENDED = "beendet", "beendet"


class PartnerKind(models.TextChoices):
    CHAMBER = "kammer", "Kammer"
    UNION = "gewerkschaft", "Gewerkschaft"
    EMPLOYERS = "arbeitgeberverband", "Arbeitgeberverband"
    TRAINING = "bildungstraeger", "Bildungsträger"
    UNIVERSITY = "hochschule", "Hochschule"
    FIRM = "betrieb", "Betrieb"
    ECONOMIC_DEVELOPMENT = "wirtschaftsfoerderung", "Wirtschaftsförderung"
    EMPLOYMENT_AGENCY = "arbeitsagentur", "Agentur für Arbeit"
    RESEARCH = "forschung", "Forschung"
    MINISTRY = "ministerium", "Ministerium"
    OTHER = "sonstige", "Sonstige Organisation"
