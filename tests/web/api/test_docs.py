"""The documentation comes from the description and loads nothing from elsewhere."""

from __future__ import annotations

import re

from django.test import Client

from ogoh.web.api.schemas import Question, SourceAnswer


def test_the_description_is_open_to_everybody(client: Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert list(paths) == ["/api/v1/check"]


def test_every_field_of_question_and_answer_is_documented_on_the_page(client: Client) -> None:
    page = client.get("/api/v1/docs").content.decode()
    for shape in (Question, SourceAnswer):
        for name, field in shape.model_fields.items():
            assert f"<code>{name}</code>" in page
            assert field.description


def test_the_page_loads_its_stylesheet_and_nothing_else(client: Client) -> None:
    page = client.get("/api/v1/docs").content.decode()
    assert re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"', page) == [
        "/static/selfcheck/ogoh.css",
        "data:,",
    ]
