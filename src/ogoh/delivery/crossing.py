"""What a row of a border register says of a crossing: the day, in or out, and where."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from ogoh.delivery.columns import DATA
from ogoh.delivery.particulars import A_DAY, read_day
from ogoh.delivery.row import Row, found_text
from ogoh.identity import Unreadable

_A_DIRECTION = "in or out (въезд, выезд, даромад, баромад, entry, exit)"


@dataclass(frozen=True, slots=True)
class Crossing:
    """One crossing of the border; ``direction`` is ``"in"``, ``"out"`` or empty, as all is that the row leaves out."""

    crossed_on: date | None = None
    direction: str = ""
    place: str = ""


def read_crossing(row: Row, today: date) -> Crossing:
    """Read the crossing of one row. Raises UnusableCell for a day that is none or to come, and for other directions."""
    return Crossing(read_crossed_on(row, today), read_direction(row), row.text("place"))


def read_crossed_on(row: Row, today: date) -> date | None:
    """The day of the crossing, ``None`` where it is not said. Raises UnusableCell."""
    day = read_day(row, "crossed_on")
    if day is None:
        if (value := row.value("crossed_on")) is not None:
            raise row.unusable("crossed_on", found_text(value), A_DAY)
    elif day > today:
        raise row.unusable("crossed_on", day.isoformat(), "a day that is not in the future")
    return day


def read_direction(row: Row) -> str:
    """The direction of a row, empty where it is not said. Raises UnusableCell."""
    text = row.text("direction")
    return row.read(row.columns.places["direction"][0], direction_of, text) if text else ""


@lru_cache(maxsize=4096)
def direction_of(text: str) -> str:
    """``in`` or ``out`` for a word of the table ``directions.csv``. Raises Unreadable."""
    direction = _directions().get(text.strip(" .").lower().replace("ё", "е"))
    if direction is None:
        raise Unreadable(text, _A_DIRECTION)
    return direction


@cache
def _directions() -> dict[str, str]:
    with (DATA / "directions.csv").open(encoding="utf-8") as file:
        return {row["word"]: row["direction"] for row in csv.DictReader(file)}
