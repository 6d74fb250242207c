"""What a border register says of a crossing, and how its rows are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ogoh.delivery import load_columns
from ogoh.delivery.columns import crossing_fields, field_of, fold_heading, heading_words, known_fields
from ogoh.delivery.crossing import direction_of
from ogoh.identity import Unreadable
from tests.delivery.both_ways import assert_same, by_columns

HEADINGS = "ID;ФИО;Дата пересечения;Въезд/выезд;КПП"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Дата пересечения", "crossed_on"),
        ("crossed_on", "crossed_on"),
        ("Направление", "direction"),
        ("Даромад/баромад", "direction"),
        ("КПП", "place"),
        ("Пункт пропуска", "place"),
        ("ФИО", "name"),
    ],
)
def test_a_register_knows_the_headings_of_a_crossing(heading: str, field: str) -> None:
    assert field_of(heading, crossings=True) == field


@pytest.mark.parametrize("field", sorted(crossing_fields()))
def test_a_list_does_not_know_them(field: str) -> None:
    assert field_of(field) is None
    assert field_of(field, crossings=True) == field
    assert field not in known_fields()


def test_no_spelling_of_a_crossing_stands_for_anything_else() -> None:
    fields: dict[str, set[str]] = defaultdict(set)
    table: dict[str, list[list[Any]]] = {**heading_words()["fields"], **heading_words()["crossing_fields"]}
    for field, languages in table.items():
        for spelling in (str(spelling) for spellings in languages for spelling in spellings):
            fields[fold_heading(spelling)].add(field)
    assert {spelling: found for spelling, found in fields.items() if len(found) > 1 or not spelling} == {}


@pytest.mark.parametrize("word", ["in", "IN", "Въезд", "въехал", " Даромад. ", "entry", "Arrival", "прибытие"])
def test_words_for_in(word: str) -> None:
    assert direction_of(word) == "in"


@pytest.mark.parametrize("word", ["out", "Выезд", "БАРОМАД", "exit", "departure", "убыл"])
def test_words_for_out(word: str) -> None:
    assert direction_of(word) == "out"


def test_another_word_is_no_direction() -> None:
    with pytest.raises(Unreadable, match="in or out"):
        direction_of("транзит")


def test_a_crossing_is_read_beside_the_subject(csv_list: Callable[..., Path]) -> None:
    read = by_columns(
        csv_list(HEADINGS, "7;Карим Рахимов;06.04.2023 12:30;выезд;Фотеҳобод", "8;Али Назаров;;-;"), crossings=True
    )
    assert [(case["crossed_on"], case["direction"], case["place"]) for case in read.cases] == [
        ("2023-04-06", "out", "Фотеҳобод"),
        ("", "", ""),
    ]


def test_a_crossing_that_cannot_be_read_is_rejected_with_its_heading(csv_list: Callable[..., Path]) -> None:
    lines = ["1;Карим Рахимов;32.01.2023;въезд;", "2;Али Назаров;02.03.2026;въезд;", "3;Вали Зода;01.03.2026;транзит;"]
    read = by_columns(csv_list(HEADINGS, *lines, "4;Вали Зода;бессрочно;выезд;"), crossings=True)
    assert [(one.row, one.field, one.found) for one in read.rejected] == [
        (2, "Дата пересечения", "32.01.2023"),
        (3, "Дата пересечения", "2026-03-02"),
        (4, "Въезд/выезд", "транзит"),
        (5, "Дата пересечения", "бессрочно"),
    ]
    assert read.rejected[1].expected == "a day that is not in the future"
    assert read.subjects == []


def test_one_person_may_cross_often_where_the_source_gives_no_identifiers(csv_list: Callable[..., Path]) -> None:
    path = csv_list("ФИО;Дата пересечения", "Карим Рахимов;06.04.2023", "Карим Рахимов;07.04.2023")
    assert [subject["id"] for subject in by_columns(path, crossings=True).subjects] == ["row 2", "row 3"]
    assert len(assert_same(path).rejected) == 1


def test_a_crossing_without_its_identifier_is_known_by_its_row(csv_list: Callable[..., Path]) -> None:
    path = csv_list(HEADINGS, ";Карим Рахимов;06.04.2023;;", "A7;Карим Рахимов;06.04.2023;;", "нет;Карим Рахимов;;;")
    assert [subject["id"] for subject in by_columns(path, crossings=True).subjects] == ["row 2", "A7", "row 4"]


def test_an_identifier_that_repeats_is_rejected_in_a_register_too(csv_list: Callable[..., Path]) -> None:
    path = csv_list(HEADINGS, "A7;Карим Рахимов;06.04.2023;;", "B;Али Зода;;;", " A7;Карим Рахимов;06.04.2024;;")
    (rejected,) = by_columns(path, crossings=True).rejected
    assert (rejected.row, rejected.found) == (4, "A7, which is row 2's")


def test_a_column_map_may_name_the_columns_of_a_crossing_and_a_list_leaves_them_unread(
    tmp_path: Path, csv_list: Callable[..., Path]
) -> None:
    names = tmp_path / "map.yaml"
    names.write_text("Когда: crossed_on\n", encoding="utf-8")
    path = csv_list("ФИО;Когда", "Карим Рахимов;06.04.2023")
    assert by_columns(path, load_columns(names), crossings=True).cases[0]["crossed_on"] == "2023-04-06"
    assert_same(path, load_columns(names))
