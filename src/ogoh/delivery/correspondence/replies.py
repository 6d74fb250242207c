"""Answers as they come in: a table in any order of columns, each row taken or rejected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ogoh.delivery.columns import Columns
from ogoh.delivery.correspondence.kinds import Outcome
from ogoh.delivery.correspondence.messages import LONGEST_EXPLANATION, LONGEST_LISTING, LONGEST_SIGNED, Reply
from ogoh.delivery.correspondence.numbers import read_number
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
from ogoh.delivery.grounds import storable_grounds
from ogoh.delivery.particulars import read_day
from ogoh.delivery.reading import RowReader
from ogoh.delivery.row import Row, UnusableCell
from ogoh.delivery.tables import Line, cell_text
from ogoh.delivery.written_names import read_part
from ogoh.identity import Subject, read_birth, read_document
from ogoh.names import WrittenName, can_be_read

_MEND = "Mend this cell and send the row again; the other rows are not touched by it."
_COMPARE = "Compare it with the request. Nothing of this row was taken."
_WAITS = "The request waits on; send the row again when it is answered."
_NUMBER = "number"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of one table of answers; ``today`` is the last day on which an answer can be given."""

    columns: Columns
    today: date

    def read(self, line: Line) -> TakenRow[Reply] | RejectedRow:
        rows = RowReader(self.columns, self.today)
        number, cells = line
        try:
            rows.refuse_unreadable(cells)
            reply = self._reply(Row(self.columns, cells))
        except UnusableCell as error:
            return rejected(rows.rejected(line, error), self._remedy(error, cells))
        return TakenRow(number, reply, tuple(cell_text(cell)[:LONGEST_EXPLANATION] for cell in cells))

    def _reply(self, row: Row) -> Reply:
        outcome = self._outcome(row)
        answered_on = read_day(row, "answered_on") or self.today
        if answered_on > self.today:
            raise row.unusable("answered_on", answered_on.isoformat(), "a day that is not in the future")
        explanation = storable_grounds(row.text("explanation", LONGEST_EXPLANATION))
        if outcome is Outcome.NEED_MORE and not explanation:
            raise row.unusable("explanation", "nothing", "what the person has to bring")
        return Reply(
            number=self._number(row),
            outcome=outcome,
            answered_on=answered_on,
            grounds=storable_grounds(row.text("grounds")),
            agency=row.text("agency"),
            until=read_day(row, "until"),
            explanation=explanation,
            listing=row.text("listing", LONGEST_LISTING),
            signed=row.text("signed", LONGEST_SIGNED),
            correction=_correction(row),
        )

    def _number(self, row: Row) -> str:
        place = self.columns.places[_NUMBER][0]
        return row.read(place, read_number, cell_text(row.cells[place])[:200])

    def _outcome(self, row: Row) -> Outcome:
        place = self.columns.places["outcome"][0]
        # Not through the reader of texts: to it "нет" says nothing, and here it is an answer.
        text = cell_text(row.cells[place]).strip()
        if not text:
            raise UnusableCell(place, "nothing", "an answer")
        return Outcome(row.read(place, partial(read_word, "outcomes"), text))

    def _remedy(self, error: UnusableCell, cells: tuple[object, ...]) -> str:
        place = error.place
        if place == self.columns.place(_NUMBER):
            return _COMPARE
        return _WAITS if place == self.columns.place("outcome") and error.found == "nothing" else _MEND


def _correction(row: Row) -> Subject:
    places = row.columns.places
    texts = {name: row.text(name) for name in ("corrected_name", "corrected_dob", "corrected_document")}
    name = row.read(places["corrected_name"][0], read_part, texts["corrected_name"]) if texts["corrected_name"] else ""
    if name and not can_be_read(name):
        raise row.unusable("corrected_name", name, "a name in Cyrillic, Latin or Persian letters")
    birth, document = texts["corrected_dob"], texts["corrected_document"]
    return Subject(
        names=(WrittenName(whole=name),) if name else (),
        births=(row.read(places["corrected_dob"][0], read_birth, birth),) if birth else (),
        documents=(row.read(places["corrected_document"][0], read_document, document),) if document else (),
    )


def open_replies(path: Path, today: date) -> OpenTable[Reply]:
    """Open a table of answers by its ending. Raises DeliveryRefused: no table, or no column of numbers or answers.

    ``today`` stands for the day of an answer that gives none.
    """
    table, claims = found_table(path, "request", ("answer", "request"))
    refuse_without(path, table, claims, "request", _NUMBER)
    refuse_without(path, table, claims, "answer", "outcome")
    columns = columns_of(table, claims, {})
    return opened(path, table, columns.ignored, _Reader(columns, today).read)
