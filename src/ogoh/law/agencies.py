"""The agencies that may decide to bar somebody, and from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ogoh.law.dates import InForce, ended, read_in_force
from ogoh.law.grounds import Confidence
from ogoh.law.reading import Fields, UnusableLaw, read_law


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency as the law names it; ``written`` is its name in the law's own language."""

    code: str
    written: str
    in_force: InForce
    confidence: Confidence
    sources: tuple[str, ...]


@cache
def known_agencies() -> Mapping[str, KnownAgency]:
    """Every agency by its code. Raises UnusableLaw."""
    return read_agencies(read_law("agencies.yaml"))


def read_agencies(held: Fields) -> dict[str, KnownAgency]:
    """The agencies from the fields of a file. Raises UnusableLaw, also for a code twice."""
    held.refuse_others("in_force", "confidence", "sources", "agencies")
    all_alike = read_in_force(held.below("in_force"))
    confidence, sources = held.one_of("confidence", Confidence), held.texts("sources")
    found: dict[str, KnownAgency] = {}
    for one in held.entries("agencies"):
        one.refuse_others("code", "written", "to", "to_is")
        code, written = one.text("code"), one.text("written")
        if code in found:
            raise UnusableLaw(one.entry, "code", code, "each code once")
        # Some agencies came to an end of their own.
        in_force = ended(all_alike, one) if "to" in one.held else all_alike
        found[code] = KnownAgency(code, written, in_force, confidence, sources)
    return found
