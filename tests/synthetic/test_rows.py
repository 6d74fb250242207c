"""Lists, registers, travellers and pairs: their columns, their stable beginning, and the truth they carry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.synthetic import (
    COLUMNS,
    PAIR_COLUMNS,
    REGISTER_COLUMNS,
    TRAVELLER_COLUMNS,
    demo_travellers,
    kinds,
    list_rows,
    pair_rows,
    register_rows,
    russian_headings,
    traveller_rows,
)
from ogoh.synthetic.people import person_on_list
from ogoh.synthetic.tables import reference_day

SEED = 3
LISTED = 400
Row = dict[str, str]
Maker = Callable[[int, int], Iterator[Row]]


def travellers(size: int, seed: int) -> Iterator[Row]:
    return traveller_rows(size, seed, LISTED)


MAKERS: list[tuple[Maker, tuple[str, ...]]] = [
    (list_rows, COLUMNS),
    (register_rows, REGISTER_COLUMNS),
    (travellers, TRAVELLER_COLUMNS),
    (pair_rows, PAIR_COLUMNS),
]
every_maker = pytest.mark.parametrize(("make", "columns"), MAKERS)


@pytest.fixture(scope="module")
def listed() -> dict[str, Row]:
    return {row["id"]: row for row in list_rows(LISTED, SEED)}


@pytest.fixture(scope="module")
def asked() -> list[Row]:
    return list(travellers(1200, SEED))


@pytest.fixture(scope="module")
def pairs() -> list[Row]:
    return list(pair_rows(1500, SEED))


def day(written: str) -> date:
    numbers = [int(number) for number in written.split(".")]
    return date(numbers[2], numbers[1], numbers[0])


@every_maker
def test_rows_have_the_columns_that_are_promised(make: Maker, columns: tuple[str, ...]) -> None:
    assert all(set(row) == set(columns) for row in make(40, SEED))


@every_maker
def test_the_same_seed_makes_the_same_rows(make: Maker, columns: tuple[str, ...]) -> None:
    assert list(make(40, SEED)) == list(make(40, SEED))


@every_maker
def test_a_larger_file_begins_with_the_same_rows(make: Maker, columns: tuple[str, ...]) -> None:
    assert list(make(60, SEED))[:25] == list(make(25, SEED))


@every_maker
def test_rows_are_a_stream(make: Maker, columns: tuple[str, ...]) -> None:
    assert len(list(islice(make(10**12, SEED), 3))) == 3


@every_maker
def test_a_file_of_no_rows_is_empty(make: Maker, columns: tuple[str, ...]) -> None:
    assert list(make(0, SEED)) == []


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1 << 50), st.sampled_from([make for make, _ in MAKERS]))
def test_every_seed_makes_people_with_names(seed: int, make: Maker) -> None:
    for row in make(6, seed):
        assert all(row[column] for column in row if column in ("given_name", "left_name", "right_name"))


def test_a_list_is_written_in_russian(listed: dict[str, Row]) -> None:
    for row in listed.values():
        names = row["family_name"] + row["given_name"] + row["patronymic"]
        assert not set(names.lower()) & set("ғӣқӯҳҷўөүңabcdefghijklmnopqrstuvwxyz")
        assert row["sex"] in ("М", "Ж")


def test_a_ban_that_is_listed_still_runs(listed: dict[str, Row]) -> None:
    for row in listed.values():
        assert day(row["decided_on"]) <= reference_day()
        assert not row["until"] or day(row["until"]) >= reference_day().replace(day=1)


def test_every_column_of_a_list_has_a_russian_heading() -> None:
    headings = russian_headings()
    assert set(COLUMNS) <= set(headings)
    assert [headings[column] for column in ("family_name", "document_number", "until")] == [
        "Фамилия",
        "Паспорт",
        "Действует до",
    ]


def test_every_other_traveller_is_on_the_list(asked: list[Row], listed: dict[str, Row]) -> None:
    told = [row["listed_as"] for row in asked]
    assert sum(map(bool, told)) == len(asked) // 2
    assert {one for one in told if one} <= set(listed)


def test_travellers_visit_the_whole_list_before_anybody_comes_twice(asked: list[Row]) -> None:
    first = [row["listed_as"] for row in asked[: 2 * LISTED] if row["listed_as"]]
    assert len(set(first)) == len(first) == LISTED


def test_a_traveller_without_errors_shows_what_the_list_shows(asked: list[Row], listed: dict[str, Row]) -> None:
    same = [row for row in asked if row["listed_as"] and not row["errors"]]
    assert len(same) > 50
    for row in same:
        record = listed[row["listed_as"]]
        assert row["dob"] == record["dob"]
        assert record["document_number"] in ("", row["document_number"])


def test_a_renewed_passport_is_said_and_seen(asked: list[Row], listed: dict[str, Row]) -> None:
    renewed = [row for row in asked if row["errors"] == "document_renewed"]
    assert renewed
    assert all(row["document_number"] != listed[row["listed_as"]]["document_number"] for row in renewed)


def test_about_a_quarter_has_a_new_passport(asked: list[Row]) -> None:
    on_list = [row for row in asked if row["listed_as"]]
    renewed = sum("document_renewed" in row["errors"].split() for row in on_list)
    assert 0.12 < renewed / len(on_list) < 0.35


def test_errors_are_named_from_the_table(asked: list[Row], pairs: list[Row]) -> None:
    named = {error.removeprefix("list:") for row in [*asked, *pairs] for error in row["errors"].split()}
    assert named <= {*kinds(), "document_renewed"}


def test_those_who_are_not_listed_are_strangers_relatives_and_namesakes(asked: list[Row]) -> None:
    found = Counter(row["kind"] for row in asked if not row["listed_as"])
    assert set(found) == {"stranger", "relative", "namesake"}
    assert min(found.values()) > 20


def test_travellers_write_in_several_scripts(asked: list[Row]) -> None:
    signs = "".join(row["given_name"] for row in asked).lower()
    assert {"j", "ҷ", "ж", "ў"} <= set(signs)


def test_a_traveller_needs_a_list() -> None:
    with pytest.raises(ValueError, match="at least one record"):
        traveller_rows(1, SEED, 0)


def test_a_list_of_one_record_still_meets_travellers() -> None:
    assert [row["listed_as"] for row in traveller_rows(4, SEED, 1)] == ["L00000001", "", "L00000001", ""]


def test_a_register_reads_one_passport_alike_at_every_crossing() -> None:
    read = defaultdict(set)
    for row in register_rows(1500, SEED):
        assert row["family_name"] == row["family_name"].upper()
        if row["document_number"]:
            read[row["document_number"]].add((row["person"], row["family_name"], row["given_name"], row["dob"]))
    assert len(read) < 1500
    assert all(len(told) == 1 for told in read.values())


def test_a_register_knows_who_is_listed_as_far_as_the_list_reaches() -> None:
    rows = list(register_rows(1500, SEED, listed=100))
    assert {row["listed_as"] for row in rows if row["listed_as"]} == {f"L{place:08d}" for place in range(1, 101)}


def test_a_register_and_a_list_name_the_same_people() -> None:
    for row in register_rows(200, SEED):
        if row["listed_as"]:
            person = person_on_list(int(row["listed_as"][1:]) - 1, SEED)
            assert row["person"] == f"P{person.number + 1:08d}"


def test_a_person_goes_out_and_comes_back() -> None:
    last: Row = {}
    for row in register_rows(800, SEED):
        if last and row["person"] == last["person"]:
            assert row["direction"] != last["direction"]
            assert row["crossed_on"] >= last["crossed_on"]
        last = row


def test_only_pairs_of_one_person_are_labelled_same(pairs: list[Row]) -> None:
    assert {(row["kind"], row["label"]) for row in pairs} == {
        ("same", "1"),
        ("random", "0"),
        ("namesake", "0"),
        ("sibling", "0"),
        ("father_son", "0"),
        ("same_name_other_dob", "0"),
    }


def test_different_people_never_share_a_passport(pairs: list[Row]) -> None:
    different = [row for row in pairs if row["label"] == "0" and row["left_doc"]]
    assert all(row["left_doc"] != row["right_doc"] for row in different)


def test_a_clean_pair_of_one_person_agrees(pairs: list[Row]) -> None:
    clean = [row for row in pairs if row["label"] == "1" and not row["errors"]]
    assert len(clean) > 50
    assert all((row["left_dob"], row["left_doc"]) == (row["right_dob"], row["right_doc"]) for row in clean)


def test_the_demonstration_has_one_of_each_answer() -> None:
    listed = {row["id"]: row for row in list_rows(2000, SEED)}
    recorded, possible, unknown = demo_travellers(2000, SEED)
    assert [row["expected"] for row in (recorded, possible, unknown)] == ["recorded", "possible", "no_record"]
    assert recorded["document_number"] == listed[recorded["listed_as"]]["document_number"]
    assert possible["document_number"] != listed[possible["listed_as"]]["document_number"] != ""
    assert all(row["dob"] == listed[row["listed_as"]]["dob"] for row in (recorded, possible))
    assert recorded["given_name"] != listed[recorded["listed_as"]]["given_name"]
    assert unknown["listed_as"] == ""
    assert unknown["document_number"] not in {row["document_number"] for row in listed.values()}


def test_a_list_too_short_for_a_demonstration_is_refused() -> None:
    with pytest.raises(ValueError, match="long enough"):
        demo_travellers(1, SEED)


@pytest.mark.parametrize("first", [0, 1, 3, 4, 9, 397])
def test_a_list_can_be_made_from_any_place_on(first: int) -> None:
    assert list(list_rows(7, SEED, first)) == list(list_rows(first + 7, SEED))[first:]
