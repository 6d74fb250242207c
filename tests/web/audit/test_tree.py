"""The tree against the values that the first logs of certificates were tested with, and against its own definition."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.web.audit.tree import (
    Peaks,
    consistency_proof,
    includes,
    inclusion_proof,
    is_consistent,
    leaf_hash,
    node_hash,
    peaks_from,
    root_of,
)

# Leaves and roots of the reference implementation of RFC 6962 (certificate-transparency, merkle_tree_test).
LEAVES = [
    leaf_hash(bytes.fromhex(one))
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
# The proofs of the same tests: of leaves (counted from 1) in trees, and of trees in later trees.
PATHS = {
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (3, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
}
PROOFS = {
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}

sizes = st.integers(1, 40)


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(2, "big")) for number in range(size)]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_an_empty_tree_is_the_hash_of_nothing() -> None:
    assert Peaks().root == root_of([]) == sha256(b"").digest()


@pytest.mark.parametrize(("place", "size"), PATHS)
def test_paths_are_those_of_the_reference(place: int, size: int) -> None:
    assert [one.hex() for one in inclusion_proof(place - 1, LEAVES[:size])] == PATHS[place, size]


@pytest.mark.parametrize(("size", "later"), PROOFS)
def test_proofs_of_consistency_are_those_of_the_reference(size: int, later: int) -> None:
    assert [one.hex() for one in consistency_proof(size, LEAVES[:later])] == PROOFS[size, later]


@given(sizes)
def test_growing_leaf_by_leaf_gives_the_tree_of_the_definition(size: int) -> None:
    def defined(some: list[bytes]) -> bytes:
        if len(some) == 1:
            return some[0]
        middle = 1
        while middle * 2 < len(some):
            middle *= 2
        return node_hash(defined(some[:middle]), defined(some[middle:]))

    assert root_of(leaves(size)) == defined(leaves(size))


@given(sizes)
def test_peaks_are_read_as_they_were_written(size: int) -> None:
    peaks = Peaks()
    for leaf in leaves(size):
        peaks = peaks.grown(leaf)
    assert peaks_from(size, peaks.as_bytes()) == peaks
    with pytest.raises(ValueError, match="expected for"):
        peaks_from(size, peaks.as_bytes() + b"x")


@given(sizes, st.data())
def test_every_leaf_is_shown_to_be_there_and_no_other(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    some = leaves(size)
    proof, root = inclusion_proof(index, some), root_of(some)
    assert includes(some[index], index, size, proof, root)
    assert not includes(leaf_hash(b"another"), index, size, proof, root)
    assert not includes(some[index], index, size, (*proof, root), root)
    assert size == 1 or not includes(some[index], (index + 1) % size, size, proof, root)


@given(sizes, st.data())
def test_a_log_that_only_grew_is_shown_to_have_and_no_other(size: int, data: st.DataObject) -> None:
    earlier = data.draw(st.integers(1, size))
    some = leaves(size)
    before, after = (earlier, root_of(some[:earlier])), (size, root_of(some))
    proof = consistency_proof(earlier, some)
    assert is_consistent(before, after, proof)
    assert not is_consistent((earlier, root_of([*some[: earlier - 1], leaf_hash(b"another")])), after, proof)
    assert not is_consistent(before, (size, leaf_hash(b"another")), proof)
    assert not is_consistent(before, after, (*proof, before[1]))
