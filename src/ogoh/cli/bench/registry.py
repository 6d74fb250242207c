"""An authority's own decisions: recorded and confirmed, given out, as what changed, and lifted by an amnesty."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ogoh.cli.bench.measuring import Figure
from ogoh.synthetic import list_rows

if TYPE_CHECKING:
    from ogoh.web.accounts.models import User
    from ogoh.web.registry.typed import Typed

_SEED = 1
_BY = "command bench"
_PASSWORD = "kettle moon ladder 7"  # noqa: S105  # nobody's
_ONE_IN = 100
_PERSON = ("family_name", "given_name", "patronymic", "dob", "sex", "citizenship", "document_number")

Made = TypeVar("Made")


def measure(home: Path, size: int) -> list[Figure]:
    """Keep ``size`` decisions in an empty SQLite database in ``home``, one hundredth of them lifted afterwards."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ["OGOH_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    for old in home.glob("ogoh.sqlite3*"):
        old.unlink()
    from ogoh.cli.database import open_database

    open_database()
    return list(_figures(size, f"ogoh bench registry --size {size}"))


def _figures(size: int, command: str) -> Iterator[Figure]:
    from django.utils import timezone

    from ogoh.web.lists.models import SourceKind
    from ogoh.web.registry.changes import changed_between
    from ogoh.web.registry.rows import rows_in_force

    def figure(what: str, seconds: float, beside: str = "") -> Figure:
        return Figure(
            f"registry of {len(references):,} decisions: {what}", f"{seconds:.2f} s", "–", None, command, beside
        )

    author, second, heads = _staff()
    took, references = _timed(lambda: _recorded(author, second, size))
    each = f"{1000 * took / len(references):.1f} ms each; {size - len(references)} rows of people nobody can read"
    yield figure("recorded and confirmed, each looked for among all", took, each)
    before = timezone.now()
    took, rows = _timed(lambda: sum(1 for _ in rows_in_force(SourceKind.ENTRY_BAN, before)))
    yield figure("all in force as rows", took, f"{rows:,} rows")
    lifted = references[::_ONE_IN]
    took, _ = _timed(lambda: _lift(author, second, lifted))
    yield figure("one in a hundred lifted and confirmed", took, f"{len(lifted):,} decisions")
    after = timezone.now() + timedelta(microseconds=1)
    took, changes = _timed(lambda: sum(1 for _ in changed_between(SourceKind.ENTRY_BAN, before, after)))
    yield figure("what changed meanwhile", took, f"{changes:,} changes")
    took, number = _timed(lambda: _tried(heads[0]))
    yield figure("an amnesty of all others tried", took)
    took, freed = _timed(lambda: _applied(heads, number))
    yield figure("that amnesty approved and applied", took, f"{freed:,} decisions lifted")


def _staff() -> tuple[User, User, list[User]]:
    """Two registrars and three supervisors of one agency."""
    from ogoh.web.accounts.models import Office, Role
    from ogoh.web.accounts.services import add_person
    from ogoh.web.registry.offices import open_office

    open_office(_BY, "mvd", "Benchmark", "bench")
    office = Office.objects.get(code="bench")

    def member(name: str, role: Role) -> User:
        return add_person(_BY, name, name, office, [role], _PASSWORD)[0]

    heads = [member(f"head{number}", Role.SUPERVISOR) for number in range(3)]
    return member("author", Role.REGISTRAR), member("second", Role.REGISTRAR), heads


def _recorded(author: User, second: User, size: int) -> list[str]:
    """The references of the decisions about made-up people that could be written down."""
    from ogoh.web.lists.models import SourceKind
    from ogoh.web.registry import deciding, ruling
    from ogoh.web.registry.refusal import RegistryRefused

    why, references = deciding.Why("Made up", despite="Made up"), []
    for typed in _decisions(size):
        try:
            decision = deciding.record(author, SourceKind.ENTRY_BAN, typed, why).decision
        except RegistryRefused:
            continue
        ruling.confirm(second, decision.reference)
        references.append(decision.reference)
    return references


def _decisions(size: int) -> Iterator[Typed]:
    from ogoh.web.registry.typed import Typed

    for row in list_rows(size, _SEED):
        person = {name: row[name] for name in _PERSON}
        yield Typed(person, "RU-114-26-8", number=row["id"], decided_on="2026-02-01", until="2029-01-31")


def _lift(author: User, second: User, references: list[str]) -> None:
    from ogoh.web.registry import deciding, ruling

    for reference in references:
        deciding.lift(author, reference, deciding.Why("Made up"))
        ruling.confirm(second, reference)


def _tried(head: User) -> int:
    from ogoh.web.lists.models import SourceKind
    from ogoh.web.registry import amnesty
    from ogoh.web.registry.amnesty_rule import Rule

    return amnesty.try_out(head, SourceKind.ENTRY_BAN, "Benchmark", Rule(agencies=("mvd",)), "Made up").pk


def _applied(heads: list[User], number: int) -> int:
    from ogoh.web.registry import amnesty

    for head in heads[1:]:
        amnesty.approve(head, number)
    return amnesty.apply(heads[0], number).decisions


def _timed(work: Callable[[], Made]) -> tuple[float, Made]:
    started = time.perf_counter()
    made = work()
    return time.perf_counter() - started, made
