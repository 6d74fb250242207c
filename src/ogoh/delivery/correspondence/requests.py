"""Requests as they come in at the owner of a list: people with a number and a question, in any order of columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ogoh.delivery.columns import IGNORED, ColumnMap, Columns, recognise
from ogoh.delivery.correspondence.kinds import BY_CODE
from ogoh.delivery.correspondence.messages import LONGEST_LISTING, LONGEST_STATEMENT, Request
from ogoh.delivery.correspondence.numbers import read_foreign_number
from ogoh.delivery.correspondence.rows import (
    OpenTable,
    RejectedRow,
    TakenRow,
    columns_of,
    found_table,
    opened,
    refuse_without,
    rejected,
)
from ogoh.delivery.correspondence.table_words import read_word
from ogoh.delivery.entry import Entry, Rejected
from ogoh.delivery.grounds import storable_grounds
from ogoh.delivery.particulars import read_day
from ogoh.delivery.reading import RowReader
from ogoh.delivery.row import WHOLE_ROW, Row, UnusableCell
from ogoh.delivery.tables import Line, cell_text

_MEND = "Ask whoever sent it to mend this row and send it again; the other rows are not touched by it."


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of one table: the person by ``people``, all else by ``own``."""

    people: Columns
    own: Columns
    today: date

    def read(self, line: Line) -> TakenRow[Request] | RejectedRow:
        rows = RowReader(self.people, self.today)
        entry = rows.read_alone(line)
        if isinstance(entry, Rejected):
            return rejected(entry, _MEND)
        number, cells = line
        try:
            request = self._request(entry, Row(self.own, cells))
        except UnusableCell as error:
            return rejected(rows.rejected(line, error), _MEND)
        return TakenRow(number, request)

    def _request(self, entry: Entry, row: Row) -> Request:
        if not (entry.subject.births or entry.subject.documents):
            raise UnusableCell(WHOLE_ROW, "a name alone", "a birth date or a document number: a name is many people's")
        asked_on = read_day(row, "asked_on") or self.today
        if asked_on > self.today:
            raise row.unusable("asked_on", asked_on.isoformat(), "a day that is not in the future")
        return Request(
            number=self._number(row),
            question=self._question(row),
            subject=entry.subject,
            asked_on=asked_on,
            listing=row.text("listing", LONGEST_LISTING),
            statement=storable_grounds(row.text("statement", LONGEST_STATEMENT)),
        )

    def _number(self, row: Row) -> str:
        place = self.own.places["number"][0]
        text = " ".join(cell_text(row.cells[place]).split())
        if not text:
            raise UnusableCell(place, "nothing", "the number of the request")
        return row.read(place, read_foreign_number, text)

    def _question(self, row: Row) -> str:
        place = self.own.place("question")
        text = row.text("question", LONGEST_STATEMENT)
        return row.read(place, partial(read_word, "questions"), text) if place is not None and text else _USUAL


_USUAL = next(iter(BY_CODE))
"""Whoever asks without a question asks whether the person is listed, and why."""


def open_requests(path: Path, today: date) -> OpenTable[Request]:
    """Open a table of requests by its ending. Raises DeliveryRefused: no table, no numbers, nobody named in it."""
    table, claims = found_table(path, "request", ("request", "answer"))
    refuse_without(path, table, claims, "request", "number")
    own = columns_of(table, claims, {})
    aside = {table.headings[place]: IGNORED for place in claims}
    people = recognise(path.name, table.headings, ColumnMap(aside))
    ignored = tuple(heading for heading in people.ignored if heading not in aside)
    return opened(path, table, ignored, _Reader(people, own, today).read)
