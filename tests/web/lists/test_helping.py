"""Processes that help an import: what becomes of the import when they fail it."""

from __future__ import annotations

from multiprocessing import active_children
from pathlib import Path

import pytest

from ogoh.delivery import DeliveryRefused
from ogoh.web.lists.models import Source
from ogoh.web.lists.services import import_delivery
from tests.web.lists.people import JANUARY, made_up_list, snapshot


def end_helpers(read: int) -> None:
    """As the system does when memory runs out."""
    for helper in active_children():
        helper.kill()


def test_an_import_whose_helper_is_ended_changes_nothing_and_says_so(bans: Source, tmp_path: Path) -> None:
    before = snapshot()
    with pytest.raises(DeliveryRefused, match="Nothing was changed"):
        import_delivery(made_up_list(tmp_path / "list.csv", 8_000), "bans", JANUARY, progress=end_helpers)
    assert snapshot() == before
    assert not active_children()
