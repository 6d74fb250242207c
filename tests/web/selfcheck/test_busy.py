"""While a great list is being written a traveller is asked to come back, not shown a fault."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client

from ogoh.web.selfcheck import limits

TYPED = {"family_name": "Раҳимов", "given_name": "Карим", "birth": "05.03.1991", "document": "400123456"}


@pytest.mark.django_db
def test_a_database_that_is_being_written_gives_a_page_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> float:
        raise OperationalError("database is locked")

    monkeypatch.setattr(limits, "seconds_to_wait", busy)
    response = Client().post("/en/check/", TYPED)
    assert response.status_code == 503
    assert "We cannot look now" in response.content.decode()
