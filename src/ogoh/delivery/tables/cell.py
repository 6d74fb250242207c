"""What one cell of a table may hold, whatever the format of the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

LONGEST_CELL = 131_072
"""Characters; also the limit that Python's own csv reader starts with. No name, number or ground is near it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that is there and cannot be read: ``found`` quotes it (cut), ``expected`` says what would be right.

    ``whole_row`` says that no cell of the row could be told apart from the others.
    """

    found: str
    expected: str
    whole_row: bool = False

    def __str__(self) -> str:
        return self.found


Cell: TypeAlias = str | int | float | date | datetime | Fault | None
Line: TypeAlias = tuple[int, tuple[Cell, ...]]
"""A row number as an editor or a spreadsheet shows it, and the cells of that row."""

LARGEST_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number (IEC 60559 double): longer ones have lost their last digits."""


def is_empty(cell: Cell) -> bool:
    """Nothing is written here: no value, or white space alone."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def cell_text(cell: Cell) -> str:
    """A cell as text: dates in ISO 8601, whole numbers without a decimal point, a fault as it was found."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return date_text(cell)
    return str(cell)


def date_text(day: date) -> str:
    """ISO 8601; the time of day only where there is one, because spreadsheets give midnight to bare dates."""
    if isinstance(day, datetime):
        return day.date().isoformat() if day.time() == day.min.time() else day.isoformat(sep=" ")
    return day.isoformat()


def exact_number(number: float) -> Cell:
    """A number as a spreadsheet holds it: whole ones as ``int``; beyond fifteen digits a Fault, for digits are lost."""
    if not number.is_integer():
        return number
    if abs(number) >= LARGEST_EXACT:
        return Fault(f"{number:.0f}", "a number of at most 15 digits; write longer ones as text, or digits are lost")
    return int(number)
