"""The workbook: a summary, then one sheet for each question, or more where a sheet is full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, time
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from ogoh.linkage.reconciliation import words
from ogoh.linkage.reconciliation.about import about
from ogoh.linkage.reconciliation.counting import Count
from ogoh.linkage.reconciliation.questions import Question
from ogoh.linkage.reconciliation.quick_rows import write_rows
from ogoh.linkage.reconciliation.reconciliation import Reconciliation
from ogoh.linkage.reconciliation.sheets import Column, Row, columns_of
from ogoh.matching.explain import Translate, sentence

MOST_ROWS = 1_048_575
"""Rows of a sheet below its headings; the format has one more."""

_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_SUMMARY_WIDTHS = (52, 14, 16, 14, 16, 16, 10, 10, 90)
_PERCENT = frozenset({"probability", "pair_probability"})
_DAYS = frozenset({"left_on", "first_left", "last_on"})
_UNFIT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def write_workbook(
    path: Path,
    reconciliation: Reconciliation,
    counts: Mapping[Question, Count],
    translate: Translate = sentence,
    most_rows: int = MOST_ROWS,
) -> None:
    """Write all answers; text stays text, also where it begins like a formula. Raises OSError where it cannot."""
    workbook = xlsxwriter.Workbook(path, {**_OPTIONS, "tmpdir": path.parent})
    workbook.set_properties({"created": datetime.combine(reconciliation.circumstances.today, time.min)})
    try:
        writer = _Writer(workbook, translate, most_rows)
        writer.summary(reconciliation, counts)
        for place, question in enumerate(Question, start=1):
            columns = columns_of(question, reconciliation.circumstances.register_of, translate)
            name = f"{place} {translate(words.SHEETS[question])}"
            writer.answers(name, columns, reconciliation.rows(question))
        _close(workbook)
    except BaseException:
        _abandon(workbook)
        raise


class _Writer:
    """A workbook with the formats that its sheets share."""

    def __init__(self, workbook: Any, translate: Translate, most_rows: int) -> None:
        self.workbook, self.translate, self.most_rows = workbook, translate, most_rows
        self.bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.top = workbook.add_format({"valign": "top"})
        self.plain = workbook.add_format()
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self.percent = workbook.add_format({"num_format": "0.0%"})

    def summary(self, reconciliation: Reconciliation, counts: Mapping[Question, Count]) -> None:
        """The counts, and below them what the report says of itself."""
        sheet = self._sheet(self.translate(words.SUMMARY), [*map(self.translate, words.SUMMARY_HEADINGS)])
        for place, width in enumerate(_SUMMARY_WIDTHS):
            sheet.set_column(place, place, width)
        for row, (question, found) in enumerate(counts.items(), start=1):
            sheet.write_string(row, 0, self.translate(words.ASKS[question]), self.wrapped)
            for place, figure in enumerate(_figures(found), start=1):
                sheet.write_number(row, place, figure, self.top)
            sheet.write_string(row, 8, self.translate(words.NOTES[question]), self.wrapped)
        said = (*about(reconciliation, self.translate), *map(self.translate, (words.EXPECTED, words.CONFIDENTIAL)))
        for row, text in enumerate(said, start=len(counts) + 2):
            sheet.write_string(row, 0, text)

    def answers(self, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """The rows of a question on as many sheets as they need; nobody is said in words."""
        left: Iterator[Row] | None = iter(rows)
        for number in count(1):
            if left is None:
                return
            sheet = self._sheet(name, [column.heading(self.translate) for column in columns], number)
            for place, column in enumerate(columns):
                sheet.set_column(place, place, column.width)
            filled = self._fill(sheet, columns, islice(left, self.most_rows))
            sheet.autofilter(0, 0, max(filled, 1), len(columns) - 1)
            if not filled:
                sheet.write_string(1, 0, self.translate(words.NOBODY))
            left = _rest(left)

    def _sheet(self, name: str, headings: Sequence[str], number: int = 1) -> Any:
        sheet = self.workbook.add_worksheet(_sheet_name(name, number))
        sheet.freeze_panes(1, 0)
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, self.bold)
        return sheet

    def _fill(self, sheet: Any, columns: Sequence[Column], rows: Iterator[Row]) -> int:
        styles = [self._style(column)._get_xf_index() for column in columns]
        return write_rows(sheet, ([column.value(row) for column in columns] for row in rows), 1, styles)

    def _style(self, column: Column) -> Any:
        return self.percent if column.code in _PERCENT else self.day if column.code in _DAYS else self.plain


def _rest(rows: Iterator[Row]) -> Iterator[Row] | None:
    """What is left, or ``None`` where nothing is."""
    following = next(rows, None)
    return None if following is None else chain((following,), rows)


def _figures(found: Count) -> tuple[float, ...]:
    people = (found.sure_people, found.doubtful_people)
    return (found.sure, found.doubtful, *people, found.expected, found.low, found.high)


def _sheet_name(name: str, number: int) -> str:
    """A name as the format allows it: 31 characters, some signs not among them."""
    behind = f" ({number})" if number > 1 else ""
    return name.translate(_UNFIT_IN_A_NAME)[: 31 - len(behind)].strip() + behind


def _close(workbook: Any) -> None:
    try:
        workbook.close()
    except XlsxWriterException as error:
        raise error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error)) from error


def _abandon(workbook: Any) -> None:
    """Keep XlsxWriter from finishing a half-filled workbook when it is collected, and from leaving files open."""
    workbook.fileclosed = True
    for sheet in workbook.worksheets():
        with suppress(OSError, AttributeError):
            sheet.row_data_fh.close()
