"""What the commands of this group read, a list of keyed outputs and travellers; and how they write answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.blind import BlindRefused, KeyedList, NoSodiumError, ProofRefusedError, read
from ogoh.cli.telling import REJECTED, refuse, refusing, tell
from ogoh.delivery import Rejected, open_delivery
from ogoh.delivery.tables import Cell, write_table

if TYPE_CHECKING:
    from ogoh.web.blind.asking import BlindAnswer, Traveller

Travellers = Annotated[Path, typer.Argument(help="A file of travellers.")]
ListFile = Annotated[Path, typer.Option("--file", help="The owner's list of keyed outputs.")]
PeerCode = Annotated[str, typer.Option("--peer", help="The owner's code among our peers: ogoh peer list.")]
Out = Annotated[Path, typer.Option(help="Where the answers go.")]

COLUMNS = ("id", "answer", "source", "as_of", "met", "why")

_WHY = {
    "possible": "in the list of {day}, by {met}: ask {owner} in a case whether it is this person",
    "no_record": "no key of this person in the list of {day}; this does not mean free to enter",
    "": "neither a document number nor a whole date of birth: ask by a letter or a case",
}
_MET = {"document": "document number", "names_and_birth": "names and date of birth"}


@contextmanager
def refusing_blind() -> Iterator[None]:
    """What the room refuses, as one paragraph and status 2."""
    with refusing():
        try:
            yield
        except (BlindRefused, NoSodiumError) as refused:
            refuse(str(refused))
        except ProofRefusedError as refused:
            refuse(f"The answers: {refused}. Nothing was written. Tell the owner.")


def keyed_list(path: Path, owner: str) -> KeyedList:
    """The list in a file, if it is by this peer and may be used today."""
    from ogoh.web.blind.asking import refuse_unusable
    from ogoh.web.blind.remote import keys_that_count

    held = read(path.read_bytes(), keys_that_count(owner))
    refuse_unusable(held)
    return held


@dataclass(frozen=True, slots=True)
class Read:
    """The travellers of a file, and the rows that could not be read."""

    travellers: list[Traveller]
    unread: list[Rejected]


def read_travellers(path: Path) -> Read:
    """Everybody in a file. Raises DeliveryRefused."""
    from ogoh.web.blind.asking import Traveller

    found = Read([], [])
    for outcome in open_delivery(path).rows():
        if isinstance(outcome, Rejected):
            found.unread.append(outcome)
        else:
            found.travellers.append(Traveller.of(outcome.reference, outcome.subject))
    return found


def write_answers(out: Path, held: KeyedList, answers: list[BlindAnswer], unread: list[Rejected]) -> None:
    """Write an answer for everybody; say who could not be asked about, and end with 1 where rows were not read."""
    write_table(out, COLUMNS, [*(_row(held, one) for one in answers), *map(_unread_row, unread)])
    possible = sum(bool(one.met) for one in answers)
    silent = sum(one.verdict is None for one in answers)
    tell(f"{len(answers)} answers written to {out}: {possible} possible, {silent} could not be asked about so.")
    for one in unread:
        tell(f"Row {one.row}, {one.field}: expected {one.expected}.")
    if unread:
        raise typer.Exit(REJECTED)


def _row(held: KeyedList, answer: BlindAnswer) -> tuple[Cell, ...]:
    said = "" if answer.verdict is None else answer.verdict.value
    about = held.about
    met = ", ".join(_MET[one] for one in answer.met)
    why = _WHY[said].format(met=met, day=about.dated.isoformat(), owner=about.name)
    return (answer.reference, said or None, about.code, about.dated, " ".join(answer.met), why)


def _unread_row(row: Rejected) -> tuple[Cell, ...]:
    why = f"row {row.row}, {row.field}: found {row.found}, expected {row.expected}"
    return (row.reference, None, None, None, None, why)
