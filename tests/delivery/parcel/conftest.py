"""Three installations: Moscow sends, Dushanbe receives, Bishkek is the stranger."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.parcel.offices import Office


def office(code: str, folder: Path) -> Office:
    (folder / code).mkdir()
    return Office(code, folder / code)


@pytest.fixture
def moscow(tmp_path: Path) -> Office:
    return office("moscow", tmp_path)


@pytest.fixture
def dushanbe(tmp_path: Path, moscow: Office) -> Office:
    receiver = office("dushanbe", tmp_path)
    receiver.meets(moscow)
    return receiver


@pytest.fixture
def bishkek(tmp_path: Path, moscow: Office) -> Office:
    stranger = office("bishkek", tmp_path)
    stranger.meets(moscow)
    return stranger
