"""Excel workbooks (.xlsx): read with calamine, written with XlsxWriter.

Reading holds the chosen sheet in memory, about 100 bytes a cell: a million rows of ten columns need about 1 GB;
lists of that size travel better as CSV. Writing holds one row at a time.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from ogoh.delivery.refusal import DeliveryRefused
from ogoh.delivery.tables.cell import Cell, Fault, Line, cell_text, exact_number, is_empty
from ogoh.delivery.tables.formula_errors import formula_errors
from ogoh.delivery.tables.signature import head_of, refuse_unlike
from ogoh.delivery.tables.table import Content, Format, Row
from ogoh.delivery.tables.writing import TableNotWritten, replaced_when_whole

LARGEST_CONTENT = 4 << 30
MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
"""Rows of a sheet, and characters in a cell: the limits of the format (ECMA-376 as Excel implements it)."""
NARROWEST = 14
"""Characters that a column shows at least: a day or the number of a passport."""
DATE_ZERO = "1900-01-00"
"""What Excel shows for a date that is the number 0: a birth date that was never filled in."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One visible sheet that holds something; ``left`` is its first column, counted from 0."""

    name: str
    sheet: python_calamine.CalamineSheet
    left: int

    def first_row(self) -> frozenset[str]:
        for row in self.sheet.iter_rows():
            if any(cell != "" for cell in row):
                return frozenset(str(cell).strip().casefold() for cell in row if cell != "")
        return frozenset()


def read(path: Path) -> Content:
    """Open the first visible sheet that holds rows; DeliveryRefused for what is no whole, open workbook.

    Further sheets under the same headings are refused rather than left out; any others are noted.
    """
    refuse_unlike(path, head_of(path), "an .xlsx spreadsheet", "a spreadsheet (.xlsx) or another zip archive")
    _refuse_damaged(path)
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        sheets = list(_sheets(workbook))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged(path, str(error)) from error
    if not sheets:
        raise DeliveryRefused(path.name, "no visible sheet with rows", "one sheet with the list", "Ask for it again.")
    chosen, *others = sheets
    _refuse_continuation(path, chosen, others)
    errors = formula_errors(path, chosen.name)
    return Content(partial(_lines, chosen, errors), tuple(map(_left_aside, others)))


def _refuse_damaged(path: Path) -> None:
    """A zip archive has its table of contents at the end: a file that was cut off has none."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError) as error:
        raise _damaged(path, str(error)) from error
    if size > LARGEST_CONTENT:
        raise DeliveryRefused(
            path.name, f"{size >> 20} MB when unpacked", f"at most {LARGEST_CONTENT >> 20} MB", "Save the list as CSV."
        )
    if not any(name.lower() == "xl/workbook.xml" for name in names):
        raise DeliveryRefused(path.name, "a zip archive with no workbook in it", "an .xlsx spreadsheet", "Unpack it.")


def _damaged(path: Path, error: str) -> DeliveryRefused:
    return DeliveryRefused(
        path.name,
        f"a damaged spreadsheet ({error}): it seems to be cut off",
        "a whole .xlsx spreadsheet",
        "Ask for the file again; compare its size with the sender's.",
    )


def _sheets(workbook: python_calamine.CalamineWorkbook) -> Iterator[_Sheet]:
    for number, described in enumerate(workbook.sheets_metadata):
        if described.visible == python_calamine.SheetVisibleEnum.Visible:
            sheet = workbook.get_sheet_by_index(number)
            if sheet.start is not None:
                yield _Sheet(described.name, sheet, sheet.start[1])


def _refuse_continuation(path: Path, chosen: _Sheet, others: list[_Sheet]) -> None:
    headings = chosen.first_row()
    more = [other.name for other in others if len(headings & other.first_row()) > 1]
    if more:
        raise DeliveryRefused(
            path.name,
            f"the headings of sheet {chosen.name!r} again in {', '.join(map(repr, more))}",
            "the whole list in one sheet",
            "Put all rows into one sheet, save each sheet as its own file, or hide those that do not belong.",
        )


def _left_aside(sheet: _Sheet) -> str:
    return f"Sheet {sheet.name!r} ({sheet.sheet.height} rows) was not read: a list is read from the first sheet."


def _lines(chosen: _Sheet, errors: Mapping[tuple[int, int], str]) -> Iterator[Line]:
    for number, row in enumerate(chosen.sheet.iter_rows(), start=1):
        cells = [value if type(value) is str else _cell(value) for value in row]
        if errors:
            for column in range(len(cells)):
                if found := errors.get((number, column + chosen.left)):
                    cells[column] = Fault(found, "a value; the formula in this cell gives an error")
        yield number, tuple(cells)


def _cell(value: Any) -> Cell:
    """A calamine value as a cell: whole numbers without a decimal point, times of day as text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return exact_number(value)
    if isinstance(value, time):
        return DATE_ZERO if value == time.min else value.isoformat()
    return value if isinstance(value, int | date | str) else str(value)


def write(path: Path, headings: tuple[str, ...], rows: Iterable[Row]) -> int:
    """Write one sheet; text stays text, also where it begins like a formula.

    Raises TableNotWritten beyond the limits of the format, which XlsxWriter would pass over in silence.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with replaced_when_whole(path) as beside, tempfile.TemporaryDirectory(dir=path.parent) as folder:
        workbook = xlsxwriter.Workbook(beside, options | {"tmpdir": folder})
        try:
            count = _fill(path, workbook, headings, rows)
            _close(workbook)
        except BaseException:
            _abandon(workbook)
            raise
    return count


def _abandon(workbook: Any) -> None:
    """Keep XlsxWriter from finishing a half-filled workbook when it is collected, and from leaving files open."""
    workbook.fileclosed = True
    for sheet in workbook.worksheets():
        with suppress(OSError):
            sheet.row_data_fh.close()


def _fill(path: Path, workbook: Any, headings: tuple[str, ...], rows: Iterable[Row]) -> int:
    sheet = workbook.add_worksheet()
    formats: dict[type, Any] = {
        date: workbook.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, max(NARROWEST, len(heading) + 2))
    sheet.write_row(0, 0, headings, workbook.add_format({"bold": True}))
    number = 0
    for number, row in enumerate(rows, start=1):
        if number == MOST_ROWS:
            raise TableNotWritten(path, f"a spreadsheet holds at most {MOST_ROWS} rows; write .csv or .parquet")
        for column, cell in enumerate(row):
            if not is_empty(cell):
                _write_cell(path, sheet, (number, column), cell, formats)
    return number


def _write_cell(path: Path, sheet: Any, place: tuple[int, int], cell: Cell, formats: Mapping[type, Any]) -> None:
    if isinstance(cell, date) and cell.year >= 1900:
        sheet.write_datetime(*place, cell, formats[type(cell)])
    elif isinstance(cell, int | float) and not isinstance(exact_number(float(cell)), Fault):
        sheet.write_number(*place, cell)
    elif sheet.write_string(*place, cell_text(cell)):
        raise TableNotWritten(path, f"row {place[0] + 1} holds a text of more than {LONGEST_TEXT} characters")


def _close(workbook: Any) -> None:
    try:
        workbook.close()
    except XlsxWriterException as error:
        raise error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error)) from error


FORMAT = Format("Excel", read, write)
