"""A passport's name line holds 39 signs: what stands last may have lost its end (ICAO Doc 9303-4, 4.2.2)."""

from __future__ import annotations

import pytest

from ogoh.names import WrittenName, read_name

FAMILY = "ABDURAHMONOVSAIDMUHAMMADZODA"
"""28 letters; with the two fillers behind it nine are left."""


def cut(written: WrittenName) -> list[bool]:
    return [part.cut for part in read_name(written).parts]


@pytest.mark.parametrize(("given", "may_be_cut"), [("MUHAMMAD", True), ("MUHAMMADS", True), ("MUHAMMA", False)])
def test_a_line_of_two_fields_is_full_at_38_signs(given: str, may_be_cut: bool) -> None:
    assert cut(WrittenName(family=FAMILY, given=given)) == [False, may_be_cut]


@pytest.mark.parametrize(("signs", "may_be_cut"), [(37, False), (38, True), (39, True)])
def test_a_line_in_one_field_is_full_at_38_signs(signs: int, may_be_cut: bool) -> None:
    line = (FAMILY + " " + "MUHAMMADSHARIF")[:signs]
    assert cut(WrittenName(line)) == [False, may_be_cut]


def test_a_name_in_cyrillic_is_not_cut_by_a_passport() -> None:
    assert cut(WrittenName(family="Абдураҳмоновсаидмуҳаммадзода", given="Муҳаммадшариф")) == [False, False]
