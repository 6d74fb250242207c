"""Records of one person share a key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.matching import Prepared, asked_keys, stored_keys
from ogoh.matching.keys import KEYS_VERSION
from tests.matching.records import record


def meets(asked: tuple[str, ...], stored: tuple[str, ...]) -> bool:
    return bool(set(asked_keys(told(*asked))) & set(stored_keys(told(*stored))))


def told(name: str, born: str = "", document: str = "") -> Prepared:
    return record(name, born, document)


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        (("Холиқов Ҷамшед", "14.05.1985"), ("KHALIKOV DZHAMSHED", "14.05.1985")),
        (("Холиқов Ҷамшед",), ("KHALIKOV DZHAMSHED", "14.05.1985")),
        (("Холиқов Ҷамшед", "14.05.1985"), ("KHALIKOV DZHAMSHED",)),
        (("Холиқов Ҷамшед", "1985"), ("KHALIKOV DZHAMSHED", "14.05.1985")),
        (("Холиқов Ҷамшед", "05.04.1985"), ("KHALIKOV DZHAMSHED", "04.05.1985")),
        (("Холиқов Ҷамшед", "14.05.1985"), ("KHALIKOV DZHAMSHED", "14.05.1986")),
        (("Холиқов Ҷамшед", "14.05.1985"), ("SOLIEV DZHAMSHED", "14.05.1985")),
        (("Карим Каримов",), ("Karimov Karim",)),
        (("Холиқов", "", "А1234567"), ("Somebody Else", "", "A1234567")),
    ],
)
def test_a_person_is_found_however_written(asked: tuple[str, ...], stored: tuple[str, ...]) -> None:
    assert meets(asked, stored)


def test_strangers_do_not_meet() -> None:
    assert not meets(("Холиқов Ҷамшед", "14.05.1985"), ("Назаров Рустам", "23.11.1961"))


def test_the_version_names_the_recipe_and_the_tables() -> None:
    recipe, tables = KEYS_VERSION.split("-")
    assert recipe.isdigit()
    assert len(tables) == 16


@given(st.text(max_size=60))
def test_keys_are_signed_64_bit_numbers_each_once(name: str) -> None:
    for keys in (stored_keys(record(name, "14.05.1985", "A1234567")), asked_keys(record(name))):
        assert len(set(keys)) == len(keys)
        assert all(-(2**63) <= key < 2**63 for key in keys)


@given(
    st.text(max_size=60), st.dates().map(lambda day: f"{max(day.year, 1930) if day.year < 2020 else 1999:04d}-06-15")
)
def test_a_record_meets_itself_whenever_its_name_can_be_read(name: str, born: str) -> None:
    if record(name).names and any(part.frame for part in record(name).names[0].parts):
        assert meets((name, born), (name, born))
