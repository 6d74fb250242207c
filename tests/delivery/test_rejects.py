"""Rejected rows go to a file, are mended there, and come back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery import Entry, Rejected, open_delivery, write_rejects
from ogoh.delivery.rejects import guarded, unguarded
from ogoh.delivery.tables import open_table

HEADINGS = ("id", "ФИО", "Дата рождения", "Основание")


def rejection(*cells: str) -> Rejected:
    return Rejected(7, "Дата рождения", "31.02.1990", "a date of birth", cells)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl", ".parquet"])
def test_a_mended_rejects_file_is_imported_like_any_list(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"rejects{ending}"
    assert write_rejects(path, HEADINGS, [rejection("-5", "Раҳимов Карим", "28.02.1990", "=1+1")]) == 1
    mended = [found for found in open_delivery(path).rows() if isinstance(found, Rejected)]
    assert [found.field for found in mended] == ["Основание"]  # the formula came back as it was, not as an apostrophe
    write_rejects(path, HEADINGS, [rejection("-5", "Раҳимов Карим", "28.02.1990", "ст. 26")])
    delivery = open_delivery(path)
    (found,) = delivery.rows()
    assert isinstance(found, Entry)
    assert found.reference == "-5"
    assert delivery.ignored_headings == ()


def test_the_file_says_row_fault_and_expectation_first(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    write_rejects(path, HEADINGS, [rejection("1", "Раҳимов Карим", "31.02.1990", "")])
    table = open_table(path)
    assert table.headings == ("rejected: row", "rejected: what is wrong", "rejected: expected", *HEADINGS)
    assert next(table.rows())[1][:3] == ("7", "Дата рождения: 31.02.1990", "a date of birth")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("dangerous", ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "'=1"])
def test_no_cell_of_a_stranger_begins_like_a_formula(tmp_path: Path, dangerous: str) -> None:
    path = tmp_path / "rejects.csv"
    write_rejects(path, HEADINGS, [rejection("1", dangerous, "", "")])
    (_, cells) = next(open_table(path).rows())
    assert str(cells[4]).startswith("'")


@given(st.text(st.sampled_from("'=+-@\t\n a＝"), max_size=6))
def test_the_guard_comes_off_exactly_as_it_went_on(text: str) -> None:
    assert next(unguarded([(1, (guarded(text),))])) == (1, (text,))


def test_rejects_of_a_rejects_file_do_not_grow_more_columns(tmp_path: Path, csv_list: Callable[..., Path]) -> None:
    first = tmp_path / "rejects.csv"
    write_rejects(first, HEADINGS, [rejection("1", "Раҳимов Карим", "31.02.1990", "")])
    delivery = open_delivery(first)
    second = tmp_path / "again.csv"
    write_rejects(second, delivery.headings, (found for found in delivery.rows() if isinstance(found, Rejected)))
    assert open_table(second).headings == open_table(first).headings
    assert next(open_table(second).rows())[1][3:6] == ("1", "Раҳимов Карим", "31.02.1990")
