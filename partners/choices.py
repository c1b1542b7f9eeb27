"""Fixed choices of this app; the values stand in the database and in files."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VerbundStatus(models.TextChoices):
    FUNDED = "gefoerdert", _("gefördert")
    SUSTAINED = "verstetigt", _("verstetigt")
    ENDED = "beendet", _("beendet")


class PartnerKind(models.TextChoices):
    CHAMBER = "kammer", _("Kammer")
    UNION = "gewerkschaft", _("Gewerkschaft")
    EMPLOYERS = "arbeitgeberverband", _("Arbeitgeberverband")
    TRAINING = "bildungstraeger", _("Bildungsträger")
    UNIVERSITY = "hochschule", _("Hochschule")
    FIRM = "betrieb", _("Betrieb")
    ECONOMIC_DEVELOPMENT = "wirtschaftsfoerderung", _("Wirtschaftsförderung")
    EMPLOYMENT_AGENCY = "arbeitsagentur", _("Agentur für Arbeit")
    RESEARCH = "forschung", _("Forschung")
    MINISTRY = "ministerium", _("Ministerium")
    OTHER = "sonstige", _("Sonstige Organisation")
