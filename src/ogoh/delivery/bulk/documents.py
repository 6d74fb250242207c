"""The document numbers of whole columns: most are plain, and folded as they stand."""

from __future__ import annotations

from functools import lru_cache, reduce

import pyarrow as pa

from ogoh.delivery.bulk.arrow import Array, Condition, compute
from ogoh.delivery.bulk.cells import ArrowColumn, CellBatch, Column, constant, is_nothing
from ogoh.delivery.bulk.distinct import DistinctReader, Value, of_one_cell
from ogoh.delivery.columns import Columns
from ogoh.delivery.particulars import KINDS, read_documents
from ogoh.delivery.row import Row, UnusableCell
from ogoh.delivery.text import CACHED
from ogoh.identity import Unreadable
from ogoh.identity.document import fold_number

PLAIN = "^(?:[A-Z]{0,3}[0-9]{5,12})?$"
"""Numbers that are folded already (as `ogoh.identity.document` has it), and cells that hold none."""

DIGITS = "^[0-9]{5,12}$"
"""Numbers that only follow their series when the two are folded together."""

PERHAPS_NOTHING = "00000"
"""How a plain number ends that may be a placeholder of zeros alone."""

LONGEST_SERIES = 6
LONGEST_SERIES_OF_LETTERS = 3
EXAMPLE = "1234567"


class DocumentsReader:
    """Reads every column of documents, with the series where it has a column of its own."""

    def __init__(self, columns: Columns) -> None:
        self._series = columns.place("document_series")
        self._places = [(field, place) for field in KINDS for place in columns.places.get(field, ())]
        self._numbered = "document_number" in columns.places
        self._folded = DistinctReader(of_one_cell("document_number", _folded))
        self._series_folded = DistinctReader(of_one_cell("document_series", _series_folded))

    def read(self, batch: CellBatch) -> tuple[Array, list[Condition]]:
        """Folded numbers of each row, divided by blanks, null where not plain; and the conditions of plain rows."""
        series = None if self._series is None else batch.columns[self._series]
        conditions: list[Condition] = []
        if series and not self._numbered:
            conditions.append(is_nothing(self._series_folded(series)))
        columns = [
            self._with_series(series, batch.columns[place])
            if series and field == "document_number"
            else self._without_series(batch.columns[place])
            for field, place in self._places
        ]
        return _joined(columns, conditions) if columns else constant("", len(batch)), conditions

    def _without_series(self, column: Column) -> Array:
        texts = column.texts()
        bare = compute.ascii_trim_whitespace(texts)
        plain = compute.and_not(compute.match_substring_regex(bare, PLAIN), compute.ends_with(bare, PERHAPS_NOTHING))
        if compute.all(plain).as_py():
            return bare
        others = compute.invert(plain)
        return compute.replace_with_mask(bare, others, self._folded(ArrowColumn(texts.filter(others))))

    def _with_series(self, series: Column, column: Column) -> Array:
        texts = column.texts()
        bare, folded = compute.ascii_trim_whitespace(texts), self._series_folded(series)
        alone = compute.and_(is_nothing(folded), compute.match_substring_regex(bare, PLAIN))
        behind = compute.and_(compute.is_valid(folded), compute.match_substring_regex(bare, DIGITS))
        plain = compute.and_not(compute.or_(alone, behind), compute.ends_with(bare, PERHAPS_NOTHING)).fill_null(False)
        joined = compute.binary_join_element_wise(folded, bare, "")
        others = compute.invert(plain)
        pairs = zip(series.texts().filter(others).to_pylist(), texts.filter(others).to_pylist(), strict=True)
        return compute.replace_with_mask(joined, others, pa.array([_pair_folded(*pair) for pair in pairs], pa.string()))


def _joined(columns: list[Array], conditions: list[Condition]) -> Array:
    """The numbers of several columns, each once. Where one of several cells holds more than one, a row is not plain."""
    joined = columns[0]
    for count, column in enumerate(columns[1:], start=1):
        earlier = columns[:count]
        beside = compute.and_(compute.not_equal(joined, ""), compute.not_equal(column, ""))
        several = reduce(compute.or_, [compute.match_substring(one, " ") for one in (*earlier, column)])
        conditions.append(compute.invert(compute.and_(beside, several)))
        again = reduce(compute.or_, [compute.equal(one, column) for one in earlier], is_nothing(column))
        appended = compute.if_else(is_nothing(joined), column, compute.binary_join_element_wise(joined, column, " "))
        joined = compute.if_else(again, joined, appended)
    return joined


def _folded(row: Row) -> str:
    return " ".join([document.folded for document in read_documents(row)])


_PAIR = Columns(("series", "number"), {"document_series": (0,), "document_number": (1,)})


@lru_cache(maxsize=CACHED)
def _pair_folded(series: str, number: str) -> Value:
    try:
        return _folded(Row(_PAIR, (series, number)))
    except UnusableCell:
        return None


def _series_folded(row: Row) -> Value:
    """A series as it stands before any number of digits; ``None`` where that depends on the number.

    Digits stay digits. Letters are folded one by one and a blank divides them from the number, so that what one number
    tells holds for all; but N before a number may mean "number".
    """
    series = row.text("document_series")
    bare = series.replace(" ", "")
    if not series or (bare.isascii() and bare.isdigit() and len(series) <= LONGEST_SERIES):
        return bare
    if not series.isalpha() or len(series) > LONGEST_SERIES_OF_LETTERS or series[0] == "N":
        return None
    try:
        return fold_number(f"{series} {EXAMPLE}").removesuffix(EXAMPLE) or None
    except Unreadable:
        return None
