"""The documentation as one plain page: the usual viewers load scripts from elsewhere, or weigh megabytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a table of fields."""

    name: str
    type: str
    required: bool
    description: str


class PlainDocs(DocsBase):
    """Renders the OpenAPI description on the server, in the public pages' stylesheet."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """The page; everything on it comes from the description, so that it cannot fall behind."""
        schema = api.get_openapi_schema(path_params=kwargs)
        page = {
            "info": schema["info"],
            "operations": _operations(schema),
            "shapes": _shapes(schema),
            "description_address": self.get_openapi_url(api, kwargs),
            "origin": request.build_absolute_uri("/").rstrip("/"),
        }
        return render(request, "api/docs.html", page)


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation.get("summary", ""),
            "description": operation.get("description", ""),
            "responses": [(code, _named(answer)) for code, answer in operation["responses"].items()],
            "example": json.dumps(operation.get("x-example", {}), ensure_ascii=False),
        }
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def _named(answer: dict[str, Any]) -> str:
    content = answer.get("content", {}).get("application/json", {})
    return _type(content.get("schema", {}))


def _shapes(schema: dict[str, Any]) -> list[tuple[str, str, list[Field]]]:
    shapes = schema["components"]["schemas"]
    return [(name, shape.get("description", ""), _fields(shape)) for name, shape in shapes.items()]


def _fields(shape: dict[str, Any]) -> list[Field]:
    required = shape.get("required", [])
    return [
        Field(name, _type(field), name in required, field.get("description", ""))
        for name, field in shape.get("properties", {}).items()
    ]


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}"
    if "anyOf" in field:
        return " or ".join(_type(one) for one in field["anyOf"])
    return " ".join(str(field[part]) for part in ("type", "format") if part in field)
