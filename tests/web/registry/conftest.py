"""What the tests of the registry share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.utils import translation

from ogoh.web.accounts.models import User
from tests.web.registry import agencies


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences as the sources have them; a page still speaks its reader's language."""
    with translation.override("en"):
        yield


@pytest.fixture
def author(db: None) -> User:
    """Alice, who writes."""
    return agencies.alice()


@pytest.fixture
def second(db: None) -> User:
    """Bob, who confirms."""
    return agencies.bob()


@pytest.fixture
def stranger(db: None) -> User:
    """Charlie, of another agency."""
    return agencies.charlie()


@pytest.fixture
def undone(db: None) -> Callable[[], Iterator[None]]:
    """What an example wrote, taken back."""

    def example() -> Iterator[None]:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return example
