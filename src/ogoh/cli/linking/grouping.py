"""Groups of records of one list that are one person."""

from __future__ import annotations

from collections.abc import Iterator

from ogoh.linkage.clusters import Pair, group_names, grouped
from ogoh.linkage.connecting import connected
from ogoh.linkage.selection import members_of
from ogoh.linkage.settings import Settings
from ogoh.linkage.sides import Scored


def groups(scored: Scored, least: float, known_from: float, settings: Settings) -> Iterator[tuple[str, str]]:
    """Every identifier of a list that was linked with itself, and the name of its group.

    ``least`` is the mean weight in bits from which groups are one; pairs of less than ``known_from`` were not kept.
    """
    pairs = _pairs(scored, settings)
    alike = {one for one, other, weight in pairs if one == other and weight >= least}
    return group_names(grouped(pairs, least, known_from), members_of(scored, settings), alike)


def _pairs(scored: Scored, settings: Settings) -> list[Pair]:
    with connected(scored.folder, settings) as database:
        query = 'SELECT "left", "right", weight FROM read_parquet($scores) ORDER BY "left", "right"'
        return database.sql(query, params={"scores": str(scored.scores)}).fetchall()
