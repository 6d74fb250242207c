"""The distance between foldings is small for spellings of one name and large for two names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.names.distance import UNLIKE, sound_distance
from ogoh.names.words import read_word

SOUNDS = st.text(alphabet="abvgdeijzklmnoprstufhčšwy", max_size=14)


def apart(left: str, right: str, where: str = "") -> float:
    return sound_distance(read_word(left).stem, read_word(right).stem, where)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Холиков", "Khaliqov"),
        ("Джамшед", "Jamshid"),
        ("Раҳмон", "Рахман"),
        ("Сулаймон", "Сулейман"),
        ("Давлат", "Довлат"),
    ],
)
def test_spellings_of_one_name_are_near(left: str, right: str) -> None:
    assert apart(left, right) < 0.09


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Карим", "Карам"),
        ("Карим", "Акрам"),
        ("Шариф", "Зариф"),
        ("Салим", "Халим"),
        ("Боҳир", "Баҳор"),
        ("Сафар", "Зафар"),
    ],
)
def test_two_names_are_not_taken_for_spellings(left: str, right: str) -> None:
    assert apart(left, right) > 0.09


def test_persian_script_is_not_blamed_for_vowels_it_does_not_write() -> None:
    assert apart("محمد", "Муҳаммад", "persian") < 0.09 < apart("محمد", "Муҳаммад")


@given(SOUNDS)
def test_a_name_is_no_distance_from_itself(sounds: str) -> None:
    assert sound_distance(sounds, sounds) == 0.0


@given(SOUNDS, SOUNDS)
def test_the_distance_is_the_same_both_ways_and_bounded(left: str, right: str) -> None:
    assert sound_distance(left, right) == pytest.approx(sound_distance(right, left))
    assert 0.0 <= sound_distance(left, right) <= UNLIKE
