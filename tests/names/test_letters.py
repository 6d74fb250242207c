"""Letters of every script become one alphabet of sounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.names.letters import can_be_read, clean, script_of, sounds_of

ANY_NAME = st.text(
    alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x6FF, categories=("L", "M", "P", "Zs", "Cf")), max_size=60
)


@pytest.mark.parametrize(
    ("schools", "sounds"),
    [
        ("Ҷамшед Джамшед Jamshed Dzhamshed Djamched Dschamsched", "jamšed"),
        ("Холиқ Kholiq Xoliq Холик Holiq", "holik"),
        ("Ғафур Гафур Ghafur G'afur Gʻafur Gafur Gafour Ghafour", "gafur"),
        ("Юсуф Yusuf Iusuf Iousouf Ioussouf", "iusuf"),
        ("Ӯткир Уткир O'tkir Oʻtkir O‘tkir O`tkir Utkir Outkir", "utkir"),
        ("Чорӣ Chori Tchori Tschori", "čori"),
        ("Шер Sher Scher", "šer"),
    ],
)
def test_the_schools_of_romanisation_meet_in_one_reading(schools: str, sounds: str) -> None:
    readings = {word: sounds_of(clean(word)) for word in schools.split()}
    allowed = {sounds, sounds.replace("š", "č"), sounds.replace("e", "i")}
    assert set(readings.values()) <= allowed, readings
    assert sounds_of(schools.split()[0]) == sounds


def test_a_surname_keeps_its_ending_whether_ye_or_e_is_written() -> None:
    assert sounds_of("Jo'rayev") == sounds_of("Джураев") == sounds_of("Jurayev") == "juraev"


def test_doubled_letters_are_heard_once() -> None:
    assert sounds_of("Муҳаммад") == sounds_of("Muhamad") == "muhamad"


def test_a_latin_letter_that_strayed_into_a_cyrillic_word_is_read() -> None:
    assert sounds_of("Rахимов") == sounds_of("Рахимов")


def test_a_latin_letter_that_looks_cyrillic_is_read_as_cyrillic() -> None:
    assert sounds_of("Paҳимов") == sounds_of("Раҳимов")


def test_letterwise_capitals_do_not_matter() -> None:
    assert sounds_of("SHarshenbek") == sounds_of("Шаршенбек")


def test_persian_letters_that_may_be_vowels_stay_ambiguous() -> None:
    assert sounds_of("گلمراد") == "glmrod"
    assert "w" in sounds_of("رووف")


def test_what_cannot_be_seen_is_taken_out() -> None:
    assert clean("Ка\u200dри\u200f\u202bм\u0000") == "Карим"
    assert clean("Карим\u00a0Шариф") == "Карим Шариф"


def test_a_word_without_letters_has_no_script() -> None:
    assert script_of("123") == ""
    assert sounds_of("123") == ""


@pytest.mark.parametrize("text", ["é", "Ӣ", "ў", "ﻯ", "أ", "1 é"])
def test_a_letter_under_an_accent_can_be_read(text: str) -> None:
    assert can_be_read(text)


@pytest.mark.parametrize("text", ["", "123", "😀", "한", "'"])
def test_what_holds_no_letter_of_a_table_cannot_be_read(text: str) -> None:
    assert not can_be_read(text)


@given(ANY_NAME)
def test_reading_never_fails_and_gives_only_known_sounds(text: str) -> None:
    assert set(sounds_of(text)) <= set("abvgdeijzklmnoprstufhčšwy")


@given(st.text(alphabet="абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюяўөүңabcdefghijklmnopqrstuvwxyz", max_size=30))
def test_case_does_not_change_what_is_heard(text: str) -> None:
    assert sounds_of(text.upper()) == sounds_of(text)


@given(ANY_NAME)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
