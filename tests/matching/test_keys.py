"""Records of one person share a key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.matching import Prepared, asked_keys, stored_keys
from ogoh.matching.keys import KEYS_VERSION, asked_apart
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
        (("Жусупов Азамат",), ("Юсуфов Азамат", "14.05.1985")),
        (("Усейнов Далер", "14.05.1985"), ("Хусейнов Довар", "14.05.1985")),
        (("Шарифлв Давлат",), ("Sharifov Davlat", "14.05.1985")),
        (("Эранов Жеңиш",), ("Эрланов Жеңиш",)),
        (("Шарифлв Давлат", "1985"), ("Sharifov Davlat", "14.05.1986")),
        (("Карим Муҳаммад Алӣ",), ("Каримов Муҳаммадалӣ",)),
    ],
)
def test_a_person_is_found_however_written(asked: tuple[str, ...], stored: tuple[str, ...]) -> None:
    assert meets(asked, stored)


@pytest.mark.parametrize("born", ["", "1985", "01.01.1985", "14.05.1985"])
def test_keys_are_sorted_into_their_weights_without_remainder(born: str) -> None:
    asked = asked_apart(told("Холиқов Ҷамшед Алиевич", born, "A1234567"))
    for keys in (asked.strong, asked.narrow, asked.wide, asked_keys(told("Холиқов Ҷамшед Алиевич", born, "A1234567"))):
        assert list(keys) == sorted(set(keys))
    assert len({*asked.strong, *asked.narrow, *asked.wide}) == sum(map(len, (asked.strong, asked.narrow, asked.wide)))


def test_who_tells_the_day_of_birth_asks_no_key_of_names_alone() -> None:
    assert not asked_apart(told("Холиқов Ҷамшед", "14.05.1985")).wide
    assert asked_apart(told("Холиқов Ҷамшед", "01.01.1985")).wide
    assert asked_apart(told("Холиқов Ҷамшед")).wide


def test_a_key_that_many_hold_is_never_the_only_one() -> None:
    stored = set(stored_keys(told("Муҳаммадов Муҳаммад", "01.01.1985")))
    for born in ("", "01.01.1985"):
        asked = asked_apart(told("Муҳаммадов Муҳаммад", born))
        assert stored & {*asked.strong, *asked.narrow}


def test_strangers_do_not_meet() -> None:
    assert not meets(("Холиқов Ҷамшед", "14.05.1985"), ("Назаров Рустам", "23.11.1961"))


def test_the_version_names_the_recipe_and_the_tables() -> None:
    recipe, tables = KEYS_VERSION.split("-")
    assert recipe.isdigit()
    assert len(tables) == 16


@given(st.text(max_size=60))
def test_keys_are_signed_64_bit_numbers_each_once(name: str) -> None:
    for keys in (stored_keys(record(name, "14.05.1985", "A1234567")), asked_keys(record(name))):
        assert list(keys) == sorted(set(keys))
        assert all(-(2**63) <= key < 2**63 for key in keys)


@given(
    st.text(max_size=60), st.dates().map(lambda day: f"{max(day.year, 1930) if day.year < 2020 else 1999:04d}-06-15")
)
def test_a_record_meets_itself_whenever_its_name_can_be_read(name: str, born: str) -> None:
    if record(name).names and any(part.frame for part in record(name).names[0].parts):
        assert meets((name, born), (name, born))
