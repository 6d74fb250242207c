"""What the registry of controlled persons brings, who enters it and what takes a person out: information, no advice."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from ogoh.law.dates import InForce, read_in_force
from ogoh.law.grounds import Confidence
from ogoh.law.reading import Fields, read_law


@dataclass(frozen=True, slots=True)
class ControlledPersons:
    """Codes, of which `ogoh.law.words` has the sentences; ``countings`` are (grounds, source)."""

    in_force: InForce
    confidence: Confidence
    sources: tuple[str, ...]
    update_hours: int
    enters: str
    leaves: tuple[str, ...]
    remedies: tuple[str, ...]
    does_not_help: tuple[str, ...]
    restrictions: tuple[str, ...]
    countings: tuple[tuple[int, str], ...]


@cache
def controlled_persons() -> ControlledPersons:
    """The registry as its file has it. Raises UnusableLaw."""
    return read_controlled_persons(read_law("controlled_persons.yaml"))


def read_controlled_persons(held: Fields) -> ControlledPersons:
    """The registry from the fields of a file. Raises UnusableLaw."""
    held.refuse_others(*(field.name for field in fields(ControlledPersons)))
    return ControlledPersons(
        in_force=read_in_force(held.below("in_force")),
        confidence=held.one_of("confidence", Confidence),
        sources=held.texts("sources"),
        update_hours=held.number("update_hours"),
        enters=held.text("enters"),
        leaves=held.texts("leaves"),
        remedies=held.texts("remedies"),
        does_not_help=held.texts("does_not_help"),
        restrictions=held.texts("restrictions"),
        countings=tuple(map(_counting, held.entries("countings"))),
    )


def _counting(one: Fields) -> tuple[int, str]:
    one.refuse_others("grounds", "source")
    return one.number("grounds"), one.text("source")
