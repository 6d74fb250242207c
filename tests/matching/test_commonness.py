"""How common names are: counted among people, looked up by skeleton and frame."""

from __future__ import annotations

import math

import pytest

from ogoh.matching.commonness import LEAST_BITS, MOST_BITS, Share, commonness_of, shares_of, shipped
from ogoh.names import Name, Part, Role, WrittenName, read_name


def people(*names: str) -> list[Name]:
    return [read_name(WrittenName(name)) for name in names]


def part(text: str, role: Role) -> Part:
    return next(one for one in read_name(WrittenName(text)).parts if one.role is role)


PEOPLE = people("Раҳимов Карим", "Рахимова Зебо", "Rahimov Karim", "Назаров Карам")


def test_shares_are_of_those_who_have_a_name_of_that_kind() -> None:
    found = {(one.kind, one.form, one.name): one.share for one in shares_of(PEOPLE, 0.0)}
    assert found["family", "skeleton", "rahim"] == 0.75
    assert found["given", "skeleton", "karim"] == 0.5
    assert sum(share for (kind, form, _), share in found.items() if (kind, form) == ("given", "frame")) == 1


def test_a_frame_counts_all_names_that_share_it() -> None:
    found = {(one.kind, one.form, one.name): one.share for one in shares_of(PEOPLE, 0.0)}
    assert found["given", "frame", "krm"] == 0.75


def test_shares_up_to_the_least_are_left_out_and_the_commonest_come_first() -> None:
    found = [one for one in shares_of(PEOPLE, 0.25) if (one.kind, one.form) == ("family", "skeleton")]
    assert found == [Share("family", "skeleton", "rahim", 0.75)]


def test_parts_of_open_role_are_not_counted() -> None:
    assert list(shares_of(people("Карим Шералӣ"), 0.0)) == []


def test_rarity_is_in_bits_within_bounds() -> None:
    held = commonness_of(
        [Share("given", "skeleton", "karim", 1 / 16), Share("given", "skeleton", "ziba", 1e-9)], "test"
    )
    assert held.rarity(Role.GIVEN, part("Раҳимов Карим", Role.GIVEN)) == 4.0
    assert held.rarity(Role.GIVEN, part("Раҳимов Зебо", Role.GIVEN)) == held.unknown[Role.GIVEN] < MOST_BITS
    assert (
        commonness_of([Share("given", "skeleton", "karim", 0.9)], "").rarity(
            Role.GIVEN, part("Раҳимов Карим", Role.GIVEN)
        )
        == LEAST_BITS
    )


def test_a_part_of_open_role_is_as_common_as_in_its_commonest_role() -> None:
    rows = [Share("given", "skeleton", "karim", 1 / 16), Share("family", "skeleton", "karim", 1 / 64)]
    assert commonness_of(rows, "test").rarity(Role.UNKNOWN, part("Раҳимов Карим", Role.GIVEN)) == 4.0


@pytest.mark.parametrize("role", Role)
def test_something_near_is_never_rarer_than_the_name_itself(role: Role) -> None:
    for one in (part("Раҳимов Карим", Role.GIVEN), part("Раҳимов Шкафчик", Role.GIVEN)):
        assert shipped().wide_rarity(role, one) <= shipped().rarity(role, one)


def test_every_share_that_comes_with_ogoh_lies_within_bounds() -> None:
    for tables in (shipped().skeletons, shipped().frames):
        assert all(LEAST_BITS <= bits <= MOST_BITS for table in tables.values() for bits in table.values())


def test_a_common_name_brings_less_than_a_rare_one() -> None:
    common, rare = part("Раҳимов Карим", Role.FAMILY), part("Шоҳбозқулов Карим", Role.FAMILY)
    assert shipped().rarity(Role.FAMILY, common) < shipped().rarity(Role.FAMILY, rare)
    assert math.isfinite(shipped().rarity(Role.FAMILY, rare))
