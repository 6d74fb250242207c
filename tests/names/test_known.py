"""Names that people bear are known in every script, whatever their spelling."""

from __future__ import annotations

import pytest

from ogoh.names import Part, WrittenName, read_name, tables


def given_name(text: str) -> Part:
    (part,) = read_name(WrittenName(given=text)).parts
    return part


ONE_NAME = [
    "Ҷамшед Джамшед Jamshed Жамшид جمشید",
    "Юсуф Yusuf Жусуп یوسف",
    "Муҳаммад Мухаммад Muhammad محمد",
    "Нурлан Nurlan Нұрлан",
    "Ҳусейн Хусейн Husayn حسین",
    "Айгүл Айгуль Aygul",
]


@pytest.mark.parametrize("spellings", ONE_NAME)
def test_the_spellings_of_one_name_are_known_as_one(spellings: str) -> None:
    first, *others = (given_name(one).known for one in spellings.split())
    assert first
    assert all(first & other for other in others)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Зарина", "Замира"), ("Шариф", "Зариф"), ("Сафар", "Зафар"), ("Ҳасан", "Ҳусейн"), ("Азиз", "Азим")],
)
def test_two_names_that_look_alike_are_known_apart(one: str, other: str) -> None:
    left, right = given_name(one).known, given_name(other).known
    assert left
    assert right
    assert left.isdisjoint(right)


@pytest.mark.parametrize("word", ["Рустамбек", "Мадинахон", "Алишербой"])
def test_a_known_name_is_known_with_its_particle(word: str) -> None:
    assert given_name(word).known


def test_a_word_that_nobody_bears_is_not_known() -> None:
    assert given_name("Шкафчик").known == frozenset()


def test_every_spelling_of_the_table_can_be_read() -> None:
    spellings = [spelling for row in tables.known_names() for spelling in row]
    assert [one for one in spellings if not read_name(WrittenName(given=one)).parts] == []


@pytest.mark.parametrize("name", ["Нилуфар", "Музаффар", "Хусрав", "Таҳмина", "Парвина", "Шаҳзода", "Айзада", "Яков"])
def test_a_given_name_that_ends_like_a_family_name_is_a_given_name(name: str) -> None:
    read = read_name(WrittenName(f"Каримов {name}"))
    assert [part.role.value for part in read.parts] == ["family", "given"]
