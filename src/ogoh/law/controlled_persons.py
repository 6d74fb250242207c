"""What the registry of controlled persons brings, who enters it and what takes a person out: information, no advice."""

from __future__ import annotations

from dataclasses import dataclass
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
    held = Fields.of("controlled persons", read_law("controlled_persons.yaml"))
    return ControlledPersons(
        in_force=read_in_force(held.below("in_force")),
        confidence=held.one_of("confidence", Confidence),
        sources=held.texts("sources"),
        update_hours=int(held.held["update_hours"]),
        enters=held.text("enters"),
        leaves=held.texts("leaves"),
        remedies=held.texts("remedies"),
        does_not_help=held.texts("does_not_help"),
        restrictions=held.texts("restrictions"),
        countings=tuple((int(one["grounds"]), str(one["source"])) for one in held.held["countings"]),
    )
