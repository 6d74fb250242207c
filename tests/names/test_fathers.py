"""A father's name is one thing in all its forms, wherever it stands."""

from __future__ import annotations

import pytest

from ogoh.names import Part, Role, WrittenName, read_name

FORMS = {
    "Каримович": "M",
    "Каримовна": "F",
    "Karimovich": "M",
    "Каримзода": "",
    "Карим": "",
    "Karim oʻgʻli": "M",
    "Karim o'g'li": "M",
    "Карим ўғли": "M",
    "Карим оглы": "M",
    "Karimugli": "M",
    "Karim qizi": "F",
    "Карим кызы": "F",
    "Карим уулу": "M",
    "Каримұлы": "M",
    "Karim uulu": "M",
}


def father(parts: tuple[Part, ...]) -> Part:
    (found,) = (part for part in parts if part.role is Role.PATRONYMIC)
    return found


@pytest.mark.parametrize("form", FORMS)
def test_in_its_own_field(form: str) -> None:
    found = father(read_name(WrittenName(patronymic=form)).parts)
    assert (found.stem, found.sex) == ("karim", FORMS[form])


@pytest.mark.parametrize("form", FORMS)
def test_behind_family_and_given_name(form: str) -> None:
    parts = read_name(WrittenName(f"Раҳимов Алишер {form}")).parts
    assert [part.role.value for part in parts] == ["family", "given", "patronymic"]
    assert father(parts).stem == "karim"


@pytest.mark.parametrize("form", ["Каримович", "Карим уулу", "Karim oʻgʻli"])
def test_in_the_field_of_the_given_name(form: str) -> None:
    parts = read_name(WrittenName(family="Раҳимов", given=f"Алишер {form}")).parts
    assert [part.role.value for part in parts] == ["family", "given", "patronymic"]


def test_a_kyrgyz_father_in_the_field_of_the_family_name_is_a_father() -> None:
    parts = read_name(WrittenName(family="Асан уулу", given="Бакыт")).parts
    assert [part.role.value for part in parts] == ["patronymic", "given"]


def test_endings_show_whose_name_it_is_unless_they_contradict_each_other() -> None:
    assert read_name(WrittenName("Раҳимова Зебо Каримовна")).sex == "F"
    assert read_name(WrittenName("Раҳимов Зебо Каримовна")).sex == ""
    assert read_name(WrittenName("Раҳимзода Зебо")).sex == ""
