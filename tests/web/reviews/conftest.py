"""A list of entry bans that holds four people."""

from __future__ import annotations

import pytest

from ogoh.web.lists.models import Source
from tests.web.lists.conftest import Deliver, bans, deliver
from tests.web.lists.people import FOUR

__all__ = ["bans", "deliver"]


@pytest.fixture
def held(bans: Source, deliver: Deliver) -> Source:
    """The list of January is held."""
    deliver(FOUR)
    return bans
