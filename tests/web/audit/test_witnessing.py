"""A witness outside takes a newer checkpoint only where nothing before it was changed."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from ogoh.web.audit.notes import Checkpoint, UnfitNote, Verifier, signed
from ogoh.web.audit.tree import leaf_hash, root_of
from ogoh.web.audit.witnessing import offered, witnessed

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LOG = Verifier.of(KEY, "example.tj/log")
LEAVES = [leaf_hash(bytes([number])) for number in range(60)]


def note(size: int, leaves: list[bytes] = LEAVES) -> str:
    return signed(Checkpoint("example.tj/log", size, root_of(leaves[:size])), KEY)


@given(st.integers(1, 60), st.integers(0, 60))
def test_a_log_that_only_grew_is_taken(newer: int, older: int) -> None:
    older = min(older, newer)
    offer = offered(note(newer), older, newer, LEAVES)
    taken, checkpoint = witnessed(offer, note(older) if older else None, LOG)
    assert (taken, checkpoint.size) == (note(newer), newer)


@pytest.mark.parametrize("changed", [0, 20, 29])
def test_a_log_that_was_changed_before_is_not(changed: int) -> None:
    other = [*LEAVES]
    other[changed] = leaf_hash(b"another")
    with pytest.raises(UnfitNote, match="something was changed"):
        witnessed(offered(note(50, other), 30, 50, other), note(30), LOG)


def test_a_log_that_became_shorter_is_not() -> None:
    with pytest.raises(UnfitNote, match="events are gone"):
        witnessed("old 50\n\n" + note(30), note(50), LOG)


def test_a_proof_since_another_checkpoint_is_not() -> None:
    with pytest.raises(UnfitNote, match="one since 30 expected"):
        witnessed(offered(note(50), 20, 50, LEAVES), note(30), LOG)


def test_a_key_of_somebody_else_is_not() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    with pytest.raises(UnfitNote, match="no signature"):
        witnessed("old 0\n\n" + note(30), None, Verifier.of(other, "example.tj/log"))


@given(st.text())
def test_what_is_no_offer_is_told_in_words(text: str) -> None:
    with pytest.raises(UnfitNote):
        witnessed(text, None, LOG)
