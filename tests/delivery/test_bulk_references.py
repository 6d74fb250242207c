"""Identifiers that repeat: found across batches, and never for a hash alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery.bulk import references
from ogoh.delivery.bulk.references import Met

batches_of_identifiers = st.lists(st.lists(st.sampled_from("abcdefghij"), max_size=6), max_size=12)
Repeated = list[tuple[int, int]]


def met_in(batches: list[list[str]]) -> Repeated:
    """The rows that repeat an identifier, each with the row that has it, as `Met` finds them."""
    met, found, row = Met(), [], 2
    for batch in batches:
        numbers = np.arange(row, row + len(batch), dtype=np.int64)
        repeated = met.meet(numbers, pa.array(batch, pa.string()))
        found += [(int(numbers[position]), earlier) for position, earlier in repeated.items()]
        row += len(batch)
    return found


def met_one_by_one(batches: list[list[str]]) -> Repeated:
    first: dict[str, int] = {}
    rows = enumerate((identifier for batch in batches for identifier in batch), start=2)
    return [(row, first[one]) for row, one in rows if first.setdefault(one, row) != row]


@pytest.mark.parametrize("hashed", [hash, lambda text: 0, lambda text: ord(text) % 3], ids=["hash", "one", "three"])
@given(batches=batches_of_identifiers)
def test_repeated_identifiers_are_found_whatever_their_hashes(
    hashed: Callable[[str], int], batches: list[list[str]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(references, "hash", hashed, raising=False)
        assert met_in(batches) == met_one_by_one(batches)
