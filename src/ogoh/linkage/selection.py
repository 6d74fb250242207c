"""Which of the scored pairs are kept: the best of each record of the register, one for one, or all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import duckdb
import pyarrow as pa

from ogoh.linkage.connecting import connected
from ogoh.linkage.settings import Kept, Settings
from ogoh.linkage.sides import Scored
from ogoh.matching.comparison import ATTRIBUTES

LINKED_COLUMNS = ("left_id", "right_id", "weight", "probability", *ATTRIBUTES)
"""The columns of linked pairs: the identifiers of both sides, weight in bits, probability, bits of each attribute."""

LINKED = pa.schema(
    [(name, pa.string()) for name in LINKED_COLUMNS[:2]] + [(name, pa.float64()) for name in LINKED_COLUMNS[2:]]
)
"""The same as a schema."""

_SCORES = ", ".join(LINKED_COLUMNS[2:])
_JOINED = f"""
SELECT l.id AS left_id, r.id AS right_id, {_SCORES}
FROM scored JOIN read_parquet($left) AS l ON l.number = scored."left"
JOIN read_parquet($right) AS r ON r.number = scored."right"
"""
_EACH_ONCE = """WHERE l.id <> r.id AND (
    scored."left" <> scored."right"
    OR l.id = (SELECT min(id) FROM read_parquet($left) AS same WHERE same.number = scored."left")
)"""
_IN_ORDER = "ORDER BY left_id, weight DESC, right_id"
_SCORED = {
    Kept.ALL: "SELECT * FROM read_parquet($scores)",
    Kept.BEST: 'SELECT * FROM read_parquet($scores) QUALIFY weight = max(weight) OVER (PARTITION BY "right")',
}


def linked_pairs(
    scored: Scored, least: float, kept: Kept, settings: Settings, *, itself: bool = False, rows: int = 1 << 16
) -> Iterator[pa.RecordBatch]:
    """The pairs of at least ``least`` bits that are kept, as batches with `LINKED_COLUMNS`, in the order of
    identifiers.

    Of a list linked with ``itself`` all are kept, each once; rows that are the same in everything stand beside the
    first of them.
    """
    told = {"scores": str(scored.scores), "left": str(scored.left_members), "right": str(scored.right_members)}
    with connected(scored.folder, settings) as database:
        if kept is Kept.ONE_TO_ONE and not itself:
            chosen = one_for_one(database, told, least)
            yield from _cast(database.from_arrow(chosen).order("left_id, weight DESC, right_id").to_arrow_reader(rows))
            return
        once = _EACH_ONCE if itself else ""
        query = f"WITH scored AS ({_SCORED[Kept.ALL if itself else kept]}) {_JOINED} {once} {_IN_ORDER}"
        query = f"SELECT * FROM ({query}) WHERE weight >= {float(least)!r} {_IN_ORDER}"
        yield from _cast(database.sql(query, params=told).to_arrow_reader(rows))


def _cast(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    return (batch.cast(LINKED) for batch in batches)


def one_for_one(database: duckdb.DuckDBPyConnection, told: dict[str, str], least: float) -> pa.Table:
    """Nobody twice on either side, the surest pairs first; of equally sure ones those with the smaller identifiers."""
    query = f"WITH scored AS ({_SCORED[Kept.ALL]}) {_JOINED} WHERE weight >= {float(least)!r}"
    query = f"SELECT * FROM ({query}) ORDER BY weight DESC, left_id, right_id"
    every = database.sql(query, params=told).to_arrow_table()
    taken: tuple[set[str], set[str]] = set(), set()
    chosen = []
    for place, (left, right) in enumerate(zip(*(every[f"{side}_id"].to_pylist() for side in _SIDES), strict=True)):
        if left not in taken[0] and right not in taken[1]:
            chosen.append(place)
            taken[0].add(left)
            taken[1].add(right)
    return every.take(pa.array(chosen, pa.int64()))


_SIDES = ("left", "right")


def members_of(scored: Scored, settings: Settings) -> dict[int, list[str]]:
    """The identifiers of each subject of the left side, in their order."""
    with connected(scored.folder, settings) as database:
        query = "SELECT number, id FROM read_parquet($left) ORDER BY number, id"
        found = database.sql(query, params={"left": str(scored.left_members)}).fetchall()
    members: defaultdict[int, list[str]] = defaultdict(list)
    for number, reference in found:
        members[number].append(reference)
    return members
