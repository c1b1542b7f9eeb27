"""The ten criteria that a new site begins with. After that they belong to the office."""

from __future__ import annotations

from practices.review.models import Criterion

START = (
    ("Relevanz", "Geht es um ein Problem, das auch andere Betriebe oder Verbünde haben?"),
    ("Wirkung", "Ist gezeigt, was sich verändert hat, mit Zahlen oder mit nachvollziehbaren Beobachtungen?"),
    ("Übertragbarkeit", "Ist klar, was Kern ist, was sich anpassen lässt und für wen es passt?"),
    ("Nachvollziehbarkeit", "Könnte jemand, der nicht dabei war, nach diesem Text anfangen?"),
    ("Aufwand und Kosten", "Stehen Aufwand und Kosten da, oder ehrlich, dass sie nicht erhoben sind?"),
    ("Offenheit", "Sagt der Text auch, was nicht gelang und warum?"),
    ("Nachhaltigkeit", "Ist gesagt, ob und wie es ohne Förderung weitergeht?"),
    ("Beteiligung", "Kommen Beschäftigte, Betriebsrat und Sozialpartner vor, wo sie beteiligt waren?"),
    ("Verständlichkeit", "Ist der Text ohne Fachwissen aus dem Programm zu verstehen?"),
    (
        "Rechte und Datenschutz",
        "Sind Einwilligungen, Bildrechte und Lizenzen geklärt, steht niemand ungefragt da?",
    ),
)


def load_start_criteria() -> int:
    """Make the start set on a site that has no criteria yet; the number made."""
    if Criterion.objects.exists():
        return 0
    rows = [Criterion(name=name, question=text, order=10 * at) for at, (name, text) in enumerate(START, start=1)]
    return len(Criterion.objects.bulk_create(rows))
