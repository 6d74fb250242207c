"""One row of a table becomes an Entry, or is rejected with the field, what was found and what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ogoh.delivery.columns import Columns, recognise
from ogoh.delivery.digest import person_digest
from ogoh.delivery.entry import Entry, Rejected
from ogoh.delivery.grounds import storable_grounds
from ogoh.delivery.marks import read_mark
from ogoh.delivery.particulars import read_births, read_citizenships, read_day, read_documents, read_row_sex
from ogoh.delivery.row import LONGEST_TEXT, WHOLE_ROW, Row, UnusableCell
from ogoh.delivery.tables.cell import Cell, Fault, Line, cell_text
from ogoh.delivery.written_names import read_names
from ogoh.identity import Subject

WHOLE_ROW_FIELD = "the whole row"
LONGEST_REFERENCE = 200
LONGEST_FOUND = 80


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one file in their order and remembers the references it has met.

    ``today`` (in UTC) bounds dates of birth and of decisions.
    """

    columns: Columns
    today: date
    met: dict[str, int] = field(default_factory=dict)
    unread: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.unread = self.columns.unread()

    def read(self, line: Line) -> Entry | Rejected:
        """Read one row: it is accepted or rejected, nothing between."""
        outcome = self.read_alone(line)
        again = None if isinstance(outcome, Rejected) else self.repeats(line, outcome.reference)
        return again or outcome

    def repeats(self, line: Line, reference: str) -> Rejected | None:
        """The rejection of a row whose reference was met before; rows are asked about once, in their order."""
        earlier = self.met.setdefault(reference, line[0])
        return None if earlier == line[0] else self.repeated(line, reference, earlier)

    def read_alone(self, line: Line) -> Entry | Rejected:
        """Read one row without regard to the references met so far."""
        number, cells = line
        try:
            self.refuse_unreadable(cells)
            return self._entry(number, Row(self.columns, cells))
        except UnusableCell as error:
            return self.rejected(line, error)

    def repeated(self, line: Line, reference: str, earlier: int) -> Rejected:
        """The rejection of a row whose reference row ``earlier`` has.

        Only the first row of a reference counts: which of two is right is not for us to guess.
        """
        place = self.columns.place("id")
        if place is None:
            return self.rejected(line, UnusableCell(WHOLE_ROW, f"the same person as row {earlier}", "each person once"))
        found = f"{reference}, which is row {earlier}'s"
        return self.rejected(line, UnusableCell(place, found, "an identifier of its own for each row"))

    def _entry(self, number: int, row: Row) -> Entry:
        subject = Subject(
            names=read_names(row),
            births=read_births(row, self.today),
            sex=read_row_sex(row),
            citizenships=read_citizenships(row),
            documents=read_documents(row),
            birthplace=row.text("birthplace"),
        )
        decided_on, until = self._days(row)
        return Entry(
            row=number,
            reference=row.text("id", LONGEST_REFERENCE) or person_digest(subject),
            subject=subject,
            grounds=storable_grounds(row.text("grounds")),
            agency=row.text("agency"),
            decided_on=decided_on,
            until=until,
            removed=self._removed(row),
        )

    def _removed(self, row: Row) -> bool:
        place = self.columns.place("removed")
        return place is not None and row.read(place, read_mark, row.text_at(place, reader=str))

    def _days(self, row: Row) -> tuple[date | None, date | None]:
        decided_on, until = read_day(row, "decided_on"), read_day(row, "until")
        if decided_on and decided_on > self.today:
            raise row.unusable("decided_on", decided_on.isoformat(), "a day that is not in the future")
        if decided_on and until and until < decided_on:
            raise row.unusable("until", until.isoformat(), f"no day before the decision of {decided_on.isoformat()}")
        return decided_on, until

    def refuse_unreadable(self, cells: tuple[Cell, ...]) -> None:
        """Refuse a row with more cells than headings, or with a cell that holds no value. Raises UnusableCell."""
        width = len(self.columns.headings)
        if len(cells) > width:
            expected = f"{width}, as many as headings; look for a separator that belongs to a text"
            raise UnusableCell(WHOLE_ROW, f"{len(cells)} cells", expected)
        if Fault not in map(type, cells):
            return
        for place, cell in enumerate(cells):
            if isinstance(cell, Fault) and (cell.whole_row or place not in self.unread):
                raise UnusableCell(WHOLE_ROW if cell.whole_row else place, cell.found, cell.expected)

    def rejected(self, line: Line, error: UnusableCell) -> Rejected:
        """The rejection of a row because of one cell, or of the whole row."""
        number, cells = line
        heading = WHOLE_ROW_FIELD if error.place == WHOLE_ROW else self.columns.headings[error.place]
        found = error.found if len(error.found) <= LONGEST_FOUND else error.found[: LONGEST_FOUND - 1] + "…"
        return Rejected(number, heading, found, error.expected, self._kept(cells), self._reference(cells))

    def _reference(self, cells: tuple[Cell, ...]) -> str:
        place = self.columns.place("id")
        return "" if place is None or place >= len(cells) else cell_text(cells[place]).strip()[:LONGEST_REFERENCE]

    def _kept(self, cells: tuple[Cell, ...]) -> tuple[str, ...]:
        """The row as read, for mending. Columns that nobody reads stay empty: nothing of them is ever stored."""
        kept = [
            "" if place in self.unread else cell_text(cell)[:LONGEST_TEXT]
            for place, cell in enumerate(cells[: len(self.columns.headings)])
        ]
        grounds = self.columns.place("grounds")
        if grounds is not None:
            kept[grounds] = storable_grounds(kept[grounds])
        return tuple(kept)


def read_single(cells: Mapping[str, str], today: date) -> Entry | Rejected:
    """One row by its fields, typed rather than delivered, read as a row of a delivered list is; its number is 1.

    ``today`` (in UTC) bounds dates of birth and of decisions. Raises DeliveryRefused where no field names the person.
    """
    return RowReader(recognise("The row", tuple(cells)), today).read((1, tuple(cells.values())))
