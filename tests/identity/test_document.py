from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import Document, Unreadable, read_document
from ogoh.identity.tables import read_table


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("400123456", "400123456"),
        ("a1234567", "A1234567"),
        ("А1234567", "A1234567"),
        ("АВЕКМНОРСТУХ1", "ABEKMHOPCTYX1"),
        ("авекмнорстух1", "ABEKMHOPCTYX1"),
        ("Қ123456", "K123456"),
        ("Ҳ123456", "X123456"),
        ("Ӯ123456", "Y123456"),
        ("Ү123456", "Y123456"),
        ("аа 1234567", "AA1234567"),
        ("AA-1234567", "AA1234567"),
        ("AA.123.45.67", "AA1234567"),
        ("40 04 123456", "4004123456"),
        ("40 04 № 123456", "4004123456"),
        ("40 04 No 123456", "4004123456"),
        ("40 04 No. 123456", "4004123456"),
        ("40 04 N 123456", "4004123456"),
        ("АС N123456", "ACN123456"),
        ("серия 40 номер 123456", "40123456"),
        ("Серия: АВ, № 123456", "AB123456"),
        ("силсилаи А рақами 123456", "A123456"),
        ("паспорт 400123456", "400123456"),
        ("Passport No: AB123456", "AB123456"),
        ("№400123456", "400123456"),
        ("No34409/129", "34409129"),
        ("１２３４５６", "123456"),
        ("۱۲۳۴۵۶", "123456"),
        ("12\u200b34\u200f56", "123456"),
        ("12\x0034", "1234"),
        ("381110042 (Expired 25 Jan. 2016)", "381110042"),
        ("Libya 428720", "428720"),
        ("R00012098, South Sudan", "R00012098"),
        ("ID 1234567", "ID1234567"),
        ("ID1234567", "ID1234567"),
    ],
)
def test_a_number_is_the_same_however_it_was_typed(written: str, folded: str) -> None:
    assert read_document(written).folded == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [("N12345678", "N12345678"), ("N 12345678", "N12345678"), ("N 1234567", "N1234567"), ("N 123456789", "123456789")],
)
def test_a_single_n_is_a_series_before_seven_or_eight_digits_and_else_a_sign(written: str, folded: str) -> None:
    assert read_document(written).folded == folded


@pytest.mark.parametrize(
    ("written", "folded"), [("I-ЖД 123456", "IZHD123456"), ("БЯ 1234", "BIA1234"), ("Ҷ1234", "J1234")]
)
def test_letters_without_a_latin_look_alike_are_transliterated(written: str, folded: str) -> None:
    assert read_document(written).folded == folded


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "-",
        "—",
        "нет",
        "no",
        "None",
        "надорад",
        "нет 2014",
        "000000",
        "0000 000000",
        "XXXX",
        "XX00000",
        "ХХХХ0000",
        "123",
        "AB",
        "ABCDEFG",
        "1" * 33,
        "1" * 10_000_000,
        "ب123456",
        "中123456",
    ],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="a document number of 4 to 32"):
        read_document(written)


def test_what_was_written_is_kept_beside_what_is_compared() -> None:
    assert read_document(" аа 1234567 ") == Document("аа 1234567", "AA1234567")


def test_kind_and_country_go_along() -> None:
    assert read_document("AA1234567", "national_id", "Узбекистан") == Document(
        "AA1234567", "AA1234567", "national_id", "UZ"
    )


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Unreadable, match="passport, national_id, other"):
        read_document("AA1234567", kind="library card")


@given(st.from_regex(r"[A-Z]{0,3}[0-9]{5,9}", fullmatch=True).filter(lambda number: number.strip("0X")))
def test_a_plain_number_is_its_own_folding(number: str) -> None:
    assert read_document(number).folded == number


@given(
    st.from_regex(r"[ABCEHKMOPTXY]{1,2}[1-9][0-9]{5,7}", fullmatch=True),
    st.sampled_from(("", " ", "-", "\u200b", "\u00a0", " № ")),
)
def test_cyrillic_small_letters_and_a_gap_change_nothing(number: str, gap: str) -> None:
    cyrillic = {row["latin"]: row["letter"] for row in reversed(read_table("lookalikes.csv")) if row["by"] == "shape"}
    letters = number.rstrip("0123456789")
    digits = number[len(letters) :]
    typed = "".join(cyrillic[letter] for letter in letters).lower() + gap + digits
    assert read_document(typed).folded == number


@given(st.text(max_size=60))
def test_anything_folds_to_letters_and_digits_or_is_refused(text: str) -> None:
    try:
        document = read_document(text)
    except Unreadable:
        return
    assert document.folded.isascii()
    assert document.folded.isalnum()
    assert document.folded == document.folded.upper()
    assert any(sign.isdigit() for sign in document.folded)


def test_each_letter_of_the_table_stands_there_once() -> None:
    letters = [row["letter"] for row in read_table("lookalikes.csv")]
    assert len(letters) == len(set(letters))


def test_the_table_turns_foreign_capitals_into_latin_ones() -> None:
    for row in read_table("lookalikes.csv"):
        assert not row["letter"].isascii()
        assert row["letter"].lower().upper() == row["letter"]
        assert row["latin"].isascii()
        assert row["latin"].isupper()


@pytest.mark.parametrize("number", ["501648707; 401502056", "A1234567,B7654321", "4.01002E+08", "4,01002E+08"])
def test_two_numbers_in_one_field_and_shortened_ones_are_refused(number: str) -> None:
    with pytest.raises(Unreadable, match=r"one document number|shortened"):
        read_document(number)
