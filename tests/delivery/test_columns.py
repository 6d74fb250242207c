"""Headings in Russian, Tajik and English, and the map that names the others."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from ogoh.delivery import ColumnMap, DeliveryRefused, load_columns
from ogoh.delivery.columns import are_headings, field_of, fold_heading, heading_words, known_fields, recognise


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ФИО", "name"),
        ("Ф. И. О.", "name"),
        ("Ному насаб", "name"),
        ("Full name", "name"),
        ("Фамилия", "family_name"),
        ("НАСАБ", "family_name"),
        ("Surname", "family_name"),
        ("Фамилия (лат.)", "family_name_latin"),
        ("Имя", "given_name"),
        ("Ном", "given_name"),
        ("Отчество", "patronymic"),
        ("Номи падар", "patronymic"),
        ("Дата рождения", "dob"),
        ("дата  рождения:", "dob"),
        ("ДР", "dob"),
        ("г.р.", "dob"),
        ("Санаи таваллуд", "dob"),
        ("Date of birth", "dob"),
        ("date_of_birth", "dob"),
        ("Пол", "sex"),
        ("Ҷинс", "sex"),
        ("Гражданство", "citizenship"),
        ("Шаҳрвандӣ", "citizenship"),
        ("Паспорт, серия и номер", "document_number"),
        ("Рақами шиноснома", "document_number"),
        ("Серия", "document_series"),
        ("Старый паспорт", "old_document_number"),
        ("Место рождения", "birthplace"),
        ("Ҷои таваллуд", "birthplace"),
        ("Основание", "grounds"),
        ("Орган, принявший решение", "agency"),
        ("Дата решения", "decided_on"),
        ("Срок запрета до", "until"),
        ("Мӯҳлат", "until"),
        ("№", "id"),
        ("ID", "id"),
        ("Tugʻilgan sanasi", "dob"),
        ("Tug'ilgan sanasi", "dob"),
        ("Туулган күнү", "dob"),
        ("№ п/п", None),
        ("Национальность", None),
        ("", None),
    ],
)
def test_a_heading_is_recognised_whatever_its_case_spaces_and_points(heading: str, field: str | None) -> None:
    assert field_of(heading) == field


@pytest.mark.parametrize("field", sorted(known_fields()))
def test_our_own_field_names_are_headings_too(field: str) -> None:
    assert field_of(field) == field


def test_no_spelling_stands_for_two_fields() -> None:
    fields: dict[str, set[str]] = defaultdict(set)
    table: dict[str, list[list[Any]]] = heading_words()["fields"]
    for field, languages in table.items():
        for spelling in (str(spelling) for spellings in languages for spelling in spellings):
            fields[fold_heading(spelling)].add(field)
    assert {spelling: found for spelling, found in fields.items() if len(found) > 1 or not spelling} == {}


def test_a_row_of_data_or_a_title_is_no_heading_row() -> None:
    assert are_headings(("№", "Фамилия", "Имя"))
    assert not are_headings(("Список иностранных граждан", "", ""))
    assert not are_headings(("1", "Раҳимов Карим", "01.02.1990"))


def test_unknown_columns_are_named_and_not_read() -> None:
    columns = recognise("list.csv", ("ФИО", "Диагноз", "Национальность", "№ п/п", ""))
    assert columns.ignored == ("Диагноз", "Национальность", "№ п/п")
    assert columns.unread() == {1, 2, 3, 4}


def test_name_beside_surname_is_the_given_name() -> None:
    assert recognise("list.csv", ("Surname", "Name")).places == {"family_name": (0,), "given_name": (1,)}
    assert recognise("list.csv", ("Name", "Born")).place("name") == 0


def test_two_columns_for_one_field_are_refused() -> None:
    with pytest.raises(DeliveryRefused, match="2 columns for dob: 'ДР', 'Дата рождения'"):
        recognise("list.csv", ("ФИО", "ДР", "Дата рождения"))


def test_several_document_columns_are_welcome() -> None:
    assert recognise("list.csv", ("ФИО", "Паспорт", "Документ")).places["document_number"] == (1, 2)


def test_a_list_that_names_nobody_is_refused_with_its_headings() -> None:
    with pytest.raises(DeliveryRefused, match="'Сумма'"):
        recognise("list.csv", ("Дата", "Сумма"))


def test_the_map_goes_before_what_a_heading_seems_to_say() -> None:
    columns = recognise("list.csv", ("ФИО", "ДР", "Родился"), ColumnMap({"Родился": "dob", "ДР": "ignored"}))
    assert columns.place("dob") == 2
    assert columns.ignored == ("ДР",)


def test_a_mapped_heading_that_the_file_lacks_is_refused() -> None:
    with pytest.raises(DeliveryRefused, match="no columns headed 'Родился'"):
        recognise("list.csv", ("ФИО", "ДР"), ColumnMap({"Родился": "dob"}))


def test_a_column_map_is_read_from_yaml(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("Кто: name\n'Когда: родился': dob\nНомер дела: id\n", encoding="utf-8")
    assert dict(load_columns(path).fields) == {"Кто": "name", "Когда: родился": "dob", "Номер дела": "id"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Кто: nationality\n", "nationality"),
        ("Кто: name\nКто: dob\n", "twice"),
        ("- Кто\n", "no list of headings"),
        ("Кто: [name, dob]\n", "no list of headings"),
        ("Кто: {", "cannot be read"),
        ("", "no list of headings"),
    ],
)
def test_a_column_map_that_cannot_be_meant_is_refused(tmp_path: Path, text: str, found: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeliveryRefused, match=found):
        load_columns(path)


def test_a_column_of_numbers_of_persons_beside_their_names_is_not_read_as_a_name() -> None:
    columns = recognise("register.csv", ("id", "family_name", "given_name", "person"))
    assert "name" not in columns.places
    assert columns.ignored == ("person",)
    assert recognise("list.csv", ("id", "person")).places["name"] == (1,)
