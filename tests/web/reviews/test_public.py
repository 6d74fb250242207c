"""The public page follows a review by its own rule, and shows nothing of it."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from ogoh.web.checks.services import check
from ogoh.web.reviews.models import ReviewVerdict
from ogoh.web.reviews.services import remember
from tests.web.checks.travellers import traveller
from tests.web.reviews.people import NOT_SAME, SAME
from tests.web.selfcheck.people import RENEWED, hold_lists


@pytest.mark.django_db
@pytest.mark.parametrize(("verdict", "shape"), [(SAME, 'class="result triangle"'), (NOT_SAME, 'class="result circle"')])
def test_a_review_changes_the_word_at_most_and_shows_neither_who_nor_when(
    client: Client, tmp_path: Path, verdict: ReviewVerdict, shape: str
) -> None:
    hold_lists(tmp_path)
    renewed = traveller("Rahimov Farrukh", "12.05.1990", RENEWED["document"])
    bans, _ = check(renewed)
    remember(renewed, "bans", bans.reference, verdict, "Desk 4", "Compared the faces")
    page = unescape(client.post("/en/check/", RENEWED).content.decode())
    assert shape in page
    assert [told for told in ("Desk 4", "Compared the faces", "review", bans.reference) if told in page] == []
