from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import CheckDigitFault, Document, PartialDate, Sex, Subject, Unreadable, read_mrz
from ogoh.identity.mrz_layout import check_digit
from ogoh.names import WrittenName

# The specimens of ICAO Doc 9303-4 (appendix B) and 9303-5 (appendix B): nobody's document, of no state.
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
CARD = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
TODAY = date(2026, 3, 1)


def _card(first: str, second: str = "7408122F1204159UTO<<<<<<<<<<<", names: str = "ERIKSSON<<ANNA<MARIA") -> str:
    """An identity card's zone with a right composite check digit."""
    first = first.ljust(30, "<")
    composite = check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])
    return f"{first}\n{second}{composite}\n{names.ljust(30, '<')}"


def _passport(
    names: str = "ERIKSSON<<ANNA<MARIA", birth: str = "740812", expires: str = "120415", sex: str = "F"
) -> str:
    """A passport's zone with right check digits."""
    start = "L898902C36"
    born, ends, rest = birth + check_digit(birth), expires + check_digit(expires), "<" * 15
    composite = check_digit(start + born + ends + rest)
    return f"P<UTO{names.ljust(39, '<')}\n{start}UTO{born}{sex}{ends}{rest}{composite}"


def test_the_specimen_passport_is_read() -> None:
    zone = read_mrz(PASSPORT, TODAY)
    assert zone.layout == "TD3"
    assert zone.names == WrittenName(family="ERIKSSON", given="ANNA MARIA")
    assert zone.birth == PartialDate(1974, 8, 12)
    assert zone.sex is Sex.FEMALE
    assert (zone.citizenship, zone.issuer) == ("XU", "XU")
    assert zone.document == Document("L898902C3", "L898902C3", "passport", "XU")
    assert zone.expires == date(2012, 4, 15)
    assert zone.faults == ()
    assert not zone.names_cut


def test_the_specimen_card_is_read() -> None:
    zone = read_mrz(CARD, TODAY)
    assert zone.layout == "TD1"
    assert zone.document == Document("D23145890", "D23145890", "national_id", "XU")
    assert zone.subject() == Subject(
        names=(WrittenName(family="ERIKSSON", given="ANNA MARIA"),),
        births=(PartialDate(1974, 8, 12),),
        sex=Sex.FEMALE,
        citizenships=("XU",),
        documents=(zone.document,),
    )
    assert zone.faults == ()


@pytest.mark.parametrize("zone", [PASSPORT, CARD])
@pytest.mark.parametrize(
    "paste",
    [
        lambda zone: zone.replace("\n", ""),
        lambda zone: zone.replace("\n", "\r\n\r\n"),
        lambda zone: zone.replace("\n", " "),
        str.lower,
        lambda zone: " ".join(zone),
        lambda zone: f"\n  {zone}\n\n",
        lambda zone: zone.replace("<<", "«").replace("<", "‹"),
        lambda zone: zone.replace("<", "&lt;"),
        lambda zone: zone.replace("<", "\uff1c"),
        lambda zone: f"\u200e{zone}\u200f",
    ],
)
def test_a_pasted_zone_is_read_as_the_printed_one(zone: str, paste: type[str]) -> None:
    assert read_mrz(paste(zone), TODAY) == read_mrz(zone, TODAY)


def test_a_misread_sign_is_named_with_the_digit_that_it_would_need() -> None:
    faults = read_mrz(PASSPORT.replace("L898", "L899"), TODAY).faults
    assert faults == (CheckDigitFault("number", "6", "3"), CheckDigitFault("composite", "0", "7"))


@given(st.sampled_from((*range(44, 54), *range(57, 64), *range(65, 88))), st.sampled_from("0123456789"))
def test_any_changed_digit_of_a_passport_is_noticed(place: int, digit: str) -> None:
    zone = PASSPORT.replace("\n", "")
    changed = zone[:place] + digit + zone[place + 1 :]
    # Weights and values are such that signs ten apart (0 and A, 2 and M) look alike to the check digit.
    if check_digit(zone[place]) == check_digit(digit):
        return
    # A date that no calendar has is refused outright.
    with suppress(Unreadable):
        assert read_mrz(changed, TODAY).faults


def test_a_letter_in_a_date_is_not_repaired() -> None:
    with pytest.raises(Unreadable, match="birth date as six digits"):
        read_mrz(PASSPORT.replace("7408122", "74O8122"), TODAY)


def test_a_day_that_never_was_is_refused() -> None:
    with pytest.raises(Unreadable, match="a birth date that the calendar has"):
        read_mrz(_passport(birth="740231"), TODAY)
    with pytest.raises(Unreadable, match="a date of expiry that the calendar has"):
        read_mrz(_passport(expires="121301"), TODAY)


def test_a_long_number_goes_on_in_the_optional_data() -> None:
    # Doc 9303-5, 4.2.2, note j; the example number of the note.
    number = "D23145890734"
    zone = read_mrz(_card(f"I<UTO{number[:9]}<{number[9:]}{check_digit(number)}<"), TODAY)
    assert zone.document.number == number
    assert zone.faults == ()


def test_a_wrong_check_digit_of_a_long_number_is_noticed() -> None:
    assert check_digit("D23145890734") == "9"
    zone = read_mrz(_card("I<UTOD23145890<7348<"), TODAY)
    assert zone.faults == (CheckDigitFault("number", "8", "9"),)


def test_optional_data_of_a_short_number_do_not_belong_to_it() -> None:
    assert read_mrz(_card("I<UTOD231458907123456789"), TODAY).document.number == "D23145890"


def test_a_person_with_one_name_has_it_whole() -> None:
    assert read_mrz(_passport(names="ARKFREITH"), TODAY).names == WrittenName(whole="ARKFREITH")


def test_a_family_name_of_several_words_stays_together() -> None:
    names = read_mrz(_passport(names="VAN<DER<MUELLEN<<ANNA<MARIA"), TODAY).names
    assert names == WrittenName(family="VAN DER MUELLEN", given="ANNA MARIA")


def test_names_that_fill_their_field_may_have_been_cut() -> None:
    assert read_mrz(_passport(names="NILAVADHANANANDA<<ARNPOL<PETCHARONGUANGX"[:39]), TODAY).names_cut
    assert not read_mrz(_passport(names="A" * 38), TODAY).names_cut


@pytest.mark.parametrize(
    ("written", "birth"),
    [
        ("740812", PartialDate(1974, 8, 12)),
        ("7408<<", PartialDate(1974, 8)),
        ("74<<<<", PartialDate(1974)),
        ("74<<12", PartialDate(1974)),
        ("740000", PartialDate(1974)),
        ("<<<<<<", None),
        ("<<0812", None),
        ("260301", PartialDate(2026, 3, 1)),
        ("260302", PartialDate(1926, 3, 2)),
        ("26<<<<", PartialDate(2026)),
        ("27<<<<", PartialDate(1927)),
        ("000229", PartialDate(2000, 2, 29)),
    ],
)
def test_a_birth_date_may_be_known_in_part_and_is_never_to_come(written: str, birth: PartialDate | None) -> None:
    zone = read_mrz(_passport(birth=written), TODAY)
    assert zone.birth == birth
    assert zone.faults == ()


def test_an_unknown_birth_date_leaves_the_subject_without_one() -> None:
    assert read_mrz(_passport(birth="<<<<<<"), TODAY).subject().births == ()


@pytest.mark.parametrize(
    ("written", "expires"),
    [("351231", date(2035, 12, 31)), ("990101", date(1999, 1, 1)), ("700101", date(2070, 1, 1)), ("<<<<<<", None)],
)
def test_a_document_expires_near_today(written: str, expires: date | None) -> None:
    assert read_mrz(_passport(expires=written), TODAY).expires == expires


@pytest.mark.parametrize(("written", "sex"), [("M", Sex.MALE), ("F", Sex.FEMALE), ("<", None), ("X", None)])
def test_sex_may_be_unstated(written: str, sex: Sex | None) -> None:
    assert read_mrz(_passport(sex=written), TODAY).sex is sex


@pytest.mark.parametrize(
    ("printed", "code", "citizenships"),
    [("D<<", "DE", ("DE",)), ("RKS", "XK", ("XK",)), ("TJK", "TJ", ("TJ",)), ("XXA", "XA", ("XA",)), ("XXX", "XX", ())],
)
def test_states_of_the_zone_become_two_letters(printed: str, code: str, citizenships: tuple[str, ...]) -> None:
    zone = read_mrz(PASSPORT.replace("C36UTO", f"C36{printed}"), TODAY)
    assert zone.citizenship == code
    assert zone.subject().citizenships == citizenships


def test_a_document_of_no_state_has_no_country() -> None:
    assert read_mrz(PASSPORT.replace("P<UTO", "P<XXA"), TODAY).document.country == ""


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("", "lines of 0 characters"),
        ("hello", "lines of 5 characters"),
        (PASSPORT[:-1], "lines of 44, 43 characters"),
        (CARD + "<", "lines of 30, 30, 31 characters"),
        (PASSPORT * 1_000, "two lines of 44"),
        (PASSPORT.replace("ANNA", "АННА"), "only Latin letters"),
        (PASSPORT.replace("ANNA", "ANN'"), "only Latin letters"),
        ("V" + PASSPORT[1:], "document code"),
        ("X" + CARD[1:], "document code"),
        (PASSPORT.replace("P<UTO", "P<QQQ"), "issuing state"),
        (PASSPORT.replace("C36UTO", "C36QQQ"), "citizenship"),
        (PASSPORT.replace("2F12", "2K12"), "for sex"),
        (PASSPORT.replace("ERIKSSON<<ANNA<MARIA", "<" * 20), "a name"),
        (PASSPORT.replace("L898902C3", "<" * 9), "the document's number"),
    ],
)
def test_what_is_no_zone_is_refused_with_its_reason(written: str, complaint: str) -> None:
    with pytest.raises(Unreadable, match=complaint):
        read_mrz(written, TODAY)


@given(st.text(alphabet="ABUTOXPI<0123456789\n", min_size=80, max_size=95))
def test_anything_of_about_the_size_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert read_mrz(text, TODAY).document.number


@pytest.mark.parametrize(("text", "digit"), [("520727", "3"), ("AB2134<<<", "5")])
def test_check_digits_are_those_of_the_standards_examples(text: str, digit: str) -> None:
    # Doc 9303-3, 4.9: the worked examples.
    assert check_digit(text) == digit
