"""Small lists and registers, written as a test needs them; what a test leaves out is empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count
from typing import Any

import pyarrow as pa

from ogoh.linkage.reconciliation import (
    CROSSING_COLUMNS,
    LISTING_COLUMNS,
    PAIR_COLUMNS,
    Circumstances,
    Linked,
    Question,
    reconciled,
)

Row = dict[str, Any]
CIRCUMSTANCES = Circumstances(list_as_of=date(2025, 2, 5), today=date(2025, 6, 1))
SAME_PERSON = {"given": 5.0, "family": 6.0, "patronymic": 4.0, "birth": 13.0, "document": 22.0}
OTHER_DOCUMENT = {**SAME_PERSON, "document": -2.5}


def listing(id: str = "L1", **cells: Any) -> Row:
    """A record of the list."""
    usual = {"row": 2, "name": "Раҳимов Фарид", "dob": "1990-05-12", "documents": "400000001"}
    return {**dict.fromkeys(LISTING_COLUMNS, ""), "decided_on": "2024-03-10", **usual, **cells, "id": id}


def crossing(crossed_on: str = "2024-09-01", direction: str = "in", **cells: Any) -> Row:
    """A crossing, of the only listing unless ``of`` names another; ``p`` is the probability, ``bits`` the evidence."""
    usual = {"name": "RAHIMOV FARID", "dob": "1990-05-12", "documents": "400000001", "place": "Dushanbe airport"}
    return {
        "of": "L1",
        "p": 0.99,
        "bits": SAME_PERSON,
        **usual,
        "crossed_on": crossed_on,
        "direction": direction,
    } | cells


def linked(
    listings: Iterable[Row], crossings: Iterable[Row] = (), groups: Sequence[Sequence[str]] = (), twins: Any = None
) -> Linked:
    """The tables of a list and a register in which every crossing is linked with what it is ``of``; ``""`` of none."""
    numbered = [{"id": f"R{row}", "row": row, **one} for row, one in zip(count(2), crossings, strict=False)]
    pairs = [pair(one["of"], one["id"], one["p"], one["bits"]) for one in numbered if one["of"]]
    grouped = [{"id": one, "group": f"G{number}"} for number, group in enumerate(groups) for one in group]
    return Linked(
        table(LISTING_COLUMNS, listings),
        table(CROSSING_COLUMNS, numbered),
        pairs_table(pairs),
        table(("id", "group"), grouped),
        twins,
    )


def pair(left: str, right: str, probability: float, bits: Row) -> Row:
    """A linked pair."""
    return {"left_id": left, "right_id": right, "probability": probability, "weight": sum(bits.values()), **bits}


def table(columns: Sequence[str], rows: Iterable[Row]) -> pa.Table:
    """Rows as columns of text, but for ``row``."""
    kept = list(rows)
    types = {"row": pa.int64()}
    return pa.table(
        {name: pa.array([row.get(name, "") for row in kept], types.get(name, pa.string())) for name in columns}
    )


def pairs_table(pairs: Iterable[Row]) -> pa.Table:
    """Pairs as linking gives them."""
    kept = list(pairs)
    ids = ("left_id", "right_id")
    columns = {name: pa.array([row[name] for row in kept], pa.string()) for name in ids}
    numbers = [name for name in PAIR_COLUMNS if name not in ids]
    return pa.table(columns | {name: pa.array([row.get(name, 0.0) for row in kept], pa.float64()) for name in numbers})


def answers(question: Question, tables: Linked, circumstances: Circumstances = CIRCUMSTANCES) -> list[Row]:
    """The rows of one question."""
    with reconciled(tables, circumstances) as reconciliation:
        return list(reconciliation.rows(question))


def short(question: Question, tables: Linked, circumstances: Circumstances = CIRCUMSTANCES) -> list[tuple[str, str]]:
    """The rows of one question, each as the record's id and how sure it is."""
    return [(row["listing_id"], row["standing"]) for row in answers(question, tables, circumstances)]


def each_apart(cases: Sequence[Row | None], **cells: Any) -> Linked:
    """A list with one record for each case, linked with that crossing and nothing else: many cases, one question."""
    people = [listing(f"L{number}", row=number, **cells) for number in range(len(cases))]
    return linked(people, [{**one, "of": f"L{number}"} for number, one in enumerate(cases) if one])
