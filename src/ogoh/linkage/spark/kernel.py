"""The kernel as Spark's workers run it: batches of one part of the rows in, batches out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from ogoh.linkage.keys import Dating
from ogoh.linkage.workers import asked_keys, scores, stored_keys
from ogoh.matching.commonness import Bearers, Borne

Array: TypeAlias = Any  # of any type: the stubs ask which
Batches = Iterator[pa.RecordBatch]
Mapped = Callable[[Iterable[pa.RecordBatch]], Batches]

_NUMBERS, _TEXTS = ("subject", "key", "bearers"), ("role", "skeleton", "frame")
_FIELDS: list[pa.Field[Any]] = [
    *(pa.field(name, pa.int64()) for name in _NUMBERS),
    *(pa.field(name, pa.string()) for name in _TEXTS),
]
STORED = pa.schema(_FIELDS)
"""Two kinds of rows, for names are read once: keys of subjects, and how many subjects bear a part of a name."""


def asked(batches: Iterable[pa.RecordBatch]) -> Batches:
    """The keys of those who are looked for."""
    return map(asked_keys, batches)


def stored(asking: Dating, sieve: Path) -> Mapped:
    """The keys of those among whom they are looked for, as far as the ``sieve`` in a file lets them through, and in the
    end the names that were counted meanwhile."""

    def made(batches: Iterable[pa.RecordBatch]) -> Batches:
        borne: Counter[Borne] = Counter()
        for batch in batches:
            keys, names = stored_keys(batch, asking, sieve)
            borne.update(names)
            yield _filled({name: keys.column(name) for name in ("subject", "key")}, keys.num_rows)
        yield _names(borne)

    return made


def scored(bearers: tuple[Bearers, ...], counted: str, least: float) -> Mapped:
    """The scores of pairs that weigh ``least`` bits or more; ``counted`` is the digest of the names of the register."""
    return lambda batches: (scores(batch, bearers, counted, least) for batch in batches)


def _names(borne: Counter[Borne]) -> pa.RecordBatch:
    parts = list(borne)
    columns: dict[str, Array] = {name: pa.array([part[at] for part in parts]) for at, name in enumerate(_TEXTS)}
    return _filled({**columns, "bearers": pa.array(list(borne.values()))}, len(parts))


def _filled(columns: dict[str, Array], rows: int) -> pa.RecordBatch:
    arrays = [columns.get(field.name, pa.nulls(rows)).cast(field.type) for field in STORED]
    return pa.RecordBatch.from_arrays(arrays, schema=STORED)
