"""Excel workbooks: rows as a person sees them, errors of formulas, files that only pretend to be one."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.tables import Fault, TableNotWritten, cell_text, open_table, write_table


def test_row_numbers_are_those_of_the_sheet_and_dates_stay_dates(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_table(path, ("id", "ФИО", "dob"), [("1", "Раҳимов", date(1990, 2, 1)), (), ("2", "Ғафуров", None)])
    assert list(open_table(path).rows()) == [(2, ("1", "Раҳимов", date(1990, 2, 1))), (4, ("2", "Ғафуров", ""))]


def test_a_formula_counts_by_its_stored_value_and_an_error_is_no_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    sheet.write_row("C1", ("name", "dob"))
    sheet.write_formula("C2", '="Кар"&"им"', None, "Карим")
    sheet.write_formula("D2", "=1/0", None, "#DIV/0!")
    workbook.close()
    ((number, cells),) = open_table(path).rows()
    assert (number, cells[0]) == (2, "Карим")
    assert isinstance(cells[1], Fault)
    assert cells[1].found == "#DIV/0!"


def test_whole_numbers_lose_their_decimal_point_and_sixteen_digits_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ("a", "b", "c"))
    sheet.write_row(1, 0, (400123456, 0.5, 1234567890123456))
    workbook.close()
    ((_, cells),) = open_table(path).rows()
    assert cells[:2] == (400123456, 0.5)
    assert isinstance(cells[2], Fault)


def test_the_day_zero_of_the_spreadsheet_shows_as_excel_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ("name", "dob"))
    sheet.write(1, 0, "Карим")
    sheet.write_number(1, 1, 0, workbook.add_format({"num_format": "dd.mm.yyyy"}))
    workbook.close()
    assert next(open_table(path).rows())[1] == ("Карим", "1900-01-00")


def test_a_truncated_spreadsheet_is_refused_as_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_table(path, ("id", "name"), [(number, f"name {number}") for number in range(200)])
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(DeliveryRefused, match="cut off"):
        open_table(path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"id,name\n1,Karim\n", "a text file"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "password"),
        (b"", "empty file"),
    ],
)
def test_what_is_no_spreadsheet_is_called_by_its_name(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(DeliveryRefused, match=kind):
        open_table(path)


def workbook_of_two(path: Path, second: list[str]) -> None:
    workbook = xlsxwriter.Workbook(path)
    for name, headings in (("List", ["id", "name"]), ("Second", second)):
        sheet = workbook.add_worksheet(name)
        sheet.write_row(0, 0, headings)
        sheet.write_row(1, 0, ["1", "Карим"])
    workbook.close()


def test_a_list_that_goes_on_in_a_second_sheet_is_refused_rather_than_halved(tmp_path: Path) -> None:
    workbook_of_two(tmp_path / "list.xlsx", ["id", "name"])
    with pytest.raises(DeliveryRefused, match="Second"):
        open_table(tmp_path / "list.xlsx")


def test_another_second_sheet_is_left_aside_and_said(tmp_path: Path) -> None:
    workbook_of_two(tmp_path / "list.xlsx", ["prepared by", "on"])
    assert "Second" in open_table(tmp_path / "list.xlsx").notes[0]


def test_text_that_looks_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_table(path, ("name",), [("=1+1",), ("http://example.org",)])
    assert [cells for _, cells in open_table(path).rows()] == [("=1+1",), ("http://example.org",)]


def test_a_text_too_long_for_a_cell_is_said_and_no_file_is_left(tmp_path: Path) -> None:
    with pytest.raises(TableNotWritten, match="row 2"):
        write_table(tmp_path / "out.xlsx", ("name",), [("a" * 40_000,)])
    assert list(tmp_path.iterdir()) == []


def test_midnight_is_a_date_and_another_hour_stays(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    midnight, noon = datetime.fromisoformat("2024-05-01 00:00"), datetime.fromisoformat("2024-05-01 12:00")
    write_table(path, ("a", "b"), [(midnight, noon)])
    assert tuple(map(cell_text, next(open_table(path).rows())[1])) == ("2024-05-01", "2024-05-01 12:00:00")
