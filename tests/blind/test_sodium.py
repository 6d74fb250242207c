"""Where libsodium is missing, one sentence says what to install."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ogoh.blind import NoSodiumError, sodium
from ogoh.blind.oprf import key_at_random


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without the library."""
    monkeypatch.setattr(sodium, "_NAMES", ("no-such-library.so",))
    monkeypatch.setattr(sodium, "find_library", lambda _: None)
    sodium.library.cache_clear()
    yield
    sodium.library.cache_clear()


@pytest.mark.usefixtures("nothing_installed")
def test_without_the_library_it_is_said_what_to_install() -> None:
    with pytest.raises(NoSodiumError, match="install the package libsodium23"):
        key_at_random()


@pytest.mark.usefixtures("nothing_installed")
def test_a_library_that_is_too_old_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sodium, "_NAMES", ("libc.so.6",))
    with pytest.raises(NoSodiumError):
        sodium.library()
