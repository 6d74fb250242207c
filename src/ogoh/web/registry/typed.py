"""What somebody typed of a decision, read as a delivered list is read: what is stored here can be delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ogoh.delivery import OTHER_GROUND, Rejected, read_single
from ogoh.delivery.grounds import storable_grounds
from ogoh.delivery.particulars import day_of
from ogoh.identity import Document, Subject, Unreadable, fault_of_name
from ogoh.law import Ground, Register, ground
from ogoh.names import WrittenName
from ogoh.web.days import today
from ogoh.web.registry import refusal
from ogoh.web.registry.models import CASE, LONGEST_REASON
from ogoh.web.registry.refusal import UNREADABLE_CELLS, RegistryRefused
from ogoh.web.registry.rows import person_cells

PERSON = tuple(person_cells(Subject(names=(WrittenName(),))))
"""The columns that say who somebody is."""

MAIN_NAME = ("family_name", "given_name", "patronymic", "name")
_LONGEST_NUMBER = 100
_LONGEST_LIST = 2_000
"""What a cell of a delivered list holds at most: all names, or all numbers, of one person together."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A decision as typed, every field as text; ``person`` by the columns of a delivered list."""

    person: Mapping[str, str] = field(default_factory=dict)
    ground: str = ""
    legal_basis: str = ""
    number: str = ""
    decided_on: str = ""
    until: str = ""
    starts_on: str = ""
    by_court: bool = False
    criminal: bool = False


@dataclass(frozen=True, slots=True)
class ReadDecision:
    """A decision that can be written down: whom, on which ground, from when to when."""

    subject: Subject
    ground: Ground
    legal_basis: str
    number: str
    decided_on: date
    until: date | None
    starts_on: date | None
    by_court: bool
    criminal: bool

    def says(self) -> dict[str, Any]:
        """What it says of the case, by the names of the fields of a version."""
        return {**{name: getattr(self, name) for name in CASE}, "ground": self.ground.code}


def read_decision(typed: Typed, register: str) -> ReadDecision:
    """Read all of a decision. Raises RegistryRefused with the field that is to be mended."""
    known = _ground(typed.ground.strip(), register)
    number = plain_line(typed.number, "number", _LONGEST_NUMBER)
    if not number:
        raise RegistryRefused(refusal.NO_NUMBER, "number")
    subject, decided_on, until = _read_row(typed.person, typed.decided_on, typed.until)
    if decided_on is None:
        raise RegistryRefused(UNREADABLE_CELLS["decided_on"], "decided_on")
    return ReadDecision(
        subject=subject,
        ground=known,
        legal_basis=plain_line(typed.legal_basis, "legal_basis"),
        number=number,
        decided_on=decided_on,
        until=until,
        starts_on=read_day(typed.starts_on, "starts_on"),
        by_court=typed.by_court,
        criminal=typed.criminal,
    )


def read_person(cells: Mapping[str, str]) -> Subject:
    """Read who somebody is. Raises RegistryRefused."""
    return _read_row(cells, "", "")[0]


def read_day(text: str, name: str) -> date | None:
    """A whole day of any time; ``None`` where nothing is typed. Raises RegistryRefused."""
    if not text.strip():
        return None
    day = day_of(text.strip())
    if day is None:
        raise RegistryRefused(UNREADABLE_CELLS[name], name)
    return day


def plain_line(text: str, name: str, longest: int = LONGEST_REASON) -> str:
    """A line that may be kept: without what nothing is stored of. Raises RegistryRefused."""
    line = " ".join(text.replace("\0", "").split())
    if len(line) > longest:
        raise RegistryRefused(refusal.TOO_LONG, name)
    if storable_grounds(line) == OTHER_GROUND != line:
        raise RegistryRefused(refusal.NEVER_STORED, name)
    return line


def reason(text: str, name: str = "reason") -> str:
    """Why something is done. Raises RegistryRefused where nothing is said."""
    line = plain_line(text, name)
    if not line:
        raise RegistryRefused(refusal.NO_REASON, name)
    return line


def with_more(known: Subject, said: Subject) -> Subject:
    """A subject with names and documents that were said besides: what was known stays, in its place.

    Raises RegistryRefused where all of it would no longer fit into one row of a list.
    """
    return _deliverable(_together(known, said, said))


def renamed(known: Subject, said: Subject) -> Subject:
    """A subject who is called otherwise now: new name and documents first, all others kept. Raises as `with_more`."""
    return _deliverable(_together(said, known, said))


def _together(first: Subject, then: Subject, newest: Subject) -> Subject:
    papers: dict[str, Document] = {}
    for paper in (*first.documents, *then.documents):
        papers.setdefault(paper.folded, paper)
    older = first if newest is then else then
    return Subject(
        names=tuple(dict.fromkeys((*first.names, *then.names))),
        births=tuple(dict.fromkeys((*older.births, *newest.births))),
        sex=newest.sex or older.sex,
        citizenships=tuple(dict.fromkeys((*older.citizenships, *newest.citizenships))),
        documents=tuple(papers.values()),
        birthplace=older.birthplace or newest.birthplace,
    )


def _deliverable(subject: Subject) -> Subject:
    read_person(person_cells(subject))
    return subject


def _read_row(person: Mapping[str, str], decided_on: str, until: str) -> tuple[Subject, date | None, date | None]:
    cells = {name: person.get(name, "").replace("\0", "") for name in PERSON}
    _refuse_names(cells)
    try:
        read = read_single({**cells, "decided_on": decided_on, "until": until}, today())
    except Unreadable as fault:
        raise RegistryRefused(UNREADABLE_CELLS["family_name"], "family_name") from fault
    if isinstance(read, Rejected):
        name = read.field if read.field in UNREADABLE_CELLS else "family_name"
        raise RegistryRefused(UNREADABLE_CELLS[name], name)
    if fault_of_name(read.subject.names[0]):
        raise RegistryRefused(UNREADABLE_CELLS["family_name"], "family_name")
    return read.subject, read.decided_on, read.until


def _refuse_names(cells: Mapping[str, str]) -> None:
    if any(sign in cells[name] for name in MAIN_NAME for sign in ";\n\r"):
        raise RegistryRefused(refusal.NAME_DIVIDED, "family_name")
    for name, text in cells.items():
        if len(text) > _LONGEST_LIST:
            raise RegistryRefused(refusal.TOO_LONG, name)


def _ground(code: str, register: str) -> Ground:
    if not code:
        raise RegistryRefused(refusal.NO_GROUND, "ground")
    known = ground(code)
    if known is None:
        raise RegistryRefused(refusal.UNKNOWN_GROUND, "ground")
    if known.register is not Register(register):
        raise RegistryRefused(refusal.OTHER_REGISTER, "ground")
    return known
