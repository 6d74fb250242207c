"""The population: stable, streaming, of a plausible make-up."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.synthetic import Person, frequencies, people
from ogoh.synthetic.dice import Dice, Draw, Stream
from ogoh.synthetic.kindred import LISTED, PEOPLE, kindred
from ogoh.synthetic.people import person_off_list, person_on_list
from ogoh.synthetic.tables import population, reference_day

SEED = 7


@pytest.fixture(scope="module")
def crowd() -> list[Person]:
    return list(people(8000, SEED))


def age(person: Person) -> int:
    return (reference_day() - person.born).days // 365


def test_the_same_seed_makes_the_same_people() -> None:
    assert list(people(200, SEED)) == list(people(200, SEED))


def test_another_seed_makes_other_people() -> None:
    assert list(people(20, SEED)) != list(people(20, SEED + 1))


def test_chance_falls_as_it_always_did() -> None:
    """A change here changes every file that was ever made from a seed: say so in the changelog."""
    first = next(people(1, 1))
    assert (first.given, first.stem, first.born.isoformat(), first.passports[0].number) == (
        "Раҳимҷон",
        "Алишер",
        "1959-09-29",
        "413614717",
    )


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 1 << 40))
def test_a_larger_population_begins_with_the_same_people(few: int, more: int, seed: int) -> None:
    assert list(people(few + more, seed))[:few] == list(people(few, seed))


def test_a_population_of_any_size_is_a_stream() -> None:
    assert len(list(islice(people(10**15, SEED), 3))) == 3


def test_half_of_a_kindred_stands_on_lists() -> None:
    listed = [person for person in kindred(5, SEED) if person.place_on_list is not None]
    assert [person.place_on_list for person in listed] == [5 * LISTED + place for place in range(LISTED)]


def test_somebody_on_a_list_is_found_without_making_the_rest() -> None:
    assert person_on_list(41, SEED).place_on_list == 41


def test_somebody_off_the_list_is_on_none() -> None:
    found = [person_off_list(place, SEED) for place in range(12)]
    assert {person.place_on_list for person in found} == {None}
    assert len({person.number for person in found}) == 12


def test_men_and_women_travel_as_in_the_statistics(crowd: list[Person]) -> None:
    assert 0.83 < Counter(person.sex for person in crowd)["M"] / len(crowd) < 0.88


def test_citizenships_have_their_shares(crowd: list[Person]) -> None:
    found = Counter(person.citizenship for person in crowd)
    assert 0.56 < found["TJ"] / len(crowd) < 0.64
    assert 0.22 < found["UZ"] / len(crowd) < 0.28
    assert set(found) == set(population()["citizenship"])


def test_most_are_of_working_age_and_nobody_is_unborn(crowd: list[Person]) -> None:
    ages = [age(person) for person in crowd]
    assert min(ages) >= 0
    assert sum(20 <= years < 40 for years in ages) / len(ages) > 0.5
    assert sum(years >= 65 for years in ages) / len(ages) < 0.1


def test_names_are_drawn_by_rank(crowd: list[Person]) -> None:
    """Twice the rank, clearly fewer people; the commonest name far from everybody's."""
    names = [person.given for person in crowd if (person.citizenship, person.sex) == ("TJ", "M")]
    ranked = [count for _, count in Counter(names).most_common()]
    assert ranked[0] > 2 * ranked[9] > 2 * 1.3 * ranked[39]
    assert ranked[0] / len(names) < 0.08
    assert len(ranked) > 300


def test_the_draw_tables_can_be_asked_for_shares() -> None:
    muhammad = frequencies()["given"]["TJ", "M"].share("Муҳаммад")
    assert 0.01 < muhammad < 0.1
    assert frequencies()["given"]["TJ", "M"].share("Брунгильда") == 0


def test_siblings_share_father_and_house_but_not_the_given_name(crowd: list[Person]) -> None:
    houses = defaultdict(list)
    for person in crowd:
        if person.kin == "sibling":
            houses[person.kindred, person.household].append(person)
    whole = [house for house in houses.values() if len(house) > 1]
    assert len(whole) > 100
    for house in whole:
        assert len({(person.father, person.stem) for person in house}) == 1
        assert len({person.given for person in house}) == len(house)


def test_some_tajik_children_bear_their_fathers_name(crowd: list[Person]) -> None:
    children = [person for person in crowd if person.kin == "child" and person.citizenship == "TJ"]
    named = [person for person in children if person.stem == person.father and person.family_name.endswith("зода")]
    assert 0.2 < len(named) / len(children) < 0.5


def test_a_father_is_older_than_his_children(crowd: list[Person]) -> None:
    fathers = {(person.kindred, person.household): person for person in crowd if person.kin == "father"}
    children = [person for person in crowd if person.kin == "child"]
    assert all(age(fathers[child.kindred, child.household]) >= age(child) + 19 for child in children)


def test_no_two_passports_have_one_number(crowd: list[Person]) -> None:
    numbers = [passport.number for person in crowd for passport in person.passports]
    assert len(set(numbers)) == len(numbers)


def test_each_passport_follows_the_one_before(crowd: list[Person]) -> None:
    for person in crowd:
        for earlier, later in zip(person.passports, person.passports[1:], strict=False):
            assert earlier.issued < later.issued
    assert {len(person.passports) for person in crowd} == {1, 2, 3}


def test_the_passport_of_a_day_is_the_last_one_issued(crowd: list[Person]) -> None:
    person = next(person for person in crowd if len(person.passports) == 3)
    assert person.passport_on(person.passports[1].issued) == person.passports[1].number
    assert person.passport_on(person.born) == ""


def test_a_kindred_is_always_eight() -> None:
    assert {len(kindred(number, SEED)) for number in range(50)} == {PEOPLE}


def test_a_choice_without_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        Draw([("a", 0.0)])


def test_streams_of_chance_are_independent() -> None:
    assert Dice(1, Stream.LIST, 3).random() != Dice(1, Stream.REGISTER, 3).random()
