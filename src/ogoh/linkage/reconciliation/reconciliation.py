"""A reconciliation: the answers to every question about a linked list, ready to be counted and written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from ogoh.linkage.reconciliation import answers, travellers
from ogoh.linkage.reconciliation.engine import Engine
from ogoh.linkage.reconciliation.linked import (
    CROSSING_COLUMNS,
    GROUP_COLUMNS,
    LISTING_COLUMNS,
    PAIR_COLUMNS,
    Circumstances,
    Linked,
    UnfitTables,
    read,
)
from ogoh.linkage.reconciliation.questions import STATEMENTS, Question

_NUMERIC = frozenset(PAIR_COLUMNS) - {"left_id", "right_id"}
_NO_TWINS = pa.schema([(name, pa.float64() if name in _NUMERIC else pa.string()) for name in PAIR_COLUMNS])


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is and from when to when: what the answers rest on.

    ``first_crossing`` and ``last_crossing`` are ``None`` where no crossing has a date up to today; ``undated`` counts
    crossings without one, ``to_come`` those dated later than today, ``undecided`` records without a decision date,
    ``unborn`` crossings of people without a birth date.
    """

    listings: int
    people: int
    crossings: int
    pairs: int
    undecided: int
    first_crossing: date | None
    last_crossing: date | None
    undated: int
    to_come: int
    unborn: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every question answered; the answers are tables of ``engine``, as `answers` describes them."""

    engine: Engine
    circumstances: Circumstances
    extent: Extent

    def rows(self, question: Question) -> Iterator[dict[str, object]]:
        """The answers to one question with their evidence, in the order of the report."""
        return self.engine.named_rows(answers.ROWS, [question.value])


@contextmanager
def reconciled(linked: Linked, circumstances: Circumstances) -> Iterator[Reconciliation]:
    """Answer every question about a linked list; the answers are gone when the block ends.

    Raises UnfitTables where a column lacks, an id stands twice or a pair names nobody. A hundred thousand records
    against a million crossings take some seconds.
    """
    engine = Engine()
    try:
        _take(engine, linked, circumstances)
        extent = Extent(*engine.row(_EXTENT))
        for statement in (*travellers.STATEMENTS, answers.ANSWER, *STATEMENTS.values(), *answers.STATEMENTS):
            engine.run(statement)
        yield Reconciliation(engine, circumstances, extent)
    finally:
        engine.close()


def _take(engine: Engine, linked: Linked, circumstances: Circumstances) -> None:
    engine.take("listings", read(linked.listings, LISTING_COLUMNS, "the list"))
    engine.take("crossings", read(linked.crossings, CROSSING_COLUMNS, "the register"))
    engine.take("pairs", _named_at_most_possible(read(linked.pairs, PAIR_COLUMNS, "the linked pairs")))
    engine.take("groups", read(linked.groups, GROUP_COLUMNS, "the groups"))
    twins = _NO_TWINS.empty_table() if linked.twins is None else linked.twins
    engine.take("twins", _named_at_most_possible(read(twins, PAIR_COLUMNS, "the pairs inside the list")))
    for what, fault in _FAULTS.items():
        (count,) = engine.row(fault)
        if count:
            raise UnfitTables(f"{what}: {count}.")
    asked = circumstances
    ways = (asked.register_of.leaving, asked.register_of.entering)
    shares = (asked.sure, round(1 - asked.sure, 9), travellers.MISSED)
    engine.run(travellers.ASKED)
    engine.run("insert into asked values (?, ?, ?, ?, ?, ?, ?)", [asked.list_as_of, asked.today, *ways, *shares])
    engine.run(travellers.LISTING)


def _named_at_most_possible(pairs: pa.Table) -> pa.Table:
    """The same pairs; those that no date of birth and no document speaks for are at most as likely one person as two: a
    name alone never condemns, and never takes anybody off a list."""
    columns = {name: pairs[name].to_numpy() for name in ("birth", "document", "probability")}
    known = (columns["birth"] > 0) | (columns["document"] > 0)
    probability = np.where(known, columns["probability"], np.minimum(columns["probability"], _EVEN))
    return pairs.set_column(pairs.schema.get_field_index("probability"), "probability", pa.array(probability))


_EVEN = 0.5

_FAULTS = {
    "Records of the list with an id that another has": "select count(*) - count(distinct id) from listings",
    "Crossings with an id that another has": "select count(*) - count(distinct id) from crossings",
    "Records in more than one group": 'select count(*) - count(distinct id) from "groups"',
    "Pairs with a record that the list does not hold": (
        "select count(*) from pairs anti join listings on listings.id = pairs.left_id"
    ),
    "Pairs with a crossing that the register does not hold": (
        "select count(*) from pairs anti join crossings on crossings.id = pairs.right_id"
    ),
    "Groups with a record that the list does not hold": 'select count(*) from "groups" anti join listings using (id)',
}

_EXTENT = """
with dated as (
    select try_cast(left(crossed_on, 10) as date) as crossed_on, dob from crossings
)
select
    (select count(*) from listing), (select count(distinct person) from listing),
    count(*), (select count(*) from pairs), (select count(*) from listing where decided is null),
    min(crossed_on) filter (crossed_on <= today), max(crossed_on) filter (crossed_on <= today),
    count(*) filter (crossed_on is null), count(*) filter (crossed_on > today),
    count(*) filter (coalesce(dob, '') = '')
from dated cross join asked
"""
