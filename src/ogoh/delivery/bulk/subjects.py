"""The plain rows of a batch, read column by column: who they mean, and what they say of the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ogoh.delivery.bulk.arrow import Array, Condition, compute
from ogoh.delivery.bulk.cells import CellBatch, constant, is_nothing
from ogoh.delivery.bulk.distinct import DistinctReader, RowPartReader, of_one_cell
from ogoh.delivery.bulk.documents import DocumentsReader
from ogoh.delivery.bulk.names import NamesReader
from ogoh.delivery.bulk.references import ReferenceReader
from ogoh.delivery.columns import Columns
from ogoh.delivery.crossing import read_crossed_on, read_direction
from ogoh.delivery.grounds import storable_grounds
from ogoh.delivery.marks import read_mark
from ogoh.delivery.particulars import read_births, read_citizenships, read_day, read_row_sex
from ogoh.delivery.row import Row
from ogoh.identity.batch import SUBJECTS

_CASE_KINDS = {"row": pa.int64(), "removed": pa.bool_()}
_CASE_COLUMNS = ("row", "grounds", "agency", "decided_on", "until", "removed", "crossed_on", "direction", "place")

CASE = pa.schema([pa.field(name, _CASE_KINDS.get(name, pa.string()), nullable=False) for name in _CASE_COLUMNS])
"""What a row says of the case beside the subject: its number as in `Entry`, days as ISO 8601-1 text, empty for none."""

ROW = pa.schema([*SUBJECTS, *CASE])


@dataclass(frozen=True, slots=True)
class PlainRows:
    """The columns of `ROW` for a whole batch, and which of its rows are plain: the others hold anything, also null."""

    columns: dict[str, Array]
    plain: npt.NDArray[np.bool_]

    def batch(self) -> pa.RecordBatch:
        """The plain rows alone."""
        arrays = [self.columns[name] for name in ROW.names]
        if not self.plain.all():
            mask = pa.array(self.plain)
            arrays = [array.filter(mask) for array in arrays]
        return pa.RecordBatch.from_arrays(arrays, schema=ROW)


class PlainReader:
    """Reads batches of one file by columns; ``today`` bounds dates of birth, of decisions and of crossings."""

    def __init__(self, columns: Columns, today: date, *, crossings: bool) -> None:
        self._width = len(columns.headings)
        self._names = NamesReader(columns)
        self._documents = DocumentsReader(columns)
        self._references = ReferenceReader(columns.place("id"), crossings=crossings)
        self._cells = {
            name: (columns.places[field][0], DistinctReader(of_one_cell(field, read)))
            for name, (field, read) in _readers(today).items()
            if field in columns.places
        }
        self._removed = columns.place("removed"), DistinctReader(of_one_cell("removed", _removed), pa.bool_())

    def read(self, batch: CellBatch) -> PlainRows:
        """Every row of a batch, the plain ones right."""
        columns, conditions = self._names.read(batch)
        columns["documents"], further = self._documents.read(batch)
        nothing = constant("", len(batch))
        columns |= {name: nothing for name in ROW.names if name not in columns}
        columns |= {name: reader(batch.columns[place]) for name, (place, reader) in self._cells.items()}
        columns["row"], columns["removed"] = pa.array(batch.numbers), self._read_removed(batch)
        plain = _plain(batch, columns, [*conditions, *further, _in_order(columns["decided_on"], columns["until"])])
        columns["id"] = self._references.read(batch, columns, plain)
        return PlainRows(columns, plain & _array(columns["id"].is_valid()))

    def _read_removed(self, batch: CellBatch) -> Array:
        place, reader = self._removed
        return pa.repeat(False, len(batch)) if place is None else reader(batch.columns[place])


def _plain(batch: CellBatch, columns: dict[str, Array], conditions: list[Condition]) -> npt.NDArray[np.bool_]:
    """Rows of which every cell was read and every condition holds."""
    conditions = [*conditions, *(array.is_valid() for array in columns.values() if array.null_count)]
    plain = _array(reduce(compute.and_, conditions).fill_null(False))
    plain[list(batch.odd)] = False
    return plain


def _array(condition: Array) -> npt.NDArray[np.bool_]:
    """A condition as numpy holds it, writable."""
    return np.array(condition.to_numpy(zero_copy_only=False), np.bool_)


def _in_order(decided_on: Array, until: Array) -> Array:
    """Whether a ban does not end before its decision: ISO days are in order as texts."""
    return compute.or_(is_nothing(until), compute.greater_equal(until, decided_on))


def _readers(today: date) -> dict[str, tuple[str, RowPartReader]]:
    """By column of `ROW`: the field, and how one cell of it is read."""
    return {
        "births": ("dob", partial(_births, today=today)),
        "sex": ("sex", _sex),
        "citizenships": ("citizenship", _citizenships),
        "birthplace": ("birthplace", _text("birthplace")),
        "grounds": ("grounds", _grounds),
        "agency": ("agency", _text("agency")),
        "decided_on": ("decided_on", partial(_decided_on, today=today)),
        "until": ("until", _until),
        "crossed_on": ("crossed_on", partial(_crossed_on, today=today)),
        "direction": ("direction", read_direction),
        "place": ("place", _text("place")),
    }


def _text(field: str) -> Callable[[Row], str]:
    return lambda row: row.text(field)


def _births(row: Row, today: date) -> str:
    return " ".join([birth.text for birth in read_births(row, today)])


def _sex(row: Row) -> str:
    sex = read_row_sex(row)
    return sex.value if sex else ""


def _citizenships(row: Row) -> str:
    return " ".join(read_citizenships(row))


def _grounds(row: Row) -> str:
    return storable_grounds(row.text("grounds"))


def _decided_on(row: Row, today: date) -> str | None:
    day = read_day(row, "decided_on")
    return None if day and day > today else day_text(day)


def _until(row: Row) -> str:
    return day_text(read_day(row, "until"))


def _crossed_on(row: Row, today: date) -> str:
    return day_text(read_crossed_on(row, today))


def _removed(row: Row) -> bool:
    return row.read(0, read_mark, row.text_at(0, reader=str))


def day_text(day: date | None) -> str:
    """A day as a cell of `CASE`."""
    return day.isoformat() if day else ""
