"""From files to the tables that a reconciliation begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from ogoh.cli.linking.files import SideFile
from ogoh.cli.linking.grouping import groups
from ogoh.cli.linking.options import GROUPING_LEAST, EngineName
from ogoh.cli.linking.run import LinkedFiles, link_files
from ogoh.delivery.grounds import storable_grounds
from ogoh.delivery.opening import recognised_table, rows_of
from ogoh.delivery.rejects import guarded
from ogoh.delivery.tables import cell_text, write_table
from ogoh.linkage.connecting import connected
from ogoh.linkage.reconciliation import JSON_FILE, PAGE, WORKBOOK, Linked, SourceLayout
from ogoh.linkage.selection import LINKED, linked_pairs
from ogoh.linkage.settings import EVEN, Kept, Settings, Told
from ogoh.matching.model import model

_POSSIBLE = 0.1
_NAME = """CASE whole WHEN '' THEN concat_ws(' ', nullif(family, ''), nullif(given, ''), nullif(patronymic, ''))
    ELSE whole END AS name"""
_SUBJECT = f"id, row, {_NAME}, births AS dob, documents, citizenships, sex"
_LISTINGS = f"SELECT {_SUBJECT}, grounds, agency, decided_on, until FROM read_parquet(?)"
_CROSSINGS = f"SELECT {_SUBJECT}, crossed_on, direction, place FROM read_parquet(?)"
_OF_ONE_PERSON = """
WITH held AS (SELECT pairs.*, groups."group" AS person FROM pairs JOIN groups ON groups.id = left_id),
best AS (SELECT right_id, person, max(weight) AS weight FROM held GROUP BY right_id, person
         QUALIFY max(weight) = max(max(weight)) OVER (PARTITION BY right_id))
SELECT held.* EXCLUDE (person) FROM held JOIN best ON best.right_id = held.right_id AND best.person = held.person
ORDER BY left_id, held.right_id
"""
"""A crossing is that of one person: the one whose record fits best, with all records that are the same person's. Where
those of several people fit equally well, it is kept for each of them."""


def linked_tables(
    folder: Path,
    left: SideFile,
    right: SideFile,
    settings: Settings,
    engine: EngineName,
    told: Told,
) -> tuple[LinkedFiles, Linked]:
    """Link a list with a register, down to what is possible, and with itself, to see who is on it twice."""
    least, group_from = model().weight_of(_POSSIBLE), model().weight_of(GROUPING_LEAST)
    for name in ("register", "itself"):
        (folder / name).mkdir(exist_ok=True)
    linked = link_files(folder, left, right, least, settings, engine, told, folder / "register")
    itself = link_files(folder, left, None, group_from, settings, engine, told, folder / "itself")
    told("groups", 0, 0)
    of_groups = _table(groups(itself.scored, model().weight_of(EVEN), group_from, settings), ("id", "group"))
    with connected(folder, settings) as database:
        database.register("pairs", _together(linked_pairs(linked.scored, least, Kept.ALL, settings)))
        database.register("groups", of_groups)
        tables = Linked(
            listings=database.sql(_LISTINGS, params=[str(linked.left.subjects)]).to_arrow_table(),
            crossings=database.sql(_CROSSINGS, params=[str(linked.right.subjects)]).to_arrow_table(),
            pairs=database.sql(_OF_ONE_PERSON).to_arrow_table(),
            groups=of_groups,
            twins=_together(linked_pairs(itself.scored, least, Kept.ALL, settings, itself=True)),
        )
    return linked, tables


def _table(rows: Iterable[tuple[str, ...]], names: tuple[str, ...]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table({name: pa.array(column, pa.string()) for name, column in zip(names, columns, strict=True)})


def _together(batches: Iterator[pa.RecordBatch]) -> pa.Table:
    return pa.Table.from_batches(batches, schema=LINKED)


def source_layout(list_file: SideFile, *, tell_documents: bool) -> SourceLayout | None:
    """The list as its source wrote it, for corrections in its own layout; ``None`` for a list that is no table.

    Columns that nobody reads stay empty, and so does what grounds say of health: nothing of them is passed on.
    """
    if list_file.path.suffix.lower() == ".xml":
        return None
    table, columns = recognised_table(list_file.path, list_file.columns())
    unread, grounds = columns.unread(), columns.place("grounds")
    lines = rows_of(table)

    def cells_of(row: int) -> Sequence[str]:
        cells = next(cells for number, cells in lines if number == row)
        texts = ["" if place in unread else cell_text(cell) for place, cell in enumerate(cells)]
        if grounds is not None:
            texts[grounds] = storable_grounds(texts[grounds])
        return texts

    return SourceLayout(table.headings, cells_of, _write, _corrections(list_file.path), tell_documents)


def report_files(list_file: Path) -> tuple[str, ...]:
    """The names of the files of a report."""
    return (WORKBOOK, JSON_FILE, PAGE, _corrections(list_file))


def _corrections(list_file: Path) -> str:
    return f"corrections{list_file.suffix.lower()}"


def _write(path: Path, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> int:
    return write_table(path, headings, (tuple(map(guarded, row)) for row in rows))
