"""A name is split into parts whose roles the source or the part itself shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.names import Name, Role, WrittenName, read_name


def whole(text: str) -> Name:
    return read_name(WrittenName(whole=text))


def roles(name: Name) -> dict[str, str]:
    return {part.role.value: part.stem for part in name.parts}


@pytest.mark.parametrize(
    "text",
    [
        "Раҳимов Карим Шарифович",
        "Карим Шарифович Раҳимов",
        "Раҳимов, Карим Шарифович",
        "Karim Sharifovich Rahimov",
        "RAHIMOV Karim Sharif o'g'li",
        "Раҳимзода Карим Шарифович",
    ],
)
def test_endings_show_the_roles_in_any_order(text: str) -> None:
    assert roles(whole(text)) == {"family": "rahim", "given": "karim", "patronymic": "šarif"}


@pytest.mark.parametrize(
    "surname",
    ["Раҳимов", "Раҳимова", "Раҳимзода", "Раҳимзод", "Раҳимиён", "Раҳимпур", "Rahimov", "Rahimoff", "رحیم‌زاده"],
)
def test_a_family_name_keeps_its_stem_whatever_its_ending(surname: str) -> None:
    (part,) = read_name(WrittenName(family=surname)).parts
    assert part.stem in ("rahim", "rhym")


@pytest.mark.parametrize(
    "father",
    ["Шарифович", "Шарифовна", "Шариф оғли", "Sharif o'g'li", "Sharif qizi", "Шариф уулу", "Шарифзода", "Шариф"],
)
def test_a_patronymic_is_the_fathers_name_whatever_its_form(father: str) -> None:
    (part,) = read_name(WrittenName(patronymic=father)).parts
    assert (part.role, part.stem) == (Role.PATRONYMIC, "šarif")


@pytest.mark.parametrize("surname", ["Азиззода", "Азизода", "AZIZZODA", "عزیززاده"])
def test_a_stem_gets_back_the_sound_that_its_ending_swallowed(surname: str) -> None:
    (part,) = read_name(WrittenName(family=surname)).parts
    assert part.frame == read_name(WrittenName(family="Азизов")).parts[0].frame
    assert part.known == read_name(WrittenName(given="Азиз")).parts[0].known


@pytest.mark.parametrize(("surname", "stem"), [("Каримзода", "karim"), ("Абвгзода", "abvg")])
def test_a_stem_that_is_no_known_name_with_the_sound_does_without(surname: str, stem: str) -> None:
    (part,) = read_name(WrittenName(family=surname)).parts
    assert part.stem == stem


@pytest.mark.parametrize("given", ["Абдул", "Бек", "Ҷон", "Хон", "Дин"])
def test_half_a_name_that_stands_alone_is_a_given_name(given: str) -> None:
    whole = read_name(WrittenName(f"Каримов {given} Собирович"))
    fields = read_name(WrittenName(family="Каримов", given=given, patronymic="Собирович"))
    assert [(part.role, part.stem) for part in whole.parts] == [(part.role, part.stem) for part in fields.parts]


@pytest.mark.parametrize("text", ["Шариф зода Ҷамшед", "Ҷамшед Шарифзода", "جمشید شریف زاده", "Шариф-зода Ҷамшед"])
def test_zoda_that_stands_apart_is_the_ending_of_the_word_before_it(text: str) -> None:
    family = next(part for part in read_name(WrittenName(text)).parts if part.role is Role.FAMILY)
    assert (family.marker, family.frame) == ("zoda", "jrp")


def test_a_kyrgyz_uulu_marks_the_father_before_it() -> None:
    assert roles(whole("Асан уулу Бакыт")) == {"patronymic": "asan", "given": "bakit"}


def test_fields_that_the_source_keeps_apart_are_believed() -> None:
    name = read_name(WrittenName(family="Карим", given="Шералӣ"))
    assert roles(name) == {"family": "karim", "given": "šerali"}


def test_two_names_without_endings_leave_the_roles_open() -> None:
    assert {part.role for part in whole("Карим Шералӣ").parts} == {Role.UNKNOWN}


@pytest.mark.parametrize("compound", ["Абдураҳмон", "Абду Раҳмон", "Абдул-Раҳмон", "Abdul Rahmon", "Abdurrahmon"])
def test_a_compound_is_one_part_joined_or_apart(compound: str) -> None:
    (part,) = read_name(WrittenName(given=compound)).parts
    assert part.stem == "abdurahmon"


@pytest.mark.parametrize("ending", ["Файзулло", "Файзуллоҳ", "Fayzulla", "Faizullah", "Fayzulloh"])
def test_renderings_of_ullo_are_one(ending: str) -> None:
    (part,) = read_name(WrittenName(given=ending)).parts
    assert part.stem == "faizulo"


def test_endearments_come_off_the_core_and_stay_in_the_stem() -> None:
    (part,) = read_name(WrittenName(given="Раҳимҷон")).parts
    assert (part.stem, part.core) == ("rahimjon", "rahim")


@pytest.mark.parametrize("mark", ["XXX", "-", "FNU", "нет", ""])
def test_a_mark_for_no_name_is_no_name(mark: str) -> None:
    assert read_name(WrittenName(family="Каримов", given=mark)).parts[0].stem == "karim"
    assert len(read_name(WrittenName(family="Каримов", given=mark)).parts) == 1


def test_a_name_in_an_unknown_script_has_no_parts() -> None:
    assert whole("金正恩").parts == ()


def test_the_text_of_a_part_is_what_was_written() -> None:
    assert [part.text for part in whole("Ҷӯраев Файзулло").parts] == ["Ҷӯраев", "Файзулло"]


def test_how_a_name_is_read_can_be_shown_in_plain_letters() -> None:
    assert whole("Ҷамшед Холиқов").read_as == "Jamshed Holikov"


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    assert len(whole(text).parts) <= 12


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_fields_can_be_read(family: str, given_name: str, patronymic: str) -> None:
    for part in read_name(WrittenName("", family, given_name, patronymic)).parts:
        assert part.sounds
