"""The Merkle tree over the log: one hash that stands for all events, and short proofs about them (RFC 6962, section 2).

SHA-256; a leaf is hashed with 0 before it, a node with 1. ``Peaks`` grows by a leaf at a time and knows its root,
without the leaves before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH = 32
"""Bytes of a hash."""

Proof = tuple[bytes, ...]


def leaf_hash(content: bytes) -> bytes:
    """The hash of one event."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Peaks:
    """The roots of the whole subtrees that a tree of ``size`` leaves is made of, the largest first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def grown(self, leaf: bytes) -> Peaks:
        """The tree with one leaf more."""
        hashes, complete = list(self.hashes), self.size
        while complete & 1:
            leaf = node_hash(hashes.pop(), leaf)
            complete >>= 1
        return Peaks(self.size + 1, (*hashes, leaf))

    @property
    def root(self) -> bytes:
        """The hash of the whole tree."""
        if not self.hashes:
            return sha256(b"").digest()
        root = self.hashes[-1]
        for one in reversed(self.hashes[:-1]):
            root = node_hash(one, root)
        return root

    def as_bytes(self) -> bytes:
        """The hashes one after another; `peaks_from` reads them."""
        return b"".join(self.hashes)


def peaks_from(size: int, content: bytes) -> Peaks:
    """What `Peaks.as_bytes` wrote. Raises ValueError where that is no tree of ``size`` leaves."""
    if len(content) != HASH * size.bit_count():
        raise ValueError(f"{len(content)} bytes found, {HASH * size.bit_count()} expected for {size} leaves")
    return Peaks(size, tuple(content[at : at + HASH] for at in range(0, len(content), HASH)))


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The hash of a whole tree of these leaf hashes (MTH of RFC 6962, section 2.1)."""
    peaks = Peaks()
    for leaf in leaves:
        peaks = peaks.grown(leaf)
    return peaks.root


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> Proof:
    """What shows that a leaf is in the tree of these leaf hashes (PATH of section 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise ValueError(f"leaf {index} of {len(leaves)}")
    if len(leaves) == 1:
        return ()
    middle = _split(len(leaves))
    if index < middle:
        return (*inclusion_proof(index, leaves[:middle]), root_of(leaves[middle:]))
    return (*inclusion_proof(index - middle, leaves[middle:]), root_of(leaves[:middle]))


def consistency_proof(size: int, leaves: Sequence[bytes]) -> Proof:
    """What shows that the first ``size`` leaves are the tree that was there before (PROOF of section 2.1.2)."""
    if not 0 < size <= len(leaves):
        raise ValueError(f"the first {size} of {len(leaves)} leaves")
    return _subproof(size, leaves, whole=True)


def _subproof(size: int, leaves: Sequence[bytes], *, whole: bool) -> Proof:
    if size == len(leaves):
        return () if whole else (root_of(leaves),)
    middle = _split(len(leaves))
    if size <= middle:
        return (*_subproof(size, leaves[:middle], whole=whole), root_of(leaves[middle:]))
    return (*_subproof(size - middle, leaves[middle:], whole=False), root_of(leaves[:middle]))


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def includes(leaf: bytes, index: int, size: int, proof: Proof, root: bytes) -> bool:
    """Whether a proof shows that ``leaf`` is number ``index`` in a tree of ``size`` leaves (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    first, last, found = index, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if first & 1 or first == last:
            found = node_hash(one, found)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            found = node_hash(found, one)
        first, last = first >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(earlier: tuple[int, bytes], later: tuple[int, bytes], proof: Proof) -> bool:
    """Whether a proof shows that the later tree (size, root) began as the earlier one (RFC 9162, 2.1.4.2)."""
    (size, root), (size2, root2) = earlier, later
    if not 0 < size <= size2:
        return size == 0 and not proof
    if size == size2:
        return root == root2 and not proof
    path = list(proof) if size.bit_count() > 1 else [root, *proof]
    if not path:
        return False
    first, last = size - 1, size2 - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    found = found2 = path[0]
    for one in path[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            found, found2 = node_hash(one, found), node_hash(one, found2)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            found2 = node_hash(found2, one)
        first, last = first >> 1, last >> 1
    return last == 0 and found == root and found2 == root2
