"""Absurd names sent by a program: every fault is named, and nobody is matched."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.http import HttpResponse

from tests.absurd import NAMES, NO_NAMES

Ask = Callable[..., HttpResponse]

pytestmark = pytest.mark.usefixtures("lists")


@pytest.mark.parametrize("name", ["", "  ", *NO_NAMES.values()], ids=["nothing", "blanks", *NO_NAMES])
def test_a_text_that_names_nobody_is_a_fault_of_the_name(ask: Ask, name: str) -> None:
    response = ask({"name": name, "born": "1990-05-12"})
    assert response.status_code == 422
    (fault,) = json.loads(response.content)["errors"]
    assert fault["field"] == "name"
    assert fault["expected"].startswith("a name")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_that_nobody_bears_is_on_no_list(ask: Ask, name: str) -> None:
    response = ask({"name": name, "born": "1990-05-12"})
    assert response.status_code == 200
    assert {answer["verdict"] for answer in json.loads(response.content)["answers"]} == {"no_record"}


def test_a_name_that_is_too_long_is_a_fault_of_the_name(ask: Ask) -> None:
    response = ask({"name": "а" * 401})
    assert response.status_code == 422
    assert [fault["field"] for fault in json.loads(response.content)["errors"]] == ["name"]


def test_parts_that_name_nobody_are_told_together(ask: Ask) -> None:
    response = ask({"family_name": "XXX", "given_name": "нет", "patronymic": "оглы", "born": "31.02.1990"})
    assert response.status_code == 422
    assert {fault["field"] for fault in json.loads(response.content)["errors"]} == {"name", "born"}
