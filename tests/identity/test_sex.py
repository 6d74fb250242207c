from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import Sex, Unreadable, read_sex
from ogoh.identity.tables import read_table


@pytest.mark.parametrize(
    "written",
    [
        "M",
        "m",
        "М",
        "м",
        "male",
        "Male",
        "муж",
        "Муж.",
        "мужской",
        "мард",
        "МАРД",
        "erkak",
        "эркак",
        "эркек",
        "مرد",
        "1",
        " м ",
    ],
)
def test_a_man_in_every_language(written: str) -> None:
    assert read_sex(written) is Sex.MALE


@pytest.mark.parametrize(
    "written",
    [
        "F",
        "f",
        "Ж",
        "ж",
        "female",
        "жен",
        "жен.",
        "женский",
        "зан",
        "Зан",
        "ayol",
        "аёл",
        "аял",
        "әйел",
        "زن",
        "2",
        "Ж\u200b",
    ],
)
def test_a_woman_in_every_language(written: str) -> None:
    assert read_sex(written) is Sex.FEMALE


@pytest.mark.parametrize("written", ["", "  ", "X", "Х", "x", "<", "0", "9", "-", "–", "неизвестно", "Unknown"])
def test_not_stated_is_unknown(written: str) -> None:
    assert read_sex(written) is None


@pytest.mark.parametrize("written", ["3", "W?", "M/F", "мужик", "жжж", "12", "М" * 1_000_000])
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="М or Ж"):
        read_sex(written)


def test_latin_and_cyrillic_letters_of_one_shape_say_the_same() -> None:
    assert read_sex("M") is read_sex("М")
    assert read_sex("X") is read_sex("Х")


@given(st.sampled_from(read_table("sex_words.csv")), st.sampled_from((str.lower, str.upper, str.title)))
def test_every_word_of_the_table_is_read_in_any_case(row: dict[str, str], change: type[str]) -> None:
    assert read_sex(change(row["word"])) == (row["sex"] or None)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert read_sex(text) in (None, *Sex)
