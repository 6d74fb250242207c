"""Absurd names on the traveller's page: the field is named, nothing is matched, nothing breaks."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.absurd import NAMES, NO_NAMES
from tests.web.selfcheck.people import RECORDED

UNLISTED_NUMBER = "402468013"

pytestmark = pytest.mark.usefixtures("lists")


def page_of(name: str) -> tuple[int, str]:
    typed = {**RECORDED, "family_name": name, "given_name": "—", "document": UNLISTED_NUMBER}
    response = Client().post("/en/check/", typed)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("name", NO_NAMES.values(), ids=NO_NAMES)
def test_a_text_that_names_nobody_is_complained_of_at_its_field(name: str) -> None:
    status, page = page_of(name)
    assert status == 422
    assert '<a href="#id_family_name">' in page


@pytest.mark.parametrize("name", [name for name in NAMES.values() if len(name) < 200])
def test_a_name_that_nobody_bears_finds_no_record(name: str) -> None:
    status, page = page_of(name)
    assert status == 200
    assert "No record found" in page
    assert "Somebody in this list is like you" not in page


@pytest.mark.parametrize("name", [name for name in NAMES.values() if len(name) > 200])
def test_a_name_that_is_too_long_is_complained_of(name: str) -> None:
    status, page = page_of(name)
    assert status == 422
    assert "This is too long." in page


def test_a_zone_without_a_name_is_complained_of() -> None:
    zone = "P<TJK" + "<" * 39 + "\n4001234516TJK9005126M3001017" + "<" * 14 + "00"
    response = Client().post("/en/check/", {"zone": zone})
    assert response.status_code == 422
