"""Rows become people on a list, or say what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogoh.delivery import (
    OTHER_GROUND,
    DeliveryRefused,
    Entry,
    OpenDelivery,
    Rejected,
    Tally,
    open_delivery,
    read_single,
)
from ogoh.delivery.columns import recognise
from ogoh.delivery.reading import RowReader
from ogoh.delivery.tables import Fault
from ogoh.identity import PartialDate, Sex
from ogoh.names import WrittenName

TODAY = date(2026, 3, 1)
HEADINGS = "id;ФИО;Дата рождения;Паспорт"
OneEntry = Callable[..., Entry]
OneRejected = Callable[..., Rejected]
ReadList = Callable[..., list[Entry | Rejected]]


def test_a_whole_row_becomes_a_whole_entry(entry: OneEntry) -> None:
    found = entry(
        "Реестровый №;Фамилия;Имя;Отчество;Фамилия (лат.);Имя (лат.);Дата рождения;Пол;Гражданство;Серия;"
        "Номер паспорта;Место рождения;Основание;Орган;Дата решения;Срок запрета до",
        "R-7;Раҳимов;Карим;Саидович;Rahimov;Karim;14.05.1975;М;Таджикистан;АВ;1234567;Душанбе;"
        "п. 4 ч. 1 ст. 26;МВД;01.02.2024;01.02.2029",
    )
    assert (found.row, found.reference) == (2, "R-7")
    assert found.subject.names == (
        WrittenName(family="Раҳимов", given="Карим", patronymic="Саидович"),
        WrittenName(family="Rahimov", given="Karim"),
    )
    assert found.subject.births == (PartialDate(1975, 5, 14),)
    assert found.subject.sex is Sex.MALE
    assert found.subject.citizenships == ("TJ",)
    assert [document.folded for document in found.subject.documents] == ["AB1234567"]
    assert found.subject.birthplace == "Душанбе"
    assert (found.grounds, found.agency) == ("п. 4 ч. 1 ст. 26", "МВД")
    assert (found.decided_on, found.until) == (date(2024, 2, 1), date(2029, 2, 1))


@pytest.mark.parametrize(
    "written",
    ["\u200fРаҳимов Карим\u200e", "Раҳимов \u200dКарим", "\ufeffРаҳимов\u00a0Карим", " Раҳимов \u00ad\tКарим "],
)
def test_marks_that_nobody_sees_are_taken_from_names(entry: OneEntry, written: str) -> None:
    assert entry(HEADINGS, f'1;"{written}";1990;').subject.names[0].whole == "Раҳимов Карим"


def test_look_alike_letters_inside_a_word_are_accepted(entry: OneEntry) -> None:
    assert entry(HEADINGS, "1;Rахимов Каrим;1990;").subject.names[0].whole == "Rахимов Каrим"


def test_decomposed_letters_are_composed(entry: OneEntry) -> None:
    assert entry(HEADINGS, "1;Сергеи\u0306 Ли;1990;").subject.names[0].whole == "Сергей Ли"


@pytest.mark.parametrize("name", ["", "-", "нет", "К", " К. ", "12345", "1 2 3", "a" * 400, "=A1&B1", "Рахи\ufffdов"])
def test_what_is_no_name_is_rejected_under_its_heading(rejected: OneRejected, name: str) -> None:
    found = rejected(HEADINGS, f"1;{name};1990;AA123456")
    assert (found.row, found.field) == (2, "ФИО")
    assert "name" in found.expected
    assert len(found.found) <= 80


@pytest.mark.parametrize("patronymic", ["-", "нет", "XXX", "б/о", ""])
def test_a_missing_patronymic_is_no_patronymic(entry: OneEntry, patronymic: str) -> None:
    found = entry("id;Фамилия;Имя;Отчество", f"1;Ли;Анна;{patronymic}")
    assert found.subject.names == (WrittenName(family="Ли", given="Анна"),)


@pytest.mark.parametrize(
    "born", ["31.02.1990", "00.00.0000", "1900-01-00", "01.01.2031", "ҳаждаҳум", "=TODAY()", "14.13.1975"]
)
def test_a_day_that_no_calendar_has_or_that_is_to_come_is_rejected(rejected: OneRejected, born: str) -> None:
    found = rejected(HEADINGS, f"1;Раҳимов Карим;{born};")
    assert (found.field, found.found) == ("Дата рождения", born)


@pytest.mark.parametrize("born", ["", "-", "нет данных"])
def test_a_birth_date_may_be_missing(entry: OneEntry, born: str) -> None:
    assert entry(HEADINGS, f"1;Раҳимов Карим;{born};").subject.births == ()


def test_several_birth_dates_are_kept(entry: OneEntry) -> None:
    births = entry(HEADINGS, '1;Раҳимов Карим;"14.05.1975; 1976";').subject.births
    assert births == (PartialDate(1975, 5, 14), PartialDate(1976))


@pytest.mark.parametrize("written", ["AA123456, BB654321", "AA123456; BB654321", "AA123456\nBB654321"])
def test_several_documents_in_a_cell_are_several_documents(entry: OneEntry, written: str) -> None:
    documents = entry(HEADINGS, f'1;Раҳимов Карим;1990;"{written}"').subject.documents
    assert [document.folded for document in documents] == ["AA123456", "BB654321"]


def test_old_and_national_documents_are_kept_beside_the_new_one(entry: OneEntry) -> None:
    found = entry("ФИО;Паспорт;Старый паспорт;ПИНФЛ", "Раҳимов Карим;AA123456;BB654321;12345678901234")
    kinds = [(document.folded, document.kind) for document in found.subject.documents]
    assert kinds == [("AA123456", "passport"), ("BB654321", "passport"), ("12345678901234", "national_id")]


def test_a_number_kept_as_text_by_a_formula_is_read(entry: OneEntry) -> None:
    documents = entry(HEADINGS, '1;Раҳимов Карим;1990;"=""00123456"""').subject.documents
    assert documents[0].folded == "00123456"


@pytest.mark.parametrize("number", ["000000", "AB", "=B2"])
def test_what_is_no_document_number_is_rejected(rejected: OneRejected, number: str) -> None:
    assert rejected(HEADINGS, f"1;Раҳимов Карим;1990;{number}").field == "Паспорт"


def test_a_series_without_its_number_is_rejected(rejected: OneRejected) -> None:
    assert rejected("ФИО;Серия;Номер паспорта", "Раҳимов Карим;АВ;").field == "Серия"


@pytest.mark.parametrize("until", ["бессрочно", "пожизненно", "permanent", "", "якумрӣ"])
def test_a_ban_without_end_has_no_end(entry: OneEntry, until: str) -> None:
    assert entry("ФИО;Срок запрета до", f"Раҳимов Карим;{until}").until is None


@pytest.mark.parametrize(
    ("decided", "until", "field"),
    [
        ("01.01.2024", "5 лет", "Срок запрета до"),
        ("01.01.2024", "2029", "Срок запрета до"),
        ("01.01.2024", "31.12.2023", "Срок запрета до"),
        ("31.06.2024", "", "Дата решения"),
        ("01.01.2027", "", "Дата решения"),
    ],
)
def test_days_of_the_case_that_cannot_be_are_rejected(
    rejected: OneRejected, decided: str, until: str, field: str
) -> None:
    assert rejected("ФИО;Дата решения;Срок запрета до", f"Раҳимов Карим;{decided};{until}").field == field


@pytest.mark.parametrize(("heading", "value"), [("Пол", "кот"), ("Гражданство", "Атлантида")])
def test_an_unknown_sex_or_state_is_rejected(rejected: OneRejected, heading: str, value: str) -> None:
    found = rejected(f"ФИО;{heading}", f"Раҳимов Карим;{value}")
    assert (found.field, found.found) == (heading, value)


def test_two_citizenships_are_kept(entry: OneEntry) -> None:
    assert entry("ФИО;Гражданство", "Раҳимов Карим;Таджикистан, Россия").subject.citizenships == ("TJ", "RU")


def test_the_later_of_two_rows_with_one_reference_is_rejected_and_names_the_earlier(read: ReadList) -> None:
    first, second = read(HEADINGS, "7;Раҳимов Карим;1990;", "7;Ғафуров Ҷамшед;1991;")
    assert isinstance(first, Entry)
    assert isinstance(second, Rejected)
    assert (second.row, second.field) == (3, "id")
    assert "row 2" in second.found


def test_without_identifiers_the_same_person_twice_is_rejected_as_such(read: ReadList) -> None:
    first, second = read("ФИО;ДР", "Раҳимов Карим;14.05.1975", "КАРИМ  РАҲИМОВ;1975-05-14")
    assert isinstance(first, Entry)
    assert isinstance(second, Rejected)
    assert second.found == "the same person as row 2"


def test_a_running_number_is_no_reference(read: ReadList) -> None:
    numbered = read("№;ФИО;ДР", "1;Раҳимов Карим;1975", "2;Ғафуров Ҷамшед;1980")
    later = read("№;ФИО;ДР", "1;Ғафуров Ҷамшед;1980", "2;Раҳимов Карим;1975")
    assert {found.reference for found in numbered if isinstance(found, Entry)} == {
        found.reference for found in later if isinstance(found, Entry)
    }


def test_numbers_that_do_not_count_the_rows_are_references(read: ReadList) -> None:
    found = read("№;ФИО", "1071;Раҳимов Карим", "1072;Ғафуров Ҷамшед")
    assert [outcome.reference for outcome in found if isinstance(outcome, Entry)] == ["1071", "1072"]


def test_a_stray_separator_is_rejected_rather_than_shifting_the_columns(read: ReadList) -> None:
    shifted, whole = read(HEADINGS, "1;Раҳимов;Карим;1990;AA123456", "2;Ғафуров Ҷамшед;1991;")
    assert isinstance(shifted, Rejected)
    assert (shifted.field, shifted.found) == ("the whole row", "5 cells")
    assert isinstance(whole, Entry)


def test_a_null_byte_in_a_name_is_rejected_and_in_a_column_nobody_reads_is_not(read: ReadList) -> None:
    spoiled, whole = read("ФИО;Примечание", "Раҳи\0мов Карим;x", "Ғафуров Ҷамшед;\0")
    assert isinstance(spoiled, Rejected)
    assert spoiled.field == "ФИО"
    assert isinstance(whole, Entry)


def test_ten_megabytes_in_a_cell_are_one_rejected_row(read: ReadList) -> None:
    spoiled, whole = read(HEADINGS, f"1;{'а' * 5_000_000};1990;", "2;Ғафуров Ҷамшед;1991;")
    assert isinstance(spoiled, Rejected)
    assert sum(map(len, spoiled.cells)) < 10_000
    assert isinstance(whole, Entry)


def test_a_wrong_column_rejects_every_row(read: ReadList) -> None:
    found = read("ФИО;Дата рождения", "14.05.1975;Раҳимов Карим", "01.02.1980;Ғафуров Ҷамшед")
    assert [type(outcome) for outcome in found] == [Rejected, Rejected]


def test_empty_rows_are_no_rows_and_keep_their_numbers(read: ReadList) -> None:
    assert [outcome.row for outcome in read(HEADINGS, "1;Раҳимов Карим;;", "", ";;;", "2;Ғафуров Ҷамшед;;")] == [2, 5]


def test_titles_above_the_headings_are_passed_over(read: ReadList) -> None:
    (found,) = read("Список лиц;;;", ";;;", HEADINGS, "1;Раҳимов Карим;1990;")
    assert (type(found), found.row) == (Entry, 4)


@pytest.mark.parametrize("grounds", ["ВИЧ-инфекция", "Выявлен туберкулёз", "болезнь", "HIV positive", "Бемории сил"])
def test_health_grounds_become_another_ground(entry: OneEntry, grounds: str) -> None:
    assert entry("ФИО;Основание", f"Раҳимов Карим;{grounds}").grounds == OTHER_GROUND


def test_nothing_of_an_unknown_column_is_kept_anywhere(opened: Callable[..., OpenDelivery]) -> None:
    delivery = opened(
        "ФИО;Национальность;Диагноз;Вероисповедание;Дата рождения;Основание",
        "Раҳимов Карим;secret1;secret2;secret3;1990;",
        "Ғафуров Ҷамшед;secret1;secret2;secret3;31.02.1990;ВИЧ secret4",
    )
    outcomes = list(delivery.rows())
    assert delivery.ignored_headings == ("Национальность", "Диагноз", "Вероисповедание")
    assert [type(outcome) for outcome in outcomes] == [Entry, Rejected]
    assert "secret" not in repr(outcomes)


cells = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(),
    st.floats(allow_nan=True),
    st.dates(),
    st.datetimes(),
    st.sampled_from(["Раҳимов Карим", "14.05.1975", "М", "TJ", "AA123456", "бессрочно"]),
    st.builds(Fault, st.text(max_size=5), st.text(max_size=5), st.booleans()),
)
FIELDS = ("id", "name", "alias", "dob", "sex", "citizenship", "document_number", "grounds", "decided_on", "until", "?")


@given(st.lists(st.lists(cells, min_size=len(FIELDS), max_size=len(FIELDS) + 1), max_size=5))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_whatever_a_row_holds_it_is_accepted_or_rejected_with_a_reason(rows: list[list[object]]) -> None:
    reader = RowReader(recognise("list.csv", FIELDS), TODAY)
    tally = Tally()
    for number, row in enumerate(rows, start=2):
        outcome = reader.read((number, tuple(row)))  # type: ignore[arg-type]
        tally.count(outcome)
        assert outcome.row == number
        if isinstance(outcome, Rejected):
            assert outcome.expected or any(isinstance(cell, Fault) for cell in row)
    assert tally.account().read == len(rows)


def test_the_digest_is_of_the_files_bytes(csv_list: Callable[..., object]) -> None:
    path = csv_list(HEADINGS, "1;Раҳимов Карим;;")
    with open_delivery(path, today=TODAY) as delivery:  # type: ignore[arg-type]
        assert len(delivery.digest) == 64
        assert (delivery.format, delivery.dated) == ("CSV", None)


def test_a_row_that_was_typed_is_read_as_a_delivered_one() -> None:
    found = read_single({"family_name": "Раҳимов", "alias": "Rahimov; Рахимов", "dob": "1975"}, TODAY)
    assert isinstance(found, Entry)
    assert [name.text for name in found.subject.names] == ["Раҳимов", "Rahimov", "Рахимов"]
    slip = read_single({"family_name": "Раҳимов", "dob": "31.02.1975"}, TODAY)
    assert isinstance(slip, Rejected)
    assert slip.field == "dob"
    with pytest.raises(DeliveryRefused):
        read_single({"dob": "1975"}, TODAY)
