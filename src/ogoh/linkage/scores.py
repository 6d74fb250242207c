"""Scores of pairs: the bits that `ogoh.matching.compare` finds, worked out in columns.

A batch of pairs in, a batch of scores out, nothing else read or kept but what was met before: so that any engine can
run it anywhere, and the scores are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from ogoh.identity.batch import IDENTITY_COLUMNS
from ogoh.linkage.attributes import birthplace_bits, citizenship_bits, sex_bits
from ogoh.linkage.births import LEVELS as BIRTH_LEVELS
from ogoh.linkage.births import birth_levels, births_of
from ogoh.linkage.columns import Bits, Numbers
from ogoh.linkage.documents import LEVELS as DOCUMENT_LEVELS
from ogoh.linkage.documents import document_levels, documents_of
from ogoh.linkage.name_bits import NAMED, NameScorer
from ogoh.linkage.name_columns import NameReader
from ogoh.linkage.part_pairs import PartPairs
from ogoh.matching.birth_evidence import ONE_AGE
from ogoh.matching.commonness import Commonness
from ogoh.matching.comparison import ATTRIBUTES
from ogoh.matching.model import model
from ogoh.matching.name_evidence import exchange_bits

_SIDES = [f"{side}_{name}" for side in ("left", "right") for name in IDENTITY_COLUMNS]


def _numbered(names: list[str], kind: pa.DataType) -> pa.Schema:
    columns = [*((name, pa.int64()) for name in ("left", "right")), *((name, kind) for name in names)]
    return pa.schema([pa.field(name, type_, nullable=False) for name, type_ in columns])


PAIRS = _numbered(_SIDES, pa.string())
"""The columns of a batch of pairs: the numbers of two subjects, and what `ogoh.identity.batch` tells of each."""

SCORES = _numbered(["weight", "probability", *ATTRIBUTES], pa.float64())
"""The columns of a batch of scores: the same numbers, weight in bits, probability, and the bits of each attribute."""

_KINSHIP = NAMED.index("kinship")


class Scorer:
    """Scores batches of pairs; words, dates and pairs of names that were met are remembered, for they repeat."""

    def __init__(self, reader: NameReader, commonness: Commonness) -> None:
        self._reader = reader
        self._names = NameScorer(PartPairs(self._reader.table, commonness), commonness)

    def score(self, pairs: pa.RecordBatch, least: float | None = None) -> pa.RecordBatch:
        """The scores of a batch of pairs; with ``least``, only those of that weight or more, in bits."""
        left, right = _side(pairs, "left"), _side(pairs, "right")
        names, others = self._reader.read(left), self._reader.read(right)
        births, births2 = births_of(left), births_of(right)
        birth = birth_levels(births, births2, births.of_row, births2.of_row)
        documents, documents2 = documents_of(left), documents_of(right)
        document = document_levels(documents, documents2, documents.of_row, documents2.of_row)
        bits = [
            _bits_of(birth, BIRTH_LEVELS, model().birth),
            _bits_of(document, DOCUMENT_LEVELS, model().document),
            sex_bits(left, right, names, others),
            citizenship_bits(left, right),
            birthplace_bits(left, right),
        ]
        needed = (-np.inf if least is None else least) - model().prior - np.sum(bits, axis=0)
        named, exchanged = self._names.bits(names, others, needed)
        named[_KINSHIP] += np.where(exchanged & np.isin(birth, _ONE_AGE), exchange_bits(), 0.0)
        return _scores(pairs, [*named, *bits], least)


_ONE_AGE = [BIRTH_LEVELS.index(level) for level in ONE_AGE]


def _side(pairs: pa.RecordBatch, side: str) -> pa.RecordBatch:
    columns = [pairs.column(f"{side}_{name}") for name in IDENTITY_COLUMNS]
    return pa.RecordBatch.from_arrays(columns, list(IDENTITY_COLUMNS))


def _bits_of(codes: Numbers, levels: tuple[str, ...], weights: Mapping[str, float]) -> Bits:
    return np.array([*(weights[level] for level in levels), 0.0])[codes]


def _scores(pairs: pa.RecordBatch, bits: list[Bits], least: float | None) -> pa.RecordBatch:
    weight = model().prior + np.sum(bits, axis=0)
    kept = np.arange(len(weight)) if least is None else np.flatnonzero(weight >= least)
    weight = weight[kept]
    weights, places = np.unique(weight, return_inverse=True)
    probability = np.array([model().probability(one) for one in weights.tolist()])[places]
    numbers = [pairs.column(side).take(pa.array(kept, pa.int64())) for side in ("left", "right")]
    columns = [weight, probability, *(one[kept] for one in bits)]
    return pa.RecordBatch.from_arrays([*numbers, *map(pa.array, columns)], schema=SCORES)
