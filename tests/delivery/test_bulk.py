"""Whole files by columns: the same people, cases and rejections as row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ogoh.delivery import ColumnMap, DeliveryRefused, open_delivery, write_rejects
from ogoh.delivery.bulk import open_bulk, separated
from ogoh.delivery.reading import RowReader
from ogoh.delivery.tables import write_table
from ogoh.synthetic import COLUMNS, REGISTER_COLUMNS, list_rows, register_rows, russian_headings
from tests.delivery.both_ways import TODAY, assert_same, by_columns, row_by_row

WITHOUT_TRUTH = ColumnMap({"person": "ignored"})
MIDNIGHT = datetime.combine(date(2024, 1, 2), time())
Write = Callable[..., Path]


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".jsonl", ".xlsx"])
def test_a_made_up_list_is_the_same_by_columns_and_row_by_row(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"list{ending}"
    headings = [russian_headings()[column] for column in COLUMNS]
    write_table(path, headings, ([row[name] for name in COLUMNS] for row in list_rows(2_000, seed=5)))
    assert len(assert_same(path).subjects) > 1_900


def test_a_list_without_identifiers_knows_a_person_by_their_digest(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = [[row[name] for name in COLUMNS[1:]] for row in list_rows(500, seed=6)]
    write_table(path, COLUMNS[1:], [*rows, rows[7], rows[300]])
    read = assert_same(path)
    assert [one.found for one in read.rejected] == ["the same person as row 9", "the same person as row 302"]


def test_names_that_hold_everything_in_one_column_are_the_same_too(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = list_rows(300, seed=9)
    write_table(
        path,
        ("ФИО", "ДР", "Паспорт"),
        ((" ".join(row[part] for part in COLUMNS[1:4]), row["dob"], row["document_number"]) for row in rows),
    )
    assert_same(path)


def test_a_plain_list_never_goes_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.csv"
    rows = [[row[name] for name in COLUMNS] for row in list_rows(500, seed=5)]
    write_table(path, COLUMNS, rows)
    expected = row_by_row(path)
    monkeypatch.setattr(RowReader, "read_alone", None)
    monkeypatch.setattr(separated, "batches_of_lines", None)
    assert by_columns(path) == expected


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    write_table(
        path, REGISTER_COLUMNS, ([row[name] for name in REGISTER_COLUMNS] for row in register_rows(2_000, seed=5))
    )
    return path


def test_a_made_up_register_tells_of_its_crossings_too(register: Path) -> None:
    read = by_columns(register, WITHOUT_TRUTH, crossings=True)
    as_a_list = row_by_row(register, WITHOUT_TRUTH)
    assert read.subjects == as_a_list.subjects
    written = list(register_rows(2_000, seed=5))
    for name in ("crossed_on", "direction", "place"):
        assert [case[name] for case in read.cases] == [row[name] for row in written]


def test_a_list_leaves_the_columns_of_a_crossing_unread(register: Path) -> None:
    assert_same(register, WITHOUT_TRUTH)
    assert open_bulk(register, WITHOUT_TRUTH, TODAY).ignored_headings == (
        "crossed_on",
        "direction",
        "place",
        "person",
        "listed_as",
        "errors",
    )
    assert open_bulk(register, WITHOUT_TRUTH, TODAY, crossings=True).ignored_headings == (
        "person",
        "listed_as",
        "errors",
    )


MESSY = (
    "id;Фамилия;Имя;Отчество;Прежнее имя;Фамилия (лат.);Имя (лат.);ДР;Пол;Гражданство;Серия;Номер паспорта;ИНН;"
    "Место рождения;Основание;Орган;Дата решения;Срок;Снят;Диагноз",
    "1;Рахимов;Карим;Саидович;;;;01.02.1990;М;Таджикистан;;400123456;;Душанбе;ст. 26;МВД;01.02.2024;01.02.2029;;",
    "2;Рахимов;Карим;;;RAHIMOV;KARIM;00.02.1990;м;TJK;;A 1234567;;Кулоб;туберкулез;МВД;01.02.2024;бессрочно;да;x",
    "1;Назаров;Далер;;;;;1990;Ж;;;;;;;;;;;",
    "3;Назаров;Далер;;;;;32.01.1990;Ж;;;;;;;;;;;",
    "4;Назаров;Далер;;Далерчон; ; ;01.01.1990;?;;;;;;;;;;;",
    "5;Назаров;Далер;;Далерчон;Далер; ;01.01.1990; ;;;;;;;;;;;",
    "6;;;;;NAZAROV;DALER;01.01.1990; ;Узбекистан, Россия;AB;1234567;;;;;;;;",
    "7;Назаров;;;;Назаров;;1990-01-01;F;;45 08;123456;123456789012;;;;;;;",
    "8;Назаров;Д;;;Н;;1990-01-01;F;;N;1234567;;;;;;;;",
    "9;Н;;;;;;1990-01-01;F;;;;;;;;;;;",
    "10;Назаров;Далер;;;;;1990;;;АВ;1234567, 7654321;AB1234567;;;;;;;",
    "11;Назаров;Далер;;;;;1990;;;АВ;1234567;AB1234567;;;;;;;",
    "12;Назаров;Далер;;;;;1990;;;45;;AB1234567;;;;;;;",
    "13;Назаров;Далер;;;;;1990;;;;000000;;;;;;;;",
    "14;Назаров;Далер;;;;;1990;;;;12000000;;;;;;;;",
    ";Назаров;Далер;;;;;1991;;;;1200000;;;;;01.01.2030;;;",
    ";Назаров;Далер;;;;;1991;;;;1200000;;;;;01.01.2020;01.01.2019;;",
    ";Назаров;Далер;;;;;1992;;;;1200000;;;;;;;;",
    ";Назаров;Далер;;;;;1992;;;;1200000;;;;;;;может быть;",
    ";Назаров;Далер;;;;;1992;;;;1200000;;;;;;;;",
    "нет;Ҷӯраев;Нодир;нет;;;;1992;;;;1200001;;;;;;;;",
    '="015";Ҷӯраев;Нодир;б/о;;;;1992;;;;1200002;;;;;;;;',
    "=A1;Ҷӯраев;Нодир;б/о;;;;1992;;;;1200002;;;;;;;;",
    "№ 7/ж ;Ҷӯраев;12;б/о;;;;1992;;;;1200002;;;;;;;;",
    "x" * 201 + ";Ҷӯраев;Али;;;;;1992;;;;1200002;;;;;;;;",
    "№ 8/ж ;王伟;王;;;;;1992;;;; 1200003 ;;;;;;;;",
    "№ 9/ж ;王伟;王;;;WANG;WEI;1992;;;; 1200003 ;;;;;;;;",
    " 20 ;Ҷӯраев;Али;;;;;1992; ;;; 1200004\t;;;;;;;;",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_messy_list_is_the_same_whatever_its_encoding(csv_list: Write, encoding: str) -> None:
    read = assert_same(csv_list(*MESSY, encoding=encoding))
    assert len(read.rejected) > 10
    assert len(read.subjects) > 10


def test_a_list_in_windows_letters_is_the_same(csv_list: Write) -> None:
    lines = [line for line in MESSY if all(sign.encode("cp1251", "ignore") for sign in line)]
    assert len(assert_same(csv_list(*lines, encoding="cp1251")).subjects) == 10


@pytest.mark.parametrize(
    "lines",
    [
        ("Список лиц", "id,name", "1,Карим Рахимов", "2,Далер Назаров"),
        ("id,name", "1,Карим Рахимов", "", "2,Далер Назаров", "", ""),
        ("id,name", "1,Карим Рахимов", ",", "2,Далер Назаров"),
        ("id,name", "1,Карим Рахимов", "2,Далер Назаров,3,", "4,Али Назаров,,", "5", "6,Вали Назаров"),
        ("id,name,note", '1,"Рахимов, Карим",a"b', '2,"Далер\r\nНазаров",x', '3,"Али ""Назар""",y', "4,Вали Зода,"),
        ("id,name,note", '1,Карим Рахимов,a"b', '2,Далер Назаров,"c', '3",Али Назаров,"d"', "4,Вали Зода,"),
        ("id,name,", "1,Карим Рахимов,", "2,Далер Назаров,", "3,Али Назаров,x"),
        ("id,name", "1,Карим\rРахимов", "2,Далер Назаров"),
        ("id,name", "1,Карим Рахимов", "2,Да\x00лер Назаров", "3,Али Назаров"),
        ("id,name", "1,Карим Рахимов", "2,Да\ufdd0лер Назаров", "3,Али Назаров"),
        ("id,name", *(f"{number},Карим Рахимов" for number in range(40)), "x," + "ж" * 140_000, "y,Али Назаров"),
        ("№,ФИО", "1,Карим Рахимов", "2,Далер Назаров", "3,Карим Рахимов"),
        ("name", "Карим Рахимов", "", "Далер Назаров"),
        ("id,name,note", ",,x", ",,", "1,Карим Рахимов,"),
    ],
    ids=lambda lines: lines[-2][:12] if isinstance(lines, tuple) else None,
)
def test_unusual_lines_are_read_as_row_by_row(csv_list: Write, lines: Sequence[str]) -> None:
    assert_same(csv_list(*lines))


@pytest.mark.parametrize("end", ["", "\n", "\n\n\r\n", "\n2,Дал", "\n2,", "\n2"])
def test_the_end_of_a_file_is_read_as_row_by_row(tmp_path: Path, end: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(f"id,name,dob\n1,Карим Рахимов,1990{end}".encode())
    assert_same(path)


def test_bytes_that_are_no_letter_spoil_their_own_cell_only(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    good = "".join(f"{number},Рахимов Карим\n" for number in range(50))
    path.write_bytes(f"id,name\n{good}".encode() + b"77,\xd0\xff\xd0\xb0\n" + "78,Далер Назаров\n".encode())
    assert [one.row for one in assert_same(path).rejected] == [52]


@pytest.mark.parametrize("opening_quotation", ['2,"Далер', '2,a"b"c,"Далер'])
def test_a_quotation_that_nobody_closes_refuses_the_file(csv_list: Write, opening_quotation: str) -> None:
    path = csv_list("id,name", "1,Карим Рахимов", opening_quotation, "3,Али Назаров")
    with pytest.raises(DeliveryRefused, match="not closed"):
        by_columns(path)


@pytest.mark.parametrize("block", [60, 200, 1000])
def test_blocks_may_end_anywhere(csv_list: Write, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(separated, "BLOCK", block)
    assert_same(csv_list(*(MESSY[:1] + MESSY[1:] * 3)))
    lines = [f'{number},"Карим, {number}",Рахимов' for number in range(100)]
    assert_same(csv_list("id,Имя,Фамилия", *lines[:50], '99,"Ка\r\nрим",Рахимов', *lines[50:]))


def test_a_mended_rejects_file_is_read_without_its_marks(tmp_path: Path, csv_list: Write) -> None:
    source = csv_list("id,name,note", "-1,Карим Рахимов,x", "2,Д,'=1+1", "3,,", "4,5,")
    path = tmp_path / "rejects.csv"
    read = row_by_row(source)
    write_rejects(path, ("id", "name", "note"), read.rejected)
    path.write_text(path.read_text("utf-8-sig").replace(",Д,", ",Далер Назаров,"), "utf-8-sig")
    assert_same(path)


def test_typed_columns_of_parquet_are_read_as_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "list.parquet"
    names = ["Карим Рахимов", "Далер Назаров", None, "Али Назаров", "Вали Зода"]
    table = pa.table(
        {
            "id": pa.array([7, 8, 9, 7, None], pa.int64()),
            "name": pa.array(names).dictionary_encode(),
            "dob": pa.array(
                [date(1990, 2, 1), None, date(1990, 1, 1), date(2030, 1, 1), date(1950, 1, 1)], pa.date32()
            ),
            "document_number": pa.array([400123456, 0, None, 12, 400123457], pa.int64()),
            "national_id": pa.array(["400123456", "", None, "12;13", "7000000; 8000000"], pa.large_string()),
            "decided_on": pa.array([MIDNIGHT, None, None, MIDNIGHT.replace(hour=3), None], pa.timestamp("us")),
            "until": pa.array([20290101.0, None, 2.5, 45000.5, 45000.0], pa.float64()),
            "sex": pa.array([1, 2, 0, 1, 2], pa.int8()),
            "alias": pa.array([["Карим"], [], None, ["Али", "Вали"], None], pa.list_(pa.string())),
            "note": pa.array([True, None, None, False, None]),
        }
    )
    pq.write_table(table, path)
    assert len(assert_same(path).subjects) >= 2


def test_a_parquet_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.parquet"
    write_table(path, ("id", "name"), [("1", "Карим Рахимов")])
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(DeliveryRefused, match="damaged Parquet"):
        open_bulk(path)


@pytest.mark.parametrize("content", ["", "id,дата\n1,2\n"])
def test_what_cannot_be_a_list_is_refused_as_row_by_row(tmp_path: Path, content: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content)
    with pytest.raises(DeliveryRefused) as expected:
        open_delivery(path)
    with pytest.raises(DeliveryRefused) as found:
        open_bulk(path)
    assert str(found.value) == str(expected.value)


def test_numbers_and_broken_lines_of_json_are_read_as_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text(
        '{"id": 1, "name": "Карим Рахимов", "dob": 1990, "document_number": [400123456, "X"]}\n'
        '{"id": 1.0, "name": "Далер Назаров", "dob": 19900101, "document_number": 400123456}\n'
        '{"id": "2", "name": "Али Назаров", "dob": 33000, "document_number": {"a": 1}}\n'
        '{"id": \n'
        '{"id": 3, "name": {"a": 1}}\n'
        '{"id": 4, "name": "Вали Зода", "dob": 33000.5, "note": {"a": 1}}\n',
        "utf-8",
    )
    assert len(assert_same(path).rejected) == 4


def test_the_digest_is_that_of_the_bytes(csv_list: Write) -> None:
    path = csv_list("id,name", "1,Карим Рахимов")
    assert open_bulk(path).digest == open_delivery(path).digest


def test_an_xml_list_is_batched_with_its_notes(tmp_path: Path) -> None:
    path = tmp_path / "consolidated.xml"
    people = [
        "<FIRST_NAME>KARIM</FIRST_NAME><SECOND_NAME>RAHIMOV</SECOND_NAME><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>"
        "<LISTED_ON>2016-02-29</LISTED_ON><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Tailor</ALIAS_NAME>"
        "</INDIVIDUAL_ALIAS><GENDER>unreadable</GENDER>",
        "<FIRST_NAME>K</FIRST_NAME><REFERENCE_NUMBER>XXi.002</REFERENCE_NUMBER>",
    ]
    individuals = "".join(f"<INDIVIDUAL>{person}</INDIVIDUAL>" for person in people)
    path.write_text(f"<CONSOLIDATED_LIST><INDIVIDUALS>{individuals}</INDIVIDUALS></CONSOLIDATED_LIST>", "utf-8")
    assert len(assert_same(path).rejected) == 1
    bulk = open_bulk(path)
    assert [len(batch.rejected) for batch in bulk.batches()] == [1]
    assert "gender" in bulk.notes[0]
