"""From when to when something is law, and how exactly that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ogoh.law.reading import Fields, UnusableLaw


class Precision(StrEnum):
    """How well a date of force is known; ``open``: still in force as far as seen."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class InForce:
    """The days, both included, on which something is law; ``None`` where the day is not known or there is none yet."""

    since: date | None
    since_is: Precision
    to: date | None
    to_is: Precision

    def holds_on(self, day: date) -> bool:
        """Whether it is law on a day; a beginning that nobody knows lies before every day."""
        return (self.since is None or self.since <= day) and (self.to is None or day <= self.to)


def read_in_force(fields: Fields) -> InForce:
    """``from``, ``from_is``, ``to``, ``to_is``. Raises UnusableLaw for a date that is neither there nor `unknown`."""
    fields.refuse_others("from", "from_is", "to", "to_is")
    since_is, to_is = fields.one_of("from_is", Precision), fields.one_of("to_is", Precision)
    span = InForce(read_day(fields, "from", since_is), since_is, read_day(fields, "to", to_is), to_is)
    return _forwards(fields, span)


def ended(span: InForce, fields: Fields) -> InForce:
    """The same span with an end of its own: ``to``, ``to_is``. Raises UnusableLaw."""
    to_is = fields.one_of("to_is", Precision)
    return _forwards(fields, InForce(span.since, span.since_is, read_day(fields, "to", to_is), to_is))


def _forwards(fields: Fields, span: InForce) -> InForce:
    if span.since and span.to and span.to < span.since:
        raise UnusableLaw(fields.entry, "to", span.to, f"no day before {span.since}")
    return span


def read_day(fields: Fields, name: str, precision: Precision) -> date | None:
    """A day with how well it is known; ``None`` where it is not. Raises UnusableLaw."""
    found = fields.held.get(name)
    dated = precision in (Precision.EXACT, Precision.APPROXIMATE)
    if isinstance(found, date) and dated:
        return found
    if dated or (name == "from" and (found != "unknown" or precision is not Precision.UNKNOWN)) or found == "":
        raise UnusableLaw(fields.entry, name, found, "a day, or unknown in both fields")
    if isinstance(found, date):
        raise UnusableLaw(fields.entry, name, found, f"no day beside {precision.value}")
    return None
