"""Processes that help an import: their answers in order, and what becomes of the import when they fail it."""

from __future__ import annotations

import os
from multiprocessing import active_children
from pathlib import Path

import pytest

from ogoh.delivery import DeliveryRefused
from ogoh.web.lists import portions
from ogoh.web.lists.helping import Helpers
from ogoh.web.lists.models import Source
from ogoh.web.lists.services import import_delivery
from tests.web.lists.labour import doubled, ended_at_three, refused_at_three
from tests.web.lists.people import JANUARY, made_up_list, snapshot


def end_helpers(read: int) -> None:
    """As the system does when memory runs out."""
    for helper in active_children():
        helper.kill()


def test_answers_come_in_the_order_of_the_portions_from_others() -> None:
    with Helpers() as helpers:
        found = list(helpers.each(doubled, range(9)))
    assert [(given, answer) for given, (answer, _) in found] == [(number, 2 * number) for number in range(9)]
    assert os.getpid() not in {process for _, (_, process) in found}
    assert not active_children()


def test_little_work_is_done_here() -> None:
    with Helpers() as helpers:
        found = list(helpers.each(doubled, [7]))
    assert found == [(7, (14, os.getpid()))]


def test_what_a_helper_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="three"), Helpers() as helpers:
        list(helpers.each(refused_at_three, range(9)))
    assert not active_children()


def test_a_helper_that_is_ended_is_told_at_once_whatever_else_is_on_its_way() -> None:
    with pytest.raises(DeliveryRefused, match="make room and repeat the build"), Helpers("build") as helpers:
        list(helpers.each(ended_at_three, range(9)))
    assert not active_children()


def test_an_import_whose_helper_is_ended_changes_nothing_and_says_so(
    bans: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portions, "BATCH", 500)
    before = snapshot()
    with pytest.raises(DeliveryRefused, match="Nothing was changed"):
        import_delivery(made_up_list(tmp_path / "list.csv", 8_000), "bans", JANUARY, progress=end_helpers)
    assert snapshot() == before
    assert not active_children()
