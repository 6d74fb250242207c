"""The number of a request survives being read aloud, retyped and quoted; a slip never becomes another request."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery.correspondence import in_print, near, new_number, read_number
from ogoh.identity import Unreadable

years = st.integers(2020, 2099)
numbers = st.builds(new_number, years)


@given(years)
def test_a_number_begins_with_its_year_and_is_read_back_as_printed(year: int) -> None:
    number = new_number(year)
    assert number.startswith(f"{year % 100:02}")
    assert read_number(in_print(number)) == number


@given(numbers, st.integers(0, 11), st.integers(1, 9))
def test_every_wrong_digit_is_noticed(number: str, at: int, by: int) -> None:
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    with pytest.raises(Unreadable, match="check digits"):
        read_number(wrong)


@given(numbers, st.integers(0, 11), st.integers(0, 11))
def test_any_two_digits_that_changed_places_are_noticed(number: str, one: int, other: int) -> None:
    signs = list(number)
    signs[one], signs[other] = signs[other], signs[one]
    if "".join(signs) != number:
        with pytest.raises(Unreadable, match="check digits"):
            read_number("".join(signs))


@pytest.mark.parametrize(
    "written",
    [
        "2612-3456-7876",
        "261234567876",
        "2612 3456 7876",
        "2612–3456–7876",
        "№ 2612-3456-7876",
        "на № 2612-3456-7876 от 12.11.2026",
        "12.11.2026 № 2612-3456-7876",
        "2026-11-12 2612-3456-7876",
        " 2612-3456-7876 ",
        "２６１２-３４５６-７８７６",
        "\u06f2\u06f61234567876".replace("\u06f2\u06f6", "26"),
    ],
)
def test_it_is_read_however_it_was_typed(written: str) -> None:
    assert read_number(written) == "261234567876"


def test_a_letter_o_typed_for_a_zero_is_a_zero() -> None:
    number = next(one for one in iter(lambda: new_number(2026), "") if "0" in one[3:9])
    at = number.index("0", 3)
    assert read_number(number[:at] + "О" + number[at + 1 :]) == number


@pytest.mark.parametrize("written", ["", "26", "нет", "2612-3456-787", "2612-3456-78765", "1" * 4000])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="twelve digits"):
        read_number(written)


def test_two_numbers_in_one_cell_are_refused() -> None:
    one, other = "261234567876", new_number(2031)
    with pytest.raises(Unreadable, match="one number"):
        read_number(f"{one}, {other}")


@given(numbers, st.integers(0, 11), st.integers(1, 9))
def test_the_right_number_is_among_those_near_a_slip(number: str, at: int, by: int) -> None:
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert number in set(near(in_print(wrong)))


def test_nothing_is_near_what_is_no_number() -> None:
    assert list(near("нет")) == []
