"""What the tests of the queue share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences as the sources have them; a page still speaks its reader's language."""
    with translation.override("en"):
        yield
