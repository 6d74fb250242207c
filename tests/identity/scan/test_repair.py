from __future__ import annotations

import pytest

from ogoh.identity import read_mrz
from ogoh.identity.mrz_layout import TD1, TD3, Layout
from ogoh.identity.scan.repair import data_fitted, failed, names_fitted

TOP = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
BOTTOM = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
CARD = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")


def _bottom(line: str) -> str | None:
    zone = data_fitted((TOP, line), TD3)
    return None if zone is None else zone[44:]


@pytest.mark.parametrize(
    "line",
    [
        BOTTOM,
        "L8989O2C36UTO7408122F1204159ZE184226B<<<<<10",  # number
        "L8989O2C36UTO74O8I2ZFI204IS9ZE184226B<<<<<1O",  # number, birth, expiry, composite
        "L898902C36UT07408122F1204159ZE184226B<<<<<10",  # a state has no digits
        "L898902C36UTO7408122F1204159ZE184226B<<<10",  # two fillers lost
        "L898902C36UTO7408122F1204159ZE184226B<<<<<<<10",  # two too many
        "<L898902C36UTO7408122F1204159ZE184226B<<<<<10",  # the edge of the page
    ],
)
def test_what_the_check_digits_prove_is_mended(line: str) -> None:
    assert _bottom(line) == BOTTOM


@pytest.mark.parametrize(
    "line",
    [
        "L898902C36UTO7408132F1204159ZE184226B<<<<<10",  # a wrong day: no twin explains it
        "LB98902C30UTO7408122F1204159ZE184226B<<<<<10",  # the check digit itself is wrong
        "L898902C36UTO7408122F1204159ZEI84226B<<<<<10",  # Z for 2 would satisfy the check digits like 1 for I
    ],
)
def test_what_nothing_proves_stays_as_read(line: str) -> None:
    assert _bottom(line) == line


@pytest.mark.parametrize("line", [BOTTOM[:38], BOTTOM[:40], "L898902C36UTO7408132F1204159ZE184226B<<<10"])
def test_a_line_is_not_stretched_where_a_check_digit_is_missing(line: str) -> None:
    assert _bottom(line) is None


def test_a_card_is_mended_over_two_lines() -> None:
    zone = data_fitted(("I<UTOD231458907<<<<<<<<<<<<<<<", "7408IZ2F1204159UTO<<<<<<<<<6", CARD[2]), TD1)
    assert zone is not None
    assert zone[:60] == "".join(CARD[:2])


@pytest.mark.parametrize(
    ("line", "fitted", "layout"),
    [
        (TOP, TOP, TD3),
        (TOP[:30], TOP, TD3),
        ("P<UTOERIKSSON<<ANNA<MARIA<<<<K<<C<<K<<<<<<KK<<", TOP, TD3),
        ("P<UT0ERIK5SON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", TOP, TD3),
        (TOP.replace("<<ANNA", "<<<ANNA"), TOP.replace("<<ANNA<MARIA<", "<<<ANNA<MARIA"), TD3),
        ("X<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", None, TD3),
        ("P<UTOERIKSSON<<ANNA<MAR", None, TD3),
        ("", None, TD3),
        ("ERIKSSON<<ANNA<MARIA<<<", CARD[2], TD1),
    ],
)
def test_only_the_end_of_a_line_of_names_is_counted_anew(line: str, fitted: str | None, layout: Layout) -> None:
    assert names_fitted(line, layout) == fitted


def test_no_check_digit_sees_a_filler_read_as_k() -> None:
    # K counts 20 and a filler 0: the same modulo 10, whatever the weight. And nothing at all guards the names.
    wrong = BOTTOM.replace("B<<<<<", "BK<K<K")
    assert failed(TOP + wrong, TD3) == frozenset()
    assert read_mrz(f"{TOP.replace('MARIA<', 'MARIAK')}\n{wrong}").faults == ()
