"""Tables that cannot be reconciled are refused, and what they hold is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from ogoh.linkage.reconciliation import Question, UnfitTables, reconciled
from tests.linkage.reconciliation.cases import CIRCUMSTANCES, answers, crossing, linked, listing

ONE = linked([listing()], [crossing()])


def test_parquet_files_do_as_well_as_tables(tmp_path: Path) -> None:
    path = tmp_path / "crossings.parquet"
    assert isinstance(ONE.crossings, pa.Table)
    parquet.write_table(ONE.crossings, path)
    assert len(answers(Question.LEFT, replace(ONE, crossings=path))) == 1


def test_a_column_that_lacks_is_named() -> None:
    assert isinstance(ONE.listings, pa.Table)
    with pytest.raises(UnfitTables, match="the list: the columns until lack"):
        answers(Question.LEFT, replace(ONE, listings=ONE.listings.drop_columns(["until"])))


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        (linked([listing(), listing()]), "Records of the list with an id that another has: 1"),
        (linked([listing()], [crossing(id="R"), crossing(id="R")]), "Crossings with an id that another has: 1"),
        (linked([listing()], [crossing(of="L9")]), "Pairs with a record that the list does not hold: 1"),
        (linked([listing()], groups=[("L1", "L9")]), "Groups with a record that the list does not hold: 1"),
        (linked([listing()], groups=[("L1",), ("L1",)]), "Records in more than one group: 1"),
    ],
)
def test_tables_that_contradict_each_other_are_refused(tables: object, said: str) -> None:
    with pytest.raises(UnfitTables, match=said):
        answers(Question.LEFT, tables)  # type: ignore[arg-type]


def test_a_probability_that_would_make_nothing_sure_is_refused() -> None:
    with pytest.raises(ValueError, match="a probability above"):
        replace(CIRCUMSTANCES, sure=0.5)


def test_what_the_answers_rest_on_is_counted() -> None:
    people = [listing("L1", decided_on=""), listing("L2")]
    crossings = [crossing("2024-01-02"), crossing("2025-01-02"), crossing(""), crossing("2031-01-01", of="")]
    with reconciled(linked(people, crossings, groups=[("L1", "L2")]), CIRCUMSTANCES) as found:
        extent = found.extent
    assert (extent.listings, extent.people, extent.crossings, extent.pairs) == (2, 1, 4, 3)
    assert (extent.first_crossing, extent.last_crossing) == (date(2024, 1, 2), date(2025, 1, 2))
    assert (extent.undecided, extent.undated, extent.to_come) == (1, 1, 1)


def test_an_empty_register_has_no_days_and_everybody_never_crossed() -> None:
    with reconciled(linked([listing()]), CIRCUMSTANCES) as found:
        assert found.extent.last_crossing is None
        assert len(list(found.rows(Question.NEVER))) == 1
