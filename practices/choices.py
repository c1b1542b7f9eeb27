"""The closed lists of a practice. The values stand in the database, addresses and spreadsheets and never change."""

from __future__ import annotations

from django.db import models


class Evidence(models.TextChoices):
    """How well it is shown that a practice works, the weakest first. The values stand in addresses and spreadsheets."""

    HINT = "hinweis", "Hinweis"
    TRIED = "erprobt", "erprobt"
    MEASURED = "gemessen", "gemessen"
    EVALUATED = "extern-evaluiert", "extern evaluiert"


class TierReached(models.TextChoices):
    """How much of a practice is told."""

    ROUGH = "roh", "unvollständig"
    SHORT = "kurz", "Kurzsteckbrief"
    FULL = "voll", "Vollbeschreibung"


class ExampleKind(models.TextChoices):
    """What was made: „Art des Beispiels“."""

    TRAINING = "qualifizierung", "Qualifizierungsangebot"
    ADVICE = "beratung", "Beratung und Bedarfsermittlung"
    NETWORK = "vernetzung", "Vernetzung von Betrieben"
    OUTREACH = "ansprache", "Ansprache und Öffentlichkeitsarbeit"
    TOOL = "werkzeug", "Werkzeug oder Plattform"
    STRUCTURE = "struktur", "Struktur und Zusammenarbeit"
    OTHER = "sonstiges", "Sonstiges"


class NetworkType(models.TextChoices):
    REGIONAL = "regional", "regional, über Branchen hinweg"
    BRANCH = "branche", "innerhalb einer Branche"
    SUPPLY_CHAIN = "lieferkette", "entlang einer Lieferkette"
    TOPIC = "thema", "zu einem Thema"
    TRANSFORMATION = "transformation", "Transformationsnetzwerk"
    OTHER = "sonstiges", "sonstiges Netzwerk"


class Stage(models.TextChoices):
    """How far the practice has come: „Umsetzungsstand“."""

    IDEA = "idee", "Idee"
    PILOT = "pilot", "Pilot"
    INTRODUCED = "eingefuehrt", "eingeführt"
    LASTING = "verstetigt", "verstetigt"
    ENDED = "beendet", "beendet"
    BROKEN_OFF = "abgebrochen", "abgebrochen"


#: At these stages a reader asks why: the tier counts the reason among what is needed.
STAGES_WITH_REASON = (Stage.ENDED, Stage.BROKEN_OFF)


class Solved(models.TextChoices):
    YES = "ja", "gelöst"
    PARTLY = "teils", "teilweise gelöst"
    NO = "nein", "nicht gelöst"


class SelfSustaining(models.TextChoices):
    YES = "ja", "ja"
    PARTLY = "teils", "teilweise"
    NO = "nein", "nein"
    OPEN = "offen", "noch offen"


class Relation(models.TextChoices):
    """What another practice is to this one."""

    BUILDS_ON = "baut-auf", "Baut auf"
    VARIANT_OF = "variante-von", "Variante von"
    REPLACED_BY = "ersetzt-durch", "Ersetzt durch"


class Method(models.TextChoices):
    """How an effect was found out, the weakest first."""

    IMPRESSION = "einschaetzung", "Einschätzung der Beteiligten"
    SURVEY = "befragung", "Befragung"
    COUNT = "zaehlung", "Zählung oder Messung"
    EXTERNAL = "extern", "Auswertung durch Außenstehende"


class Licence(models.TextChoices):
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    RESERVED = "alle-rechte", "Alle Rechte vorbehalten"


#: Where a licence can be read; what is not here has no text of its own.
LICENCE_URLS = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.de",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.de",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.de",
}
