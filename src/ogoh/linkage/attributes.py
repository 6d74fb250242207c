"""Bits of everything but names, for the pairs of a batch: each distinct pair of values is asked once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pyarrow as pa

from ogoh.identity import WITHOUT_STATE
from ogoh.linkage.columns import Bits, Numbers, coded, each_once
from ogoh.linkage.name_columns import NameColumns
from ogoh.matching.compare import birthplace_evidence, citizenship_evidence
from ogoh.matching.comparison import Evidence
from ogoh.matching.model import model
from ogoh.matching.prepared import places_of

_SEXES = {"": 0, "M": 1, "F": 2}
_NONE, _MALE, _FEMALE = range(len(_SEXES))


def sex_bits(left: pa.RecordBatch, right: pa.RecordBatch, names: NameColumns, others: NameColumns) -> Bits:
    """What two sexes say, as `ogoh.matching.compare.sex_evidence` has it; the batches hold pair by pair."""
    weights = model().sex
    one, other = _sexes(left), _sexes(right)
    shown = np.where(one == _NONE, names.first_sex(), one)
    shown2 = np.where(other == _NONE, others.first_sex(), other)
    stated = (one != _NONE) & (other != _NONE)
    clash = (shown != _NONE) & (shown2 != _NONE) & (shown != shown2)
    return np.select(
        [stated & clash, stated & (one == _MALE), stated & (one == _FEMALE), clash],
        [weights["conflicting"], weights["equal_M"], weights["equal_F"], weights["forms_conflict"]],
        0.0,
    )


def _sexes(batch: pa.RecordBatch) -> Numbers:
    texts, places = coded(batch, "sex")
    return np.array([_SEXES[text] for text in texts], np.int32)[places]


def citizenship_bits(left: pa.RecordBatch, right: pa.RecordBatch) -> Bits:
    """What two sets of citizenships say, as `ogoh.matching.compare.citizenship_evidence` has it."""
    return _bits(left, right, "citizenships", _states, citizenship_evidence)


def birthplace_bits(left: pa.RecordBatch, right: pa.RecordBatch) -> Bits:
    """What two places of birth say, as `ogoh.matching.compare.birthplace_evidence` has it."""
    return _bits(left, right, "birthplace", _places, birthplace_evidence)


_Read = Callable[[str], frozenset[str]]
_Weighed = Callable[[frozenset[str], frozenset[str]], Evidence | None]


def _bits(left: pa.RecordBatch, right: pa.RecordBatch, name: str, read: _Read, weighed: _Weighed) -> Bits:
    (texts, one), (texts2, other) = coded(left, name), coded(right, name)
    values, values2 = list(map(read, texts)), list(map(read, texts2))

    def found(first: int, second: int) -> float:
        evidence = weighed(values[first], values2[second])
        return evidence.bits if evidence else 0.0

    return each_once(one, other, found)


@lru_cache(maxsize=1 << 12)
def _states(text: str) -> frozenset[str]:
    return frozenset(text.split()) - WITHOUT_STATE


def _places(text: str) -> frozenset[str]:
    return places_of(text) if text else frozenset()
