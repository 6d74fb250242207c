"""A name that nobody here can read gets no answer: "no record" would not be honest."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Παπαδόπουλος", "李明", "გიორგი"])
def test_a_name_in_letters_that_ogoh_does_not_read_is_complained_of(name: str) -> None:
    typed = {"family_name": name, "given_name": name, "birth": "05.03.1991", "document": "400123456"}
    response = Client().post("/en/check/", typed)
    assert response.status_code == 422
    assert "Cyrillic, Latin or Persian letters" in response.content.decode()
