"""The agencies that may decide to bar somebody, and from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ogoh.law.dates import InForce, Precision, read_in_force
from ogoh.law.grounds import Confidence
from ogoh.law.reading import Fields, read_law


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
    held = Fields.of("agencies", read_law("agencies.yaml"))
    all_alike = read_in_force(held.below("in_force"))
    confidence, sources = held.one_of("confidence", Confidence), held.texts("sources")
    agencies = (Fields.of("an agency", one) for one in held.held["agencies"])
    return {
        one.text("code"): KnownAgency(one.text("code"), one.text("written"), _own(one, all_alike), confidence, sources)
        for one in agencies
    }


def _own(agency: Fields, all_alike: InForce) -> InForce:
    """The agency's own end, where it had one."""
    if "to" not in agency.held:
        return all_alike
    return InForce(all_alike.since, all_alike.since_is, agency.held["to"], agency.one_of("to_is", Precision))
