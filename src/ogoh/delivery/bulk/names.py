"""The names of whole columns. Rows with aliases, and whatever is not plainly a name, go the row-wise way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce

import orjson
import pyarrow as pa

from ogoh.delivery.bulk.arrow import Array, Condition, compute
from ogoh.delivery.bulk.cells import CellBatch, constant, is_nothing
from ogoh.delivery.bulk.distinct import CellReader, DistinctReader, Value, of_one_cell
from ogoh.delivery.columns import Columns
from ogoh.delivery.row import Row
from ogoh.delivery.tables import Cell
from ogoh.delivery.written_names import LATIN_PARTS, NAME_PARTS, aliases_in, has_two_letters, read_part
from ogoh.identity.batch import NAME_COLUMNS
from ogoh.names import can_be_read


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of each row: its four parts, where all are empty, and where it is plainly the name of somebody."""

    parts: tuple[Array, ...]
    empty: Array
    good: Array


class _PartReader:
    """Reads one column of a name."""

    def __init__(self, place: int, key: str) -> None:
        self.place = place
        self.text = DistinctReader(of_one_cell(key, _part))
        read = self.text.of
        self.enough = DistinctReader(_if_text(read, has_two_letters), pa.bool_())
        self.readable = DistinctReader(_if_text(read, can_be_read), pa.bool_())
        self.as_json = DistinctReader(_as_json(read, key))


class NamesReader:
    """Reads the columns of the main name and of the same name in Latin letters."""

    def __init__(self, columns: Columns) -> None:
        self._main = _part_readers(columns, NAME_PARTS)
        self._latin = _part_readers(columns, LATIN_PARTS)
        self._aliases = columns.places.get("alias", ())
        self._no_alias = DistinctReader(of_one_cell("alias", _says_no_alias), pa.bool_())

    def read(self, batch: CellBatch) -> tuple[dict[str, Array], list[Condition]]:
        """The columns of names of a batch of subjects, and the conditions (true, false, null) of plain rows."""
        main = _read_name(self._main, batch)
        conditions = [self._no_alias(batch.columns[place]) for place in self._aliases]
        if not self._latin:
            return _columns(main.parts, constant("", len(batch))), [main.good, *conditions]
        latin = _read_name(self._latin, batch)
        parts = [compute.if_else(main.empty, other, own) for own, other in zip(main.parts, latin.parts, strict=True)]
        same = reduce(compute.and_, map(compute.equal, parts, latin.parts))
        others = compute.if_else(compute.or_(same, latin.empty), "", self._latin_as_json(batch))
        conditions.append(compute.or_(main.good, compute.and_(main.empty, latin.good)))
        conditions.append(compute.or_(latin.good, latin.empty))
        return _columns(tuple(parts), others), conditions

    def _latin_as_json(self, batch: CellBatch) -> Array:
        """The Latin name as `ogoh.identity.batch` writes further names: fields that hold something, in one object."""
        fields = [reader.as_json(batch.columns[reader.place]) for reader in self._latin.values()]
        joined = compute.utf8_rtrim(compute.binary_join_element_wise(*fields, ""), ",")
        return compute.binary_join_element_wise("[{", joined, "}]", "")


def _part_readers(columns: Columns, parts: tuple[str, ...]) -> dict[str, _PartReader]:
    """The readers of those parts of a name that the file has, by the column of the batch."""
    return {
        key: _PartReader(columns.places[part][0], key)
        for key, part in zip(NAME_COLUMNS, parts, strict=True)
        if part in columns.places
    }


def _read_name(readers: Mapping[str, _PartReader], batch: CellBatch) -> _Name:
    columns = {key: batch.columns[reader.place] for key, reader in readers.items()}
    texts = {key: reader.text(columns[key]) for key, reader in readers.items()}
    enough = [reader.enough(columns[key]) for key, reader in readers.items()]
    readable = {key: reader.readable(columns[key]) for key, reader in readers.items()}
    nothing = constant("", len(batch))
    good = compute.and_(_any(enough, batch), _found_by(texts, readable, batch))
    empty = reduce(compute.and_, map(is_nothing, texts.values()), pa.repeat(True, len(batch)))
    return _Name(tuple(texts.get(key, nothing) for key in NAME_COLUMNS), empty, good)


def _found_by(texts: Mapping[str, Array], readable: Mapping[str, Condition], batch: CellBatch) -> Condition:
    """Whether the text of the name can be read; where it is given whole, that alone is its text."""
    of_parts = _any([condition for key, condition in readable.items() if key != "whole"], batch)
    return compute.if_else(is_nothing(texts["whole"]), of_parts, readable["whole"]) if "whole" in texts else of_parts


def _any(conditions: list[Condition], batch: CellBatch) -> Condition:
    return reduce(compute.or_, conditions, pa.repeat(False, len(batch)))


def _columns(parts: tuple[Array, ...], others: Array) -> dict[str, Array]:
    return {**dict(zip(NAME_COLUMNS, parts, strict=True)), "others": others}


def _part(row: Row) -> str:
    return row.text_at(0, read_part)


def _says_no_alias(row: Row) -> bool:
    return not aliases_in(row)


def _if_text(read: CellReader, test: Callable[[str], bool]) -> CellReader:
    """A test of what a cell says; ``None`` where it cannot be read."""

    def tested(cell: Cell) -> Value:
        text = read(cell)
        return test(text) if isinstance(text, str) else None

    return tested


def _as_json(read: CellReader, key: str) -> CellReader:
    """A part as a field of a JSON object and a comma, nothing where it is empty."""

    def as_json(cell: Cell) -> Value:
        text = read(cell)
        return f'"{key}":{orjson.dumps(text).decode()},' if text else text

    return as_json
