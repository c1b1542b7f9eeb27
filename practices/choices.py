"""The closed lists of a practice. The values stand in the database, addresses and spreadsheets and never change."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Evidence(models.TextChoices):
    """How well it is shown that a practice works, the weakest first. The values stand in addresses and spreadsheets."""

    HINT = "hinweis", _("Hinweis")
    TRIED = "erprobt", _("erprobt")
    MEASURED = "gemessen", _("gemessen")
    EVALUATED = "extern-evaluiert", _("extern evaluiert")


class TierReached(models.TextChoices):
    """How much of a practice is told."""

    ROUGH = "roh", _("unvollständig")
    SHORT = "kurz", _("Kurzsteckbrief")
    FULL = "voll", _("Vollbeschreibung")


class ExampleKind(models.TextChoices):
    """What was made: „Art des Beispiels“."""

    TRAINING = "qualifizierung", _("Qualifizierungsangebot")
    ADVICE = "beratung", _("Beratung und Bedarfsermittlung")
    NETWORK = "vernetzung", _("Vernetzung von Betrieben")
    OUTREACH = "ansprache", _("Ansprache und Öffentlichkeitsarbeit")
    TOOL = "werkzeug", _("Werkzeug oder Plattform")
    STRUCTURE = "struktur", _("Struktur und Zusammenarbeit")
    OTHER = "sonstiges", _("Sonstiges")


class NetworkType(models.TextChoices):
    REGIONAL = "regional", _("regional, über Branchen hinweg")
    BRANCH = "branche", _("innerhalb einer Branche")
    SUPPLY_CHAIN = "lieferkette", _("entlang einer Lieferkette")
    TOPIC = "thema", _("zu einem Thema")
    TRANSFORMATION = "transformation", _("Transformationsnetzwerk")
    OTHER = "sonstiges", _("sonstiges Netzwerk")


class Stage(models.TextChoices):
    """How far the practice has come: „Umsetzungsstand“."""

    IDEA = "idee", _("Idee")
    PILOT = "pilot", _("Pilot")
    INTRODUCED = "eingefuehrt", _("eingeführt")
    LASTING = "verstetigt", _("verstetigt")
    ENDED = "beendet", _("beendet")
    BROKEN_OFF = "abgebrochen", _("abgebrochen")


#: At these stages a reader asks why: the tier counts the reason among what is needed.
STAGES_WITH_REASON = (Stage.ENDED, Stage.BROKEN_OFF)


class Solved(models.TextChoices):
    YES = "ja", _("gelöst")
    PARTLY = "teils", _("teilweise gelöst")
    NO = "nein", _("nicht gelöst")


class SelfSustaining(models.TextChoices):
    YES = "ja", _("ja")
    PARTLY = "teils", _("teilweise")
    NO = "nein", _("nein")
    OPEN = "offen", _("noch offen")


class Relation(models.TextChoices):
    """What another practice is to this one."""

    BUILDS_ON = "baut-auf", _("Baut auf")
    VARIANT_OF = "variante-von", _("Variante von")
    REPLACED_BY = "ersetzt-durch", _("Ersetzt durch")


class Method(models.TextChoices):
    """How an effect was found out, the weakest first."""

    IMPRESSION = "einschaetzung", _("Einschätzung der Beteiligten")
    SURVEY = "befragung", _("Befragung")
    COUNT = "zaehlung", _("Zählung oder Messung")
    EXTERNAL = "extern", _("Auswertung durch Außenstehende")


class Licence(models.TextChoices):
    CC_BY = "cc-by-4.0", _("CC BY 4.0")
    CC_BY_SA = "cc-by-sa-4.0", _("CC BY-SA 4.0")
    CC0 = "cc0-1.0", _("CC0 1.0")
    RESERVED = "alle-rechte", _("Alle Rechte vorbehalten")


#: Where a licence can be read; what is not here has no text of its own.
LICENCE_URLS = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.de",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.de",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.de",
}
