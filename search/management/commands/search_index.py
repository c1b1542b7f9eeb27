"""`search_index rebuild|update|status|check`: looking after the indices."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.comparison import NAMED, Difference, check, check_and_mend
from search.delivery import deliver_everything
from search.documents import SCHEMA_VERSION
from search.engine import EngineUnavailable
from search.indexing import deliver, lag
from search.models import Consumer
from search.rebuilding import Progress, RebuildRunning, outdated, progress_of, rebuild
from search.running import Index, indices

#: What the command ends with when something differs or failed, and when another rebuild is running.
FAILED = 1
RUNNING = 3

Work = Callable[[Index], tuple[dict[str, Any], bool]]


class Command(BaseCommand):
    help = "Baut den Suchindex neu auf, aktualisiert, beschreibt oder prüft ihn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["rebuild", "update", "status", "check"])
        parser.add_argument("--json", action="store_true", help="für Programme: eine Zeile JSON")
        parser.add_argument("--mend", action="store_true", help="bei check: beheben, was sich unterscheidet")

    def handle(self, *args: Any, **options: Any) -> None:
        match options["action"]:
            case "rebuild":
                report, code = self._each(_rebuild)
            case "update":
                report, code = _update()
            case "status":
                report, code = self._each(_status)
            case _:
                report, code = self._each(_mend if options["mend"] else _check)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            for entry in report["indices"]:
                self.stdout.write("  ".join(f"{key}: {_text(value)}" for key, value in entry.items()))
        if code:
            sys.exit(code)

    def _each(self, work: Work) -> tuple[dict[str, Any], int]:
        entries, code = [], 0
        for index in indices():
            entry: dict[str, Any] = {"index": index.name, "engine": index.engine.name}
            try:
                result, fine = work(index)
                entry |= result
                code = code or (0 if fine else FAILED)
            except EngineUnavailable as error:
                entry["error"] = str(error)
                code = FAILED
            except RebuildRunning as error:
                entry |= {"error": "busy", "message": _running(error.progress)}
                code = code or RUNNING
            entries.append(entry)
        return {"indices": entries}, code


def _rebuild(index: Index) -> tuple[dict[str, Any], bool]:
    count = rebuild(index.name, index.engine)
    delivery = deliver(index.name, index.engine, patient=False)
    return {"documents": count, "delivered": delivery.delivered}, not delivery.error


def _update() -> tuple[dict[str, Any], int]:
    delivered = deliver_everything()
    entries = [
        {"index": name, "delivered": d.delivered, "busy": d.busy, "error": d.error or None}
        for name, d in delivered.items()
    ]
    return {"indices": entries}, FAILED if any(d.error for d in delivered.values()) else 0


def _status(index: Index) -> tuple[dict[str, Any], bool]:
    consumer = Consumer.objects.filter(name=index.name).first()
    progress = progress_of(consumer) if consumer else None
    result: dict[str, Any] = {
        "waiting": lag(index.name),
        "last_error": consumer.last_error if consumer else "",
        "rebuild": _progress(progress) if progress else None,
    }
    status = index.engine.status()
    result |= {
        "name": status.index,
        "documents": status.documents,
        "schema": status.schema,
        "current_schema": SCHEMA_VERSION,
        "outdated": outdated(index.name),
    }
    return result, status.schema == SCHEMA_VERSION


def _check(index: Index) -> tuple[dict[str, Any], bool]:
    found = check(index.name, index.engine)
    return _found(found), not found


def _mend(index: Index) -> tuple[dict[str, Any], bool]:
    mending = check_and_mend(index.name, index.engine)
    left = check(index.name, index.engine) if mending.found else []
    return _found(mending.found) | {"rebuilt": mending.rebuilt, "left": len(left)}, not left


def _found(found: list[Difference] | tuple[Difference, ...]) -> dict[str, Any]:
    first = [{"id": difference.id, "kind": difference.kind} for difference in found[:NAMED]]
    return {"differences": len(found), "first": first}


def _text(value: Any) -> str:
    """A value for people: lists of differences and the progress are objects in JSON."""
    match value:
        case {"done": done, "total": total, "running": running}:
            return f"{done} von {total}" + ("" if running else " (unterbrochen)")
        case list():
            return ", ".join(f"{each['id']} ({each['kind']})" for each in value) or "–"
        case None | "":
            return "–"
    return str(value)


def _progress(progress: Progress) -> dict[str, Any]:
    return {
        "started_at": progress.started_at.isoformat(),
        "done": progress.done,
        "total": progress.total,
        "running": progress.running,
    }


def _running(progress: Progress | None) -> str:
    if progress is None:
        return "läuft schon: Ein anderer Prozess bringt gerade viele Änderungen in diesen Index."
    since = timezone.localtime(progress.started_at)
    return f"läuft schon: Neuaufbau seit {since:%H:%M} Uhr, {progress.done} von {progress.total} Einträgen."
