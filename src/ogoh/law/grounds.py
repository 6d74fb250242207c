"""On which grounds somebody may be barred, or put into the registry of controlled persons, on a given day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from ogoh.law.dates import InForce, read_in_force
from ogoh.law.reading import Fields, UnusableLaw, read_law
from ogoh.law.terms import Term, read_term


class Register(StrEnum):
    """Two different things with different ways out, never mixed."""

    ENTRY_BAN = "entry_ban"
    CONTROLLED_PERSONS = "controlled_persons"


class Force(StrEnum):
    """Whether the law says may, says shall, or does not say."""

    DISCRETIONARY = "discretionary"
    MANDATORY = "mandatory"
    NOT_SAID = "not_said"


class Confidence(StrEnum):
    """How sure it is that the law is as written here."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground in one version of the law.

    ``written`` is what a list that travels says of it, in the law's own language; ``kept_apart`` says that it never
    says more than "other ground" outside of the agency. ``confidence`` is of the ground itself, of its term, and of the
    day from which the term runs.
    """

    code: str
    register: Register
    article: str
    written: str
    force: Force
    term: Term
    in_force: InForce
    confidence: Confidence
    term_confidence: Confidence
    start_confidence: Confidence
    sources: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    kept_apart: bool = False
    note: str = ""

    @property
    def may_be_computed(self) -> bool:
        """Whether a term of this ground may be worked out at all."""
        return self.term.compute and Confidence.LOW not in (self.term_confidence, self.start_confidence)


def grounds_on(day: date, register: Register | str) -> tuple[Ground, ...]:
    """The grounds of a register that were law on a day, in the order of the file."""
    wanted = Register(register)
    return tuple(one for one in grounds().values() if one.register is wanted and one.in_force.holds_on(day))


def ground(code: str) -> Ground | None:
    """The ground of a code, or ``None``."""
    return grounds().get(code)


@cache
def grounds() -> Mapping[str, Ground]:
    """Every ground by its code. Raises UnusableLaw."""
    return _by_code(read_law("grounds.yaml").entries("grounds"))


def read_grounds(entries: Iterable[Any]) -> dict[str, Ground]:
    """Grounds by code. Raises UnusableLaw for one without source, date or confidence, and for a code twice."""
    return _by_code(Fields.of(f"ground {place}", entry) for place, entry in enumerate(entries, start=1))


def _by_code(entries: Iterable[Fields]) -> dict[str, Ground]:
    found: dict[str, Ground] = {}
    for entry in entries:
        one = _ground(entry)
        if one.code in found:
            raise UnusableLaw(entry.entry, "code", one.code, "each code once")
        found[one.code] = one
    return found


_FIELDS = (
    "code",
    "register",
    "article",
    "written",
    "force",
    "term",
    "in_force",
    "confidence",
    "sources",
    "exceptions",
    "kept_apart",
    "note",
)


def _ground(entry: Fields) -> Ground:
    fields = Fields(entry.text("code"), entry.held)
    fields.refuse_others(*_FIELDS)
    confidence = fields.below("confidence")
    confidence.refuse_others("ground", "term", "start")
    return Ground(
        code=fields.entry,
        register=fields.one_of("register", Register),
        article=fields.text("article"),
        written=fields.text("written"),
        force=fields.one_of("force", Force),
        term=read_term(fields.below("term")),
        in_force=read_in_force(fields.below("in_force")),
        confidence=confidence.one_of("ground", Confidence),
        term_confidence=confidence.one_of("term", Confidence),
        start_confidence=confidence.one_of("start", Confidence),
        sources=fields.texts("sources"),
        exceptions=fields.texts("exceptions", needed=False),
        kept_apart=fields.flag("kept_apart"),
        note=fields.text("note") if "note" in fields.held else "",
    )
