"""`search_index rebuild|update|status|check`: looking after the indices."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.delivery import deliver_everything
from search.documents import SCHEMA_VERSION
from search.engine import EngineUnavailable
from search.indexing import RebuildRunning, deliver, differences, lag, rebuild
from search.running import Index, indices

SHOWN_DIFFERENCES = 100


class Command(BaseCommand):
    help = "Baut den Suchindex neu auf, aktualisiert, beschreibt oder prüft ihn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["rebuild", "update", "status", "check"])
        parser.add_argument("--json", action="store_true", help="für Programme: eine Zeile JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        action = {
            "rebuild": self._rebuild,
            "update": self._update,
            "status": self._status,
            "check": self._check,
        }
        report, ok = action[options["action"]]()
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            for entry in report["indices"]:
                self.stdout.write("  ".join(f"{key}: {value}" for key, value in entry.items()))
        if not ok:
            sys.exit(1)

    def _each(self, work: Any) -> tuple[dict[str, Any], bool]:
        entries, ok = [], True
        for index in indices():
            entry: dict[str, Any] = {"index": index.name, "engine": index.engine.name}
            try:
                result, fine = work(index)
                entry |= result
                ok = ok and fine
            except EngineUnavailable as error:
                entry["error"] = str(error)
                ok = False
            except RebuildRunning:
                entry["error"] = "busy"
                ok = False
            entries.append(entry)
        return {"indices": entries}, ok

    def _rebuild(self) -> tuple[dict[str, Any], bool]:
        def work(index: Index) -> tuple[dict[str, Any], bool]:
            count = rebuild(index.name, index.engine)
            delivery = deliver(index.name, index.engine, patient=False)
            return {"documents": count, "delivered": delivery.delivered}, not delivery.error

        return self._each(work)

    def _update(self) -> tuple[dict[str, Any], bool]:
        delivered = deliver_everything()
        entries = [
            {"index": name, "delivered": d.delivered, "busy": d.busy, "error": d.error or None}
            for name, d in delivered.items()
        ]
        return {"indices": entries}, not any(d.error for d in delivered.values())

    def _status(self) -> tuple[dict[str, Any], bool]:
        def work(index: Index) -> tuple[dict[str, Any], bool]:
            waiting = lag(index.name)
            status = index.engine.status()
            return {
                "name": status.index,
                "documents": status.documents,
                "waiting": waiting,
                "schema": status.schema,
                "current_schema": SCHEMA_VERSION,
            }, status.schema == SCHEMA_VERSION

        return self._each(work)

    def _check(self) -> tuple[dict[str, Any], bool]:
        def work(index: Index) -> tuple[dict[str, Any], bool]:
            found = [{"id": d.id, "kind": d.kind} for d in differences(index.engine)]
            return {"differences": len(found), "first": found[:SHOWN_DIFFERENCES]}, not found

        return self._each(work)
