"""How common a name is: what a list says of it, blended with the shipped shares."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.matching import compare, prepare
from ogoh.matching.commonness import (
    LEAST_BITS,
    MOST_BITS,
    SHIPPED_WEIGHS,
    Borne,
    Commonness,
    bearers_of,
    blend,
    borne_by,
    commonness_on,
    shares_of,
    shipped,
)
from ogoh.names import Name, Part, Role, WrittenName, read_name
from ogoh.synthetic import list_rows
from tests.matching.records import subject

COMMON = "Раҳимов Фаррух Саидович"
RARE = "Ҷилвазоров Ғуфрон Тӯлабекович"


def name(text: str) -> Name:
    return read_name(WrittenName(text))


def part(text: str, role: Role) -> Part:
    return next(one for one in name(text).parts if one.role is role)


def on_a_list(*counted: tuple[str, int]) -> Commonness:
    """A list on which so many people bear each name."""
    borne: Counter[Borne] = Counter()
    for text, times in counted:
        borne.update({one: times * count for one, count in borne_by([name(text)]).items()})
    return commonness_on(bearers_of(borne), "bans")


def made_up(size: int) -> Commonness:
    rows = list_rows(size, 7)
    written = (WrittenName("", row["family_name"], row["given_name"], row["patronymic"]) for row in rows)
    return commonness_on(bearers_of(borne_by(map(read_name, written))), "bans")


peoples = st.integers(0, 10**7)
shares = st.floats(1e-6, 1.0)


@given(people=peoples, count=peoples, share=shares)
def test_a_blend_is_a_share_between_that_of_the_list_and_the_expected_one(
    people: int, count: int, share: float
) -> None:
    count = min(count, people)
    blended = blend(count, people, share)
    of_the_list = count / people if people else share
    assert 0 < blended <= 1
    assert min(share, of_the_list) * (1 - 1e-9) <= blended <= max(share, of_the_list) * (1 + 1e-9)


@given(people=st.integers(1, 10**7), count=peoples, share=shares)
def test_who_is_counted_once_more_is_commoner(people: int, count: int, share: float) -> None:
    count = min(count, people - 1)
    assert blend(count + 1, people, share) > blend(count, people, share)


@given(count=st.integers(0, 10**5))
def test_the_more_people_bear_a_name_the_less_it_brings(count: int) -> None:
    fewer, more = (on_a_list((COMMON, times), (RARE, 200_000 - times)) for times in (count, count + 1))
    for role in (Role.GIVEN, Role.FAMILY, Role.PATRONYMIC, Role.UNKNOWN):
        one = part(COMMON, Role.GIVEN if role is Role.UNKNOWN else role)
        assert LEAST_BITS <= more.rarity(role, one) <= fewer.rarity(role, one) <= MOST_BITS
        assert more.wide_rarity(role, one) <= more.rarity(role, one)


def test_a_long_list_decides_how_common_a_name_is() -> None:
    held = on_a_list((RARE, 5_000), (COMMON, 45_000))
    family = part(RARE, Role.FAMILY)
    assert shipped().rarity(Role.FAMILY, family) == 11.0
    assert held.rarity(Role.FAMILY, family) == pytest.approx(3.4, abs=0.1)
    assert held.wide_rarity(Role.FAMILY, family) == pytest.approx(3.4, abs=0.1)


def test_a_name_rarer_on_a_long_list_than_elsewhere_brings_more() -> None:
    held, family = on_a_list((RARE, 40_000), (COMMON, 20)), part(COMMON, Role.FAMILY)
    assert held.rarity(Role.FAMILY, family) > shipped().rarity(Role.FAMILY, family) + 2


def test_a_list_of_one_person_leaves_the_shares_as_they_are() -> None:
    for text in (COMMON, RARE):
        held = on_a_list((text, 1))
        for one in name(text).parts:
            assert held.rarity(one.role, one) == pytest.approx(shipped().rarity(one.role, one), abs=0.01)
            assert held.wide_rarity(one.role, one) == pytest.approx(shipped().wide_rarity(one.role, one), abs=0.01)


def test_a_list_of_a_few_hundred_hardly_moves_a_share() -> None:
    held, usual = made_up(300), shipped()
    for role, table in usual.skeletons.items():
        moved = [abs(held.skeletons[role][sounds] - bits) for sounds, bits in table.items()]
        assert sum(moved) / len(moved) < 0.3
        assert max(moved) < 2
        assert abs(held.unknown[role] - usual.unknown[role]) < 0.3


def test_a_name_borne_by_one_or_two_people_is_not_kept() -> None:
    def kept(times: int) -> set[str]:
        borne = Counter(dict.fromkeys(borne_by([name(RARE)]), times))
        return {sounds for one in bearers_of(borne) for sounds in one.names}

    assert kept(2) == set()
    assert part(RARE, Role.GIVEN).skeleton in kept(3)


def test_a_name_too_rare_to_weigh_less_is_not_kept() -> None:
    borne = borne_by([name(RARE)])
    borne.update(dict.fromkeys(borne_by([name(COMMON)]), 99990))
    borne.update(dict.fromkeys(borne_by([name(RARE)]), 9))
    assert part(RARE, Role.FAMILY).skeleton not in {sounds for one in bearers_of(borne) for sounds in one.names}


def test_the_longer_the_list_the_rarer_is_a_name_that_is_not_on_it() -> None:
    unknown = part(RARE, Role.GIVEN)
    found = [on_a_list((COMMON, size)).rarity(Role.GIVEN, unknown) for size in (1, 1_000, 5_000, 50_000)]
    assert found == sorted(found)
    assert found[0] == pytest.approx(9.5, abs=0.01)
    assert found[-1] == MOST_BITS


def test_an_unknown_spelling_of_a_name_whose_consonants_are_common_stays_as_common_as_it_was() -> None:
    slip = part("Раҳимов Фуруҳӣ", Role.GIVEN)
    known = part(COMMON, Role.GIVEN)
    assert (slip.frame == known.frame, slip.skeleton == known.skeleton) == (True, False)
    held = on_a_list((COMMON, 50_000))
    assert held.rarity(Role.GIVEN, slip) == shipped().rarity(Role.GIVEN, slip) == 9.5


def test_a_part_of_open_role_is_as_common_as_in_its_commonest_role() -> None:
    held, one = on_a_list((COMMON, 4_000), (RARE, 40_000)), part(RARE, Role.GIVEN)
    assert held.rarity(Role.UNKNOWN, one) == held.rarity(Role.GIVEN, one)
    assert held.unknown[Role.UNKNOWN] == min(held.unknown[role] for role in (Role.GIVEN, Role.FAMILY))


def test_it_says_whose_names_were_counted_and_where_they_decide() -> None:
    assert (shipped().source, shipped().on_the_list) == ("shipped", frozenset())
    short, long = (on_a_list((COMMON, size)) for size in (SHIPPED_WEIGHS - 1, SHIPPED_WEIGHS))
    assert (short.source, short.on_the_list) == ("bans", frozenset())
    assert long.on_the_list == {Role.GIVEN, Role.FAMILY, Role.PATRONYMIC}


def test_agreement_on_a_name_that_is_common_on_the_list_is_worth_less() -> None:
    one, other = prepare(subject(RARE)), prepare(subject(RARE))
    held = on_a_list((RARE, 3_000), (COMMON, 3_000))
    assert compare(one, other, held).weight < compare(one, other).weight - 4


@pytest.mark.parametrize(("people", "fact"), [(SHIPPED_WEIGHS, "one_in"), (SHIPPED_WEIGHS - 1, "one_in_all")])
def test_a_reason_speaks_of_the_list_only_where_the_list_weighs_more_than_the_shipped_shares(
    people: int, fact: str
) -> None:
    record = prepare(subject("Каримов Карим"))
    found = compare(record, record, on_a_list(("Каримов Карим", people)))
    facts = [dict(one.facts).keys() for one in found.evidence if one.attribute == "given"]
    assert [fact in one for one in facts] == [True]


def test_shares_are_told_the_commonest_first_and_above_the_least() -> None:
    names = [name(COMMON)] * 3 + [name(RARE)]
    found = [one for one in shares_of(names, 0.3) if (one.kind, one.form) == ("given", "skeleton")]
    assert [(one.name, one.share) for one in found] == [(part(COMMON, Role.GIVEN).skeleton, 0.75)]


def test_two_that_hold_the_same_are_two() -> None:
    assert len({on_a_list((COMMON, 5)), on_a_list((COMMON, 5))}) == 2
