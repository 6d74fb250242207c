"""Whoever watches sees who asked how much, and whose days are used up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ogoh.web.accounts.models import Role
from ogoh.web.blind.askers import allow, spend
from ogoh.web.blind.figures import asked_lately
from ogoh.web.blind.models import BlindKey, Day
from ogoh.web.exchange.days import today
from ogoh.web.exchange.peers import end_peer
from tests.web.accounts.people import bob, signed_in
from tests.web.blind.people import Endpoint, asker, endpoint

pytestmark = pytest.mark.django_db


def used(name: str, days_ago: int, questions: int) -> None:
    """So many questions on an earlier day."""
    Day.objects.create(
        asker=asker(name), day=today() - timedelta(days=days_ago), questions=questions, batches=1, per_day=1_000
    )


def test_what_was_asked_is_counted_by_day_and_month(khujand: Endpoint) -> None:
    for days_ago, questions in ((0, 7), (1, 10), (29, 100), (30, 1_000)):
        used("khujand", days_ago, questions)
    (one,) = asked_lately()
    assert (one.today, one.lately, one.full_days, one.stands_out) == (7, 117, 0, False)


def test_whoever_uses_up_three_days_stands_out(khujand: Endpoint) -> None:
    endpoint("another", per_day=1_000)
    for days_ago in range(3):
        used("khujand", days_ago, 900)
        used("another", days_ago, 899)
    assert {one.code: one.stands_out for one in asked_lately()} == {"khujand": True, "another": False}


def test_a_day_is_full_by_what_was_allowed_on_it(khujand: Endpoint) -> None:
    for days_ago in range(3):
        used("khujand", days_ago, 950)
    for per_day in (0, 10_000):
        allow("khujand", per_day)
        (one,) = asked_lately()
        assert (one.full_days, one.is_in_force) == (3, per_day > 0)


def test_what_was_allowed_stands_by_the_day(khujand: Endpoint) -> None:
    spend(asker(), 5)
    allow("khujand", 2_000)
    spend(asker(), 5)
    assert list(Day.objects.values_list("questions", "per_day")) == [(10, 2_000)]


def test_refusals_are_counted_by_asker(khujand: Endpoint, key: BlindKey) -> None:
    endpoint("another")
    khujand.called("questions", b"nothing")
    khujand.called("questions", b"nothing")
    assert {one.code: one.refused for one in asked_lately()} == {"khujand": 2, "another": 0}


def test_the_page_shows_askers_and_keys(khujand: Endpoint, key: BlindKey) -> None:
    used("khujand", 0, 950)
    end_peer("khujand")
    page = signed_in(bob(Role.AUDITOR)).get("/blind/asked/?language=en").content.decode()
    for shown in ("Khujand", "khujand", "950", "shut out", key.name, "10 January 2026"):
        assert shown in page


def test_the_page_says_so_where_nobody_may_ask_and_no_key_is_held() -> None:
    page = signed_in(bob(Role.LIST_MANAGER)).get("/blind/asked/?language=en").content.decode()
    assert "Nobody may ask yet." in page
    assert "There is none." in page
