"""A list of bans that is held, its key, its file, and an asker."""

from __future__ import annotations

import pytest

from ogoh.blind import KeyedList
from ogoh.web.blind.models import BlindKey
from tests.web.blind.people import Endpoint, built, endpoint, key_of_newest
from tests.web.lists.conftest import bans, deliver
from tests.web.reviews.conftest import held as held_bans

__all__ = ["bans", "deliver", "held_bans"]


@pytest.fixture
def key(held_bans: object) -> BlindKey:
    """The key of the list of January."""
    return key_of_newest()


@pytest.fixture
def keyed(key: BlindKey) -> KeyedList:
    """The file under it."""
    return built(key)


@pytest.fixture
def khujand(db: None) -> Endpoint:
    """An asker with a thousand questions a day."""
    return endpoint()
