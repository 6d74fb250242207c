"""CSV in every encoding and with every separator that lists arrive in."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.tables import Fault, open_table, write_table

TEXT = "ид;ФИО;Дата рождения\r\n1;Раҳимов Карим;01.02.1990\r\n2;Ғафуров Ҷамшед;\r\n"
RUSSIAN = "ид;ФИО;Дата рождения\r\n1;Рахимов Карим;01.02.1990\r\n2;Гафуров Джамшед;\r\n"


def rows_of(path: Path) -> list[tuple[int, tuple[object, ...]]]:
    return list(open_table(path).rows())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert rows_of(path) == [(2, ("1", "Раҳимов Карим", "01.02.1990")), (3, ("2", "Ғафуров Ҷамшед", ""))]


def test_utf_16_big_endian_with_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"))
    assert open_table(path).headings == ("ид", "ФИО", "Дата рождения")


def test_windows_1251_is_recognised_without_being_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(RUSSIAN.encode("cp1251"))
    assert rows_of(path)[0] == (2, ("1", "Рахимов Карим", "01.02.1990"))


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866"])
def test_other_russian_encodings_are_refused_rather_than_read_as_gibberish(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(RUSSIAN.encode(encoding))
    with pytest.raises(DeliveryRefused, match="UTF-8"):
        open_table(path)


def test_letters_that_begin_only_after_a_megabyte_of_ascii_are_still_recognised(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"id;name\n" + b"7;Karim Rahimov\n" * 80_000 + "8;Рахимов\n".encode("cp1251"))
    assert rows_of(path)[-1][1] == ("8", "Рахимов")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found_by_counting(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(TEXT.replace(";", separator), encoding="utf-8")
    assert len(open_table(path).headings) == 3


def test_commas_inside_names_do_not_outvote_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('id;name\n1;Rahimov, Karim\n2;"Gafurov, Jamshed; the elder"\n', encoding="utf-8")
    assert rows_of(path) == [(2, ("1", "Rahimov, Karim")), (3, ("2", "Gafurov, Jamshed; the elder"))]


def test_a_quoted_line_break_does_not_begin_a_new_row_and_an_empty_line_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes('id;name\r\n1;"Рахимов\r\nКарим"\r\n\r\n;\r\n2;Гафуров\r\n'.encode())
    assert rows_of(path) == [(2, ("1", "Рахимов\r\nКарим")), (5, ("2", "Гафуров"))]


def test_a_null_byte_spoils_its_own_cell_only(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("id;name\n1;Ка\x00рим\n2;Гафуров\n".encode())
    (_, spoiled), (_, whole) = rows_of(path)
    assert spoiled == ("1", Fault("Ка\u2400рим", "text without null bytes"))
    assert whole == ("2", "Гафуров")


def test_a_broken_letter_in_the_middle_spoils_its_own_cell_only(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    good = "".join(f"{number};Рахимов Карим\n" for number in range(50))
    path.write_bytes(f"id;name\n{good}".encode() + b"77;\xd0\xff\xd0\xb0\n" + good.encode())
    faults = [number for number, cells in rows_of(path) if any(isinstance(cell, Fault) for cell in cells)]
    assert faults == [52]


def test_ten_megabytes_in_one_cell_cost_one_row_and_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"id;name\n1;" + b"a" * 10_000_000 + b"\n2;Rahimov\n")
    (_, spoiled), (number, whole) = rows_of(path)
    assert isinstance(spoiled[0], Fault)
    assert "131072" in spoiled[0].expected
    assert (number, whole) == (3, ("2", "Rahimov"))


@pytest.mark.parametrize("rest", ["Karim\n2;Jamshed\n", "Karim\n" + "2;Jamshed\n" * 200 + '"\n'])
def test_a_quotation_that_nobody_closes_refuses_the_file_instead_of_swallowing_people(
    tmp_path: Path, rest: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text('id;name\n1;"' + rest, encoding="utf-8")
    with pytest.raises(DeliveryRefused, match="line 2"):
        rows_of(path)


def test_a_last_row_without_its_end_is_a_fault_because_the_file_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id;name;dob\n1;Karim;1990\n2;Jam", encoding="utf-8")
    assert any(isinstance(cell, Fault) for cell in rows_of(path)[-1][1])


def test_a_short_row_with_its_line_end_is_filled_up(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id;name;dob\n1;Karim;1990\n2;Jamshed\n", encoding="utf-8")
    assert rows_of(path)[-1] == (3, ("2", "Jamshed", None))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04rest", "spreadsheet"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 64, "password"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"", "empty file"),
        (b"\n\n \n", "no rows"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_called_by_its_name(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(DeliveryRefused, match=kind):
        open_table(path)


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs", "Cc"]), max_size=12)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8))
def test_what_was_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]) -> None:
    path = tmp_path_factory.mktemp("csv") / "list.csv"
    write_table(path, ("id", "name", "note"), rows)
    visible = [row for row in rows if any(cell and not cell.isspace() for cell in row)]
    assert [row for _, row in rows_of(path)] == visible
