"""A ring of keys, a holder, and a certificate, all of one invented day."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogoh.certificate import KeyRing, issue
from tests.certificate.people import NOW, statement


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


@pytest.fixture
def ring(tmp_path: Path, root: Path) -> KeyRing:
    ring = KeyRing(tmp_path / "ring")
    ring.new(root, NOW)
    return ring


@pytest.fixture
def text(ring: KeyRing) -> str:
    """A certificate of this ring."""
    return issue(statement(), ring.signing_key(NOW))
