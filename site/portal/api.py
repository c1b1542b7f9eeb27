"""The API's one instance: routers of the apps, German error bodies, an OpenAPI document and its readable page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from events.api import router as events_router
from partners.api import router as partners_router
from practices.api import router as practices_router
from search.api import router as search_router
from search.errors import ApiProblem

api = NinjaAPI(
    title="Verbundforum",
    version="1",
    description="Praxisbeispiele, Veranstaltungen, Verbünde und Partner durchsuchen und abrufen.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
)
for _router in (search_router, practices_router, events_router, partners_router):
    api.add_router("", _router)


def _error(request: HttpRequest, status: int, code: str, message: str, fields: dict[str, str]) -> HttpResponse:
    body = {"error": {"code": code, "message": message, "fields": fields}}
    response: HttpResponse = api.create_response(request, body, status=status)
    return response


@api.exception_handler(ApiProblem)
def _problem(request: HttpRequest, problem: ApiProblem) -> HttpResponse:
    return _error(request, problem.status, problem.code, problem.message, dict(problem.fields))


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {str(item["loc"][-1]): _("Der Wert passt nicht.") for item in error.errors}
    return _error(request, 400, "invalid", _("Die Anfrage enthält Werte, die nicht passen."), fields)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return _error(request, 404, "not_found", _("Diesen Eintrag gibt es nicht oder er ist nicht öffentlich."), {})


@api.get("/docs", include_in_schema=False)
def docs(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document as a page: rendered here, so that nothing is loaded from anywhere."""
    schema = api.get_openapi_schema()
    operations = [
        _operation(method, path, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "search/api_docs.html", {"operations": operations, "schema": schema})


def _operation(method: str, path: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "method": method.upper(),
        "path": path,
        "summary": operation.get("summary", ""),
        "description": operation.get("description", ""),
        "parameters": [
            {
                "name": parameter["name"],
                "location": parameter["in"],
                "required": parameter.get("required", False),
                "description": parameter.get("description") or parameter.get("schema", {}).get("description", ""),
                "schema": parameter.get("schema", {}).get("type", "string"),
            }
            for parameter in operation.get("parameters", ())
        ],
        "responses": [
            {"status": status, "description": response.get("description", "")}
            for status, response in operation.get("responses", {}).items()
        ],
    }
