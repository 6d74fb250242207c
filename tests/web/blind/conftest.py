"""A list of bans that is held, its key, its file, and an asker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from ogoh.blind import KeyedList
from ogoh.web.blind.models import BlindKey
from ogoh.web.exchange.peers import own_keys
from tests.web.blind.people import Endpoint, built, endpoint, key_of_newest
from tests.web.exchange.conftest import own_home
from tests.web.exchange.states import at
from tests.web.lists.conftest import bans, deliver
from tests.web.reviews.conftest import held as held_bans

__all__ = ["bans", "deliver", "held_bans", "own_home"]


@pytest.fixture(autouse=True)
def ours(own_home: Path) -> Iterator[None]:
    """This installation has keys of its own to sign with."""
    with at("moscow"):
        own_keys().make("moscow", "Moscow", timezone.now() - timedelta(days=1))
        yield


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
