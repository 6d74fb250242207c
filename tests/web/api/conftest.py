"""A caller with a token, and lists to ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from ogoh.web.api.services import add_token
from tests.web.selfcheck.people import hold_lists

Ask = Callable[..., HttpResponse]


@pytest.fixture
def lists(db: None, tmp_path: Path) -> None:
    """The public page's two lists."""
    hold_lists(tmp_path)


@pytest.fixture
def secret(db: None) -> str:
    """A token in force."""
    return add_token("The desk in Khujand")


@pytest.fixture
def ask(client: Client, secret: str) -> Ask:
    """Ask with the token, or with another header."""

    def post(question: Any, authorization: str = f"Bearer {secret}") -> HttpResponse:
        body = question if isinstance(question, bytes) else json.dumps(question).encode()
        headers = {"authorization": authorization} if authorization else {}
        response: HttpResponse = client.post("/api/v1/check", body, "application/json", headers=headers)  # type: ignore[assignment]
        return response

    return post
