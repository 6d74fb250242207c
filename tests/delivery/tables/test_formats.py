"""What all formats have in common: chosen by ending, headings found, files whole or not at all."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.tables import FORMATS, Fault, TableNotWritten, cell_text, open_table, write_table

ENDINGS = sorted(FORMATS)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_gives_back_what_it_was_given(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"list{ending}"
    rows = [("1", 'Раҳимов, "Карим"', 7, date(1990, 2, 1)), ("2", "=Ғафуров", 8, None)]
    assert write_table(path, ["id", "ФИО", "n", "dob"], rows) == 2
    table = open_table(path)
    assert table.headings == ("id", "ФИО", "n", "dob")
    assert [tuple(map(cell_text, cells)) for _, cells in table.rows()] == [
        ("1", 'Раҳимов, "Карим"', "7", "1990-02-01"),
        ("2", "=Ғафуров", "8", ""),
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_rows_may_be_walked_twice(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"list{ending}"
    write_table(path, ["id"], [("1",), ("2",)])
    table = open_table(path)
    assert list(table.rows()) == list(table.rows())


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_table_without_rows_keeps_its_headings(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"list{ending}"
    assert write_table(path, ["id", "name"], []) == 0
    if ending != ".jsonl":  # JSON Lines holds its headings in its rows
        assert open_table(path).headings == ("id", "name")


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may grow beyond 40 kB, as on a disk that is almost full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("small_disk")
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_leaves_the_earlier_file_and_no_half_one(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"list{ending}"
    path.write_bytes(b"the earlier file")
    with pytest.raises(TableNotWritten, match="Nothing was changed"):
        write_table(path, ["id"], ((f"text {number * 7919 % 1_000_003}",) for number in range(40_000)))
    assert path.read_bytes() == b"the earlier file"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_mistake_in_the_rows_leaves_no_half_file(tmp_path: Path, ending: str) -> None:
    def rows() -> Iterator[tuple[str]]:
        yield ("1",)
        raise LookupError("the source of the rows broke off")

    with pytest.raises(LookupError):
        write_table(tmp_path / f"list{ending}", ["id"], rows())
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(TableNotWritten, match="folder does not exist"):
        write_table(tmp_path / "nowhere" / "list.csv", ["id"], [])


@pytest.mark.parametrize("name", ["list.doc", "list", "list.xls"])
def test_an_unknown_ending_names_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(DeliveryRefused, match=r"\.csv \.xlsx \.jsonl \.parquet"):
        open_table(tmp_path / name)


def test_a_missing_file_is_refused_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(DeliveryRefused, match=r"No such file"):
        open_table(tmp_path / "list.csv")


def test_up_to_ten_title_lines_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    titles = "".join(f"title {number};;\n" for number in range(10))
    path.write_text(titles + "id;ФИО;x\n1;Карим;y\n", encoding="utf-8")
    table = open_table(path, lambda cells: "ФИО" in cells)
    assert (table.headings, table.heading_row) == (("id", "ФИО", "x"), 11)
    assert list(table.rows()) == [(12, ("1", "Карим", "y"))]


def test_json_keys_that_turn_up_late_are_headings_too(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text('{"id": 1}\n\n{"id": 2, "name": "Карим", "document_number": ["A1", "B2"]}\n', encoding="utf-8")
    table = open_table(path)
    assert table.headings == ("id", "name", "document_number")
    assert list(table.rows()) == [(1, (1, None, None)), (3, (2, "Карим", "A1; B2"))]


@pytest.mark.parametrize("line", ['{"id": 1', "[1, 2]", "nonsense", '"text"', "\0", "{" + '"a":1,' * 200_000])
def test_a_bad_json_line_is_a_fault_of_its_own_row(tmp_path: Path, line: str) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text('{"id": 1}\n' + line + '\n{"id": 3}\n', encoding="utf-8")
    rows = list(open_table(path).rows())
    assert [number for number, _ in rows] == [1, 2, 3]
    assert isinstance(rows[1][1][0], Fault)
    assert rows[1][1][0].whole_row


def test_parquet_columns_keep_their_types(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    write_table(path, ["id", "weight", "count", "day"], [("1", 2.5, 3, date(2024, 1, 1)), ("2", 1, None, None)])
    assert [str(kind) for kind in pq.read_schema(path).types] == ["string", "double", "int64", "date32[day]"]


def test_a_parquet_column_that_changes_its_type_is_said(tmp_path: Path) -> None:
    rows = [(1,)] * 20_000 + [("later text",)]
    with pytest.raises(TableNotWritten, match="'n'"):
        write_table(tmp_path / "out.parquet", ["n"], rows)


def test_lists_inside_parquet_become_one_text(tmp_path: Path) -> None:
    path = tmp_path / "list.parquet"
    pq.write_table(pa.table({"id": [1], "documents": [["A1", "B2"]]}), path)
    assert next(open_table(path).rows()) == (1, (1, "A1; B2"))


def test_a_truncated_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.parquet"
    write_table(path, ["id"], [("1",)])
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(DeliveryRefused, match="damaged"):
        open_table(path)
