"""Inputs and questions for the tests of this room; whatever imports this is skipped where there is no libsodium."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from numpy.typing import NDArray

from ogoh.blind import About, Key, output
from ogoh.blind.oprf import key_of_seed
from ogoh.blind.sodium import NoSodiumError, library

try:
    library()
except NoSodiumError as missing:
    pytest.skip(str(missing), allow_module_level=True)

KEY = key_of_seed(bytes(32), b"of the tests")
OTHER_KEY = key_of_seed(bytes(32), b"another")
OWNER = Ed25519PrivateKey.from_private_bytes(bytes(32))
PUBLIC = OWNER.public_key().public_bytes_raw()


def about(key: Key = KEY, code: str = "bans") -> About:
    """A delivery of an invented list."""
    return About(
        code=code,
        name="Рӯйхати сохта",
        kind="entry_ban",
        delivery=3,
        dated=date(2026, 11, 1),
        public=key.public,
        recipe="1-test",
        made=datetime(2026, 11, 1, 8, tzinfo=UTC),
        expires=datetime(2026, 12, 1, 8, tzinfo=UTC),
    )


def outputs(*texts: bytes, key: Key = KEY) -> NDArray[np.uint64]:
    """What a list of these inputs holds."""
    return np.array([int.from_bytes(output(key, one)[:8], "big") for one in texts], np.uint64)
