"""What each question answers, and how sure it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ogoh.linkage.reconciliation import Question, RegisterOf
from ogoh.linkage.reconciliation.travellers import MISSED
from tests.linkage.reconciliation.cases import (
    CIRCUMSTANCES,
    OTHER_DOCUMENT,
    SAME_PERSON,
    Row,
    answers,
    crossing,
    each_apart,
    linked,
    listing,
    pair,
    pairs_table,
    short,
)

BARRING = replace(CIRCUMSTANCES, register_of=RegisterOf.BARRING)
SURE = [("L1", "sure")]
ANOTHER_PASSPORT: Row = {"documents": "500000005", "bits": OTHER_DOCUMENT}


class TestLeft:
    def test_whoever_came_home_after_the_decision_has_left(self) -> None:
        (row,) = answers(Question.LEFT, linked([listing()], [crossing("2024-09-01", "in")]))
        assert (row["standing"], row["since_when"], row["other_row"]) == ("sure", date(2024, 9, 1), 2)
        assert (row["listing_name"], row["other_name"]) == ("Раҳимов Фарид", "RAHIMOV FARID")
        assert (row["weight"], row["birth"], row["citizenship"]) == (50, 13, None)

    def test_in_the_register_of_the_barring_country_going_out_is_leaving(self) -> None:
        assert short(Question.LEFT, linked([listing()], [crossing(direction="out")]), BARRING) == SURE
        assert short(Question.LEFT, linked([listing()], [crossing(direction="in")]), BARRING) == []

    def test_on_the_day_before_it_without_day_or_direction_or_the_other_way_proves_nothing(self) -> None:
        days = [("2024-03-10", "in"), ("2024-03-09", "in"), ("", "in"), ("2024-09-01", ""), ("2024-09-01", "out")]
        assert short(Question.LEFT, each_apart([crossing(*day) for day in days])) == []

    def test_the_day_after_the_decision_counts(self) -> None:
        assert short(Question.LEFT, linked([listing()], [crossing("2024-03-11")])) == SURE

    def test_the_day_of_the_list_stands_in_for_a_decision_without_a_date(self) -> None:
        tables = each_apart([crossing("2025-02-05"), crossing("2025-02-06")], decided_on="")
        assert short(Question.LEFT, tables) == [("L1", "sure")]

    def test_whoever_came_back_has_not_left(self) -> None:
        crossings = [crossing("2024-09-01", "in"), crossing("2024-10-01", "out")]
        assert short(Question.LEFT, linked([listing()], crossings)) == []

    def test_a_later_crossing_without_direction_leaves_it_open(self) -> None:
        crossings = [crossing("2024-09-01", "in"), crossing("2024-10-01", "")]
        assert short(Question.LEFT, linked([listing()], crossings)) == []

    def test_both_directions_on_the_last_day_leave_it_open(self) -> None:
        crossings = [crossing("2024-09-01", "in"), crossing("2024-09-01", "out")]
        assert short(Question.LEFT, linked([listing()], crossings)) == []

    def test_a_crossing_dated_after_today_is_a_slip(self) -> None:
        tables = each_apart([crossing("2025-06-02"), crossing("2025-06-01")])
        assert short(Question.LEFT, tables) == [("L1", "sure")]

    def test_the_probability_says_how_sure_it_is(self) -> None:
        tables = each_apart([crossing(p=p) for p in (0.9, 0.89, 0.11, 0.1)])
        assert short(Question.LEFT, tables) == [("L0", "sure"), ("L1", "doubtful"), ("L2", "doubtful")]

    def test_crossings_on_one_passport_stand_and_fall_together(self) -> None:
        crossings = [crossing(day, "in", p=0.5) for day in ("2024-09-01", "2024-10-01", "2024-11-01")]
        (row,) = answers(Question.LEFT, linked([listing()], crossings))
        assert (row["probability"], row["crossings"]) == (0.5, 3)

    def test_a_doubtful_later_crossing_makes_a_sure_one_doubtful(self) -> None:
        later = crossing("2024-10-01", "out", p=0.5, name="RAHIMI FARID")
        (row,) = answers(Question.LEFT, linked([listing()], [crossing(), later]))
        assert row["probability"] == pytest.approx(0.99 * 0.5)
        assert row["standing"] == "doubtful"

    def test_a_record_linked_to_two_travellers_rests_on_either(self) -> None:
        crossings = [crossing(p=0.6), crossing("2024-10-01", p=0.5, name="RAHIMI FARID")]
        (row,) = answers(Question.LEFT, linked([listing()], crossings))
        assert row["probability"] == pytest.approx(1 - 0.4 * 0.5)
        assert row["other_name"] == "RAHIMI FARID"


class TestNever:
    def test_whom_no_crossing_is_linked_with(self) -> None:
        (row,) = answers(Question.NEVER, linked([listing()], [crossing(of="")]))
        assert (row["standing"], row["probability"], row["other_row"]) == ("sure", 1, None)

    def test_any_sure_crossing_at_all_speaks_against_it(self) -> None:
        days = [("", ""), ("2020-01-01", "out"), ("2031-01-01", "in")]
        assert short(Question.NEVER, each_apart([crossing(*day) for day in days])) == []

    def test_a_doubtful_crossing_makes_it_doubtful_and_is_shown(self) -> None:
        (row,) = answers(Question.NEVER, linked([listing()], [crossing(p=0.3)]))
        assert (row["standing"], row["other_name"]) == ("doubtful", "RAHIMOV FARID")
        assert row["probability"] == pytest.approx(0.7 * (1 - 0.3 / 0.7 * MISSED / (1 - MISSED)))

    def test_few_who_are_not_found_among_many_who_are_were_rather_overlooked(self) -> None:
        assert short(Question.NEVER, each_apart([*[crossing(p=1.0)] * 200, None])) == []

    def test_of_half_a_list_that_is_not_found_most_never_crossed(self) -> None:
        found = answers(Question.NEVER, each_apart([*[crossing()] * 20, *[None] * 20]))
        assert {row["standing"] for row in found} == {"sure"}
        assert len(found) == 20

    def test_nobody_is_sure_without_a_birth_date_in_the_list(self) -> None:
        (row,) = answers(Question.NEVER, linked([listing(dob="")], [crossing(of="")]))
        assert (row["standing"], row["probability"]) == ("doubtful", 0.5)

    def test_nobody_is_sure_without_a_birth_date_in_the_register(self) -> None:
        (row,) = answers(Question.NEVER, linked([listing()], [crossing(of="", dob="")]))
        assert (row["standing"], row["probability"]) == ("doubtful", 0.5)

    def test_passports_without_birth_dates_find_nobody_surely(self) -> None:
        dated = [crossing(documents=f"4{number}") for number in range(10)]
        undated = [crossing(documents=f"5{number}", dob="", p=0.0) for number in range(10)]
        assert short(Question.NEVER, each_apart([*dated, *undated])) == []

    def test_some_crossings_without_birth_dates_of_people_with_one_change_nothing(self) -> None:
        both = [crossing(documents=f"4{at}", dob=dob) for at in range(20) for dob in ("", "1990-05-12")]
        tables = each_apart([*both[1::2], *[None] * 20])
        more = linked(
            [listing(f"L{at}", row=at) for at in range(40)],
            [{**one, "of": f"L{at // 2}"} for at, one in enumerate(both)],
        )
        assert short(Question.NEVER, more) == short(Question.NEVER, tables)


class TestBack:
    def test_both_directions_after_the_decision_and_where_they_are_by_the_last(self) -> None:
        crossings = [crossing("2024-09-01", "in"), crossing("2024-10-01", "out")]
        (row,) = answers(Question.BACK, linked([listing()], crossings))
        assert (row["standing"], row["since_when"], row["detail"]) == ("sure", date(2024, 9, 1), "entered")

    def test_one_direction_before_the_decision_does_not_count(self) -> None:
        crossings = [crossing("2024-03-10", "out"), crossing("2024-09-01", "in")]
        assert short(Question.BACK, linked([listing()], crossings)) == []

    def test_where_both_directions_stand_on_the_last_day_it_is_not_known(self) -> None:
        crossings = [crossing("2024-09-01", "in"), crossing("2024-09-01", "out")]
        (row,) = answers(Question.BACK, linked([listing()], crossings))
        assert (row["standing"], row["detail"]) == ("sure", "unknown")

    def test_two_travellers_must_both_be_the_person(self) -> None:
        crossings = [crossing(p=0.8), crossing("2024-10-01", "out", p=0.5, name="RAHIMI FARID")]
        (row,) = answers(Question.BACK, linked([listing()], crossings))
        assert row["probability"] == pytest.approx(0.4)


class TestTwice:
    THREE = (listing("L1", row=2), listing("L2", row=3), listing("L3", row=4))

    def test_every_record_but_the_first_repeats_the_first(self) -> None:
        rows = answers(Question.TWICE, linked(self.THREE, groups=[("L3", "L1", "L2")]))
        assert [(row["listing_id"], row["other_id"], row["standing"]) for row in rows] == [
            ("L2", "L1", "sure"),
            ("L3", "L1", "sure"),
        ]

    def test_a_group_of_one_is_nobody_listed_twice(self) -> None:
        assert short(Question.TWICE, linked(self.THREE, groups=[("L1",), ("L2",)])) == []

    def test_the_pairs_behind_a_group_say_how_sure_it_is(self) -> None:
        twins = pairs_table([pair("L2", "L1", 0.95, SAME_PERSON), pair("L2", "L3", 0.6, OTHER_DOCUMENT)])
        rows = answers(Question.TWICE, linked(self.THREE, groups=[("L1", "L2", "L3")], twins=twins))
        assert [(row["listing_id"], row["standing"], row["birth"]) for row in rows] == [
            ("L2", "sure", 13),
            ("L3", "doubtful", None),
        ]


class TestEnded:
    def test_a_term_is_over_the_day_after_its_last_and_no_day_is_no_end(self) -> None:
        ends = ["2025-05-31", "2025-06-01", "", "2024", "for ever"]
        people = [listing(f"L{number}", row=number, until=until) for number, until in enumerate(ends)]
        rows = answers(Question.ENDED, linked(people))
        assert [(row["listing_id"], row["standing"], row["days"]) for row in rows] == [("L0", "sure", 1)]


class TestRenamed:
    def test_another_document_of_a_person_whose_names_and_birth_agree(self) -> None:
        (row,) = answers(Question.RENAMED, linked([listing()], [crossing(**ANOTHER_PASSPORT)]))
        assert (row["standing"], row["detail"], row["other_documents"]) == ("sure", "document", "500000005")

    def test_another_name_under_the_same_document(self) -> None:
        bits = {**SAME_PERSON, "family": -3.0}
        (row,) = answers(Question.RENAMED, linked([listing()], [crossing(name="FARIDZODA FARID", bits=bits)]))
        assert (row["standing"], row["detail"]) == ("sure", "name")

    def test_what_is_no_old_document(self) -> None:
        the_same, without = crossing(), crossing(documents="")
        one_sign_apart = crossing(documents="400000007", bits={**SAME_PERSON, "document": 9.0})
        another_birth = crossing(documents="500000005", bits={**OTHER_DOCUMENT, "birth": -1.0})
        no_family_name = crossing(documents="500000005", bits={**OTHER_DOCUMENT, "family": 0.0})
        cases = [the_same, without, one_sign_apart, another_birth, no_family_name]
        assert short(Question.RENAMED, each_apart(cases)) == []

    def test_a_record_that_holds_the_new_document_besides_is_not_old(self) -> None:
        both = listing(documents="400000001 500000005")
        assert short(Question.RENAMED, linked([both], [crossing(**ANOTHER_PASSPORT)])) == []

    def test_the_latest_passport_decides(self) -> None:
        earlier = crossing("2019-01-01", **ANOTHER_PASSPORT)
        assert short(Question.RENAMED, linked([listing()], [crossing(), earlier])) == []
        later = crossing("2025-01-01", **ANOTHER_PASSPORT)
        assert short(Question.RENAMED, linked([listing()], [crossing(), later])) == SURE


class TestDoubtful:
    def test_a_look_is_worth_how_open_the_pair_is_times_the_answers_that_depend_on_it(self) -> None:
        (row,) = answers(Question.DOUBTFUL, linked([listing()], [crossing(p=0.5)]))
        assert (row["detail"], row["worth"], row["standing"]) == ("left never", 0.5, "doubtful")

    def test_pairs_that_settle_most_come_first(self) -> None:
        people = [listing("L1", row=2), listing("L2", row=3), listing("L3", row=4)]
        doubts = [
            crossing(of="L1", p=0.8),
            crossing(of="L2", p=0.5),
            crossing("2020-01-01", of="L3", p=0.5),
        ]
        rows = answers(Question.DOUBTFUL, linked(people, doubts))
        assert [row["listing_id"] for row in rows] == ["L2", "L1", "L3"]

    def test_a_sure_pair_is_not_looked_at_again(self) -> None:
        assert answers(Question.DOUBTFUL, linked([listing()], [crossing(p=0.9)])) == []

    def test_what_depends_on_a_doubtful_pair_beside_a_sure_one(self) -> None:
        doubts = {
            "the same way, later": (crossing("2024-10-01", "in"), ""),
            "the other way, later": (crossing("2024-10-01", "out"), "left back"),
            "the other way, before": (crossing("2024-08-01", "out"), "back"),
            "the other way, the same day": (crossing("2024-09-01", "out"), "left back"),
            "another passport, later": (crossing("2024-10-01", **ANOTHER_PASSPORT), "renamed"),
            "another passport, before": (crossing("2024-08-01", **ANOTHER_PASSPORT), ""),
            "another passport, undated": (crossing("", "", **ANOTHER_PASSPORT), ""),
        }
        crossings = [crossing("2024-09-01", "in", of=case) for case in doubts]
        crossings += [{**doubt, "of": case, "p": 0.5, "name": "RAHIMI"} for case, (doubt, _) in doubts.items()]
        people = [listing(case, row=number) for number, case in enumerate(doubts)]
        rows = answers(Question.DOUBTFUL, linked(people, crossings))
        assert {row["listing_id"]: row["detail"] for row in rows} == {case: said for case, (_, said) in doubts.items()}

    def test_crossings_on_one_passport_are_one_look(self) -> None:
        crossings = [crossing(day, "in", p=0.5) for day in ("2024-09-01", "2024-10-01")]
        (row,) = answers(Question.DOUBTFUL, linked([listing()], crossings))
        assert row["crossings"] == 2
