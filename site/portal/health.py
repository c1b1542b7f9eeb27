"""`/healthz`: the process is alive. `/readyz`: it can serve; database and search engine, each by name."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from search.service import readiness


def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served and searched, 503 when not.

    A cluster that is away makes the state "degraded", still 200: the embedded index answers.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        database = "ok"
    except DatabaseError:
        database = "unavailable"
    search = readiness()
    ready = database == "ok" and search["status"] != "unavailable"
    status = "unavailable" if not ready else search["status"]
    body = {"status": status, "database": {"status": database}, "search": search}
    return JsonResponse(body, status=200 if ready else 503, headers={"Cache-Control": "no-store"})
