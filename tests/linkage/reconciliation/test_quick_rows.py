"""Rows written in our own way are read like those of XlsxWriter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook

from ogoh.linkage.reconciliation.quick_rows import LONGEST_TEXT, as_xml, write_rows

CELLS = ["=1+1", "@SUM(A1)", " a & b <c> ", "два\nряда", "_x0041_", 7, 0.25, date(2025, 2, 5), None, ""]


def read_back(path: Path, rows: list[list[object]]) -> list[list[object]]:
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": path.parent})
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, [f"column {number}" for number in range(len(rows[0]))])
    style = workbook.add_format({"num_format": "yyyy-mm-dd"})._get_xf_index()
    assert write_rows(sheet, rows, 1, [style if isinstance(cell, date) else 0 for cell in rows[0]]) == len(rows)
    workbook.close()
    _, *found = load_workbook(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [list(row) for row in found]


def test_every_kind_of_cell_comes_back(tmp_path: Path) -> None:
    (found,) = read_back(tmp_path / "cells.xlsx", [CELLS])
    assert found[: len(CELLS) - 2] == CELLS[:-2]
    assert set(found[len(CELLS) - 2 :]) <= {""}


def test_columns_beyond_z_have_their_place(tmp_path: Path) -> None:
    wide: list[object] = list(range(60))
    assert read_back(tmp_path / "wide.xlsx", [wide, wide]) == [wide, wide]


def test_a_day_before_the_calendar_of_spreadsheets_is_text(tmp_path: Path) -> None:
    assert read_back(tmp_path / "old.xlsx", [[date(1899, 5, 1)]]) == [["1899-05-01"]]


@pytest.mark.parametrize(("text", "xml"), [("a\x00b", "a_x0000_b"), ("a<b", "a&lt;b"), ("_x", "_x")])
def test_what_xml_forbids_is_written_in_the_way_of_the_format(text: str, xml: str) -> None:
    assert as_xml(text) == xml


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert len(as_xml("a" * (LONGEST_TEXT + 1))) == LONGEST_TEXT


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_breaks_the_xml(text: str) -> None:
    from defusedxml.ElementTree import fromstring

    fromstring(f"<t>{as_xml(text)}</t>")
