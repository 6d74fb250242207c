"""The strongest candidate answers."""

from __future__ import annotations

from ogoh.matching import judge, prepare
from tests.matching.records import record, subject


def test_without_candidates_there_is_no_record() -> None:
    found = judge(record("Каримов Рустам"), [])
    assert (found.verdict, found.best, found.comparison) == ("no_record", None, None)


def test_a_recorded_candidate_outranks_a_possible_one() -> None:
    question = record("Каримов Рустам", "05.03.1991", "A1234567")
    found = judge(question, [(1, subject("Каримов Рустам")), (2, subject("Karimov Rustam", "05.03.1991", "A1234567"))])
    assert (found.verdict, found.best, found.document_agrees) == ("recorded", 2, True)


def test_a_namesake_with_another_date_is_no_record_and_is_not_named() -> None:
    found = judge(record("Каримов Рустам", "05.03.1991"), [(7, subject("Каримов Рустам", "23.11.1961"))])
    assert (found.verdict, found.best) == ("no_record", None)


def test_equal_candidates_are_settled_by_the_lower_number() -> None:
    same = subject("Каримов Рустам", "05.03.1991")
    assert judge(prepare(same), [(9, same), (4, same), (6, same)]).best == 4


def test_a_prepared_record_leaves_out_names_nobody_can_read() -> None:
    subject_names = record("金正恩").names
    assert subject_names == ()
