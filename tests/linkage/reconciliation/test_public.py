"""What the public may be told of a list."""

from __future__ import annotations

from ogoh.linkage.reconciliation import Linked, PublicFigures, Question, public_figures, reconciled
from ogoh.linkage.reconciliation.public import LISTINGS, NOW
from tests.linkage.reconciliation.cases import CIRCUMSTANCES, crossing, linked, listing


def figures(tables: Linked) -> PublicFigures:
    with reconciled(tables, CIRCUMSTANCES) as found:
        return public_figures(found)


def many(gone: int, staying: int, **cells: str) -> Linked:
    people = [listing(f"L{number}", row=number, **cells) for number in range(gone + staying)]
    return linked(people, [crossing(of=f"L{number}") for number in range(gone)])


def test_ten_people_are_told_and_nine_are_not() -> None:
    assert figures(many(10, 20))["left", "sure"] == 10
    nine = figures(many(9, 20))
    assert nine["left", "sure"] is None


def test_what_remains_is_withheld_where_it_would_tell_the_small_number() -> None:
    nine = figures(many(9, 20))
    assert nine[LISTINGS] == 29
    assert nine["left", "rest"] is None
    assert nine["never", "sure"] is None


def test_all_but_nine_is_no_way_to_tell_nine() -> None:
    found = figures(many(20, 9))
    assert (found["left", "sure"], found["never", "sure"]) == (None, None)


def test_whereabouts_cover_everybody_once() -> None:
    found = figures(many(10, 20))
    assert sum(found[cell] or 0 for cell in NOW.values()) == found[LISTINGS] == 30


def test_nobody_is_a_number_that_may_be_told() -> None:
    assert figures(many(10, 20))["twice", "sure"] == 0


def test_a_person_listed_ten_times_is_one_person() -> None:
    people = [listing(f"L{number}", row=number) for number in range(40)]
    crossings = [crossing(of=f"L{number}") for number in range(10)]
    found = figures(linked(people, crossings, groups=[[f"L{number}" for number in range(10)]]))
    assert found["left", "sure"] is None


def test_a_ground_of_few_people_is_not_even_named() -> None:
    common = [listing(f"L{number}", row=number, grounds="Overstay") for number in range(30)]
    rare = [listing(f"M{number}", row=100 + number, grounds="A rare ground") for number in range(9)]
    found = figures(linked([*common, *rare], [crossing(of=f"L{number}") for number in range(15)]))
    assert found.parts_of("ground") == ["Overstay", None]
    assert found["ground", None] is None
    assert found["ground", "Overstay"] is None


def test_months_before_the_last_two_years_are_one() -> None:
    people = [listing(f"L{number}", row=number, decided_on="2020-01-01") for number in range(40)]
    days = ["2021-05-01", "2023-01-31", "2023-02-01", "2025-01-15"]
    crossings = [crossing(days[number % 4], of=f"L{number}") for number in range(40)]
    found = figures(linked(people, crossings))
    assert {month: found["month", month] for month in found.parts_of("month")} == {
        "2023-02": 10,
        "2025-01": 10,
        "earlier": 20,
    }


def test_the_figures_as_data_name_every_question() -> None:
    data = figures(many(10, 20, grounds="Overstay", agency="MVD")).as_data()
    assert data["by_ground"] == [{"ground": "Overstay", "records": 30, "left": 10}]
    assert isinstance(data["questions"], dict)
    assert set(data["questions"]) == set(Question)
