from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import PartialDate, Sex, Unreadable, read_mrz, write_mrz
from ogoh.names import WrittenName

TODAY = date(2026, 3, 1)
EXPIRES = date(2034, 1, 9)
WORDS = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=9)
BIRTHS = st.dates(min_value=date(1926, 3, 2), max_value=TODAY)


def _write(names: WrittenName, number: str = "400123456", optional: str = "") -> str:
    return write_mrz(names, PartialDate(1975, 5, 14), Sex.MALE, "TJ", number, EXPIRES, optional=optional)


def test_the_specimen_is_written_as_the_standard_prints_it() -> None:
    # ICAO Doc 9303-4, appendix B.
    written = write_mrz(
        WrittenName(family="Eriksson", given="Anna Maria"),
        PartialDate(1974, 8, 12),
        Sex.FEMALE,
        "XU",
        "L898902C3",
        date(2012, 4, 15),
        optional="ZE184226B",
    )
    assert written == "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


@given(
    family=WORDS,
    given_name=WORDS,
    birth=BIRTHS,
    known=st.integers(0, 2),
    sex=st.sampled_from((None, *Sex)),
    citizenship=st.sampled_from(("TJ", "UZ", "KG", "KZ", "RU", "DE", "XK", "XA", "XU")),
    number=st.from_regex("[A-Z]{0,2}[0-9]{4,7}", fullmatch=True),
    expires=st.dates(min_value=date(1980, 1, 1), max_value=date(2070, 1, 1)),
    optional=st.text(alphabet="ABC0123456789", max_size=14),
)
def test_what_is_written_reads_back(
    family: str,
    given_name: str,
    birth: date,
    known: int,
    sex: Sex | None,
    citizenship: str,
    number: str,
    expires: date,
    optional: str,
) -> None:
    names = WrittenName(family=family, given=given_name)
    born = PartialDate(birth.year, birth.month if known else None, birth.day if known > 1 else None)
    # A month or year without its end is one of this century as soon as it has begun.
    zone = read_mrz(write_mrz(names, born, sex, citizenship, number, expires, optional=optional), TODAY)
    assert (zone.names, zone.sex, zone.citizenship) == (names, sex, citizenship)
    assert zone.document.number == number
    assert zone.expires == expires
    assert zone.faults == ()
    assert not zone.names_cut
    assert zone.birth is not None
    assert (zone.birth.year - born.year, zone.birth.month, zone.birth.day) in (
        (0, born.month, born.day),
        (100, born.month, born.day),
    )


def test_marks_and_apostrophes_go_and_hyphens_part() -> None:
    names = read_mrz(_write(WrittenName(family="Oʻrmon-Zoda", given="Zoé D'Arc")), TODAY).names
    assert names == WrittenName(family="ORMON ZODA", given="ZOE DARC")


def test_a_patronymic_stands_behind_the_given_name() -> None:
    names = read_mrz(_write(WrittenName(family="Karimov", given="Daler", patronymic="Saidovich")), TODAY).names
    assert names.given == "DALER SAIDOVICH"


def test_a_single_name_reads_back_whole() -> None:
    assert read_mrz(_write(WrittenName(whole="Daler")), TODAY).names == WrittenName(whole="DALER")


@given(st.integers(1, 60), st.integers(1, 60))
def test_long_names_are_cut_to_the_field_and_both_stay_visible(family: int, given_name: int) -> None:
    written = _write(WrittenName(family="A" * family, given="B" * given_name))
    zone = read_mrz(written, TODAY)
    assert [len(line) for line in written.split("\n")] == [44, 44]
    assert zone.names.family.startswith("A")
    assert zone.names.given.startswith("B")
    assert zone.names_cut is (family > 36 or family + given_name >= 37)


def test_a_range_of_years_has_no_place_in_a_zone() -> None:
    written = write_mrz(
        WrittenName(whole="Daler"), PartialDate(1968, last_year=1973), None, "TJ", "400123456", EXPIRES, issuer="UZ"
    )
    assert read_mrz(written, TODAY).birth is None
    assert read_mrz(written, TODAY).issuer == "UZ"


@pytest.mark.parametrize(
    ("names", "number", "optional"),
    [
        (WrittenName(family="Каримов", given="Далер"), "400123456", ""),
        (WrittenName(), "400123456", ""),
        (WrittenName(whole="Daler"), "4001234567", ""),
        (WrittenName(whole="Daler"), "А123456", ""),
        (WrittenName(whole="Daler"), "400123456", "1" * 15),
    ],
)
def test_what_has_no_place_in_a_zone_is_refused(names: WrittenName, number: str, optional: str) -> None:
    with pytest.raises(Unreadable):
        _write(names, number, optional)
