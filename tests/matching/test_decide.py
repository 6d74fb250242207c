"""The strongest candidate answers."""

from __future__ import annotations

import pytest

from ogoh.matching import Comparison, compare, decide, judge, prepare
from ogoh.matching.model import model
from tests.matching.levels import comparison, piece
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


def names_that_agree(bits: float = 0.0) -> Comparison:
    """Names that agree by as many bits as settle nothing, and no more."""
    return comparison(piece("family", "equal", model().decision.unresolved_name + bits), prior=-40.0)


def test_who_said_little_is_not_told_that_there_is_nothing_where_the_names_agree() -> None:
    assert decide(names_that_agree(), said_little=True) == "possible"
    assert decide(names_that_agree(-0.5), said_little=True) == "no_record"


def test_who_gave_a_date_is_answered_by_the_weight() -> None:
    assert decide(names_that_agree(), said_little=False) == "no_record"


def test_where_dates_were_compared_nothing_is_unresolved() -> None:
    found = names_that_agree()
    assert decide(comparison(*found.evidence, piece("birth", "year", 0.5), prior=-40.0)) == "no_record"


@pytest.mark.parametrize("level", ["different", "renewed"])
def test_another_number_resolves_nothing_for_passports_are_renewed(level: str) -> None:
    found = names_that_agree()
    assert decide(comparison(*found.evidence, piece("document", level, -2.5), prior=-40.0)) == "possible"


def test_what_speaks_against_resolves_it() -> None:
    found = names_that_agree()
    assert decide(comparison(*found.evidence, piece("sex", "conflicting", -3.0), prior=-40.0)) == "no_record"


@pytest.mark.parametrize(
    ("attribute", "level"), [("given", "lookalike"), ("document", "different"), ("sex", "forms_conflict")]
)
def test_a_contradiction_that_the_model_names_is_never_recorded(attribute: str, level: str) -> None:
    told = (piece("family", "equal", 10.0), piece("birth", "equal", 12.0))
    assert decide(comparison(*told, prior=0.0)) == "recorded"
    assert decide(comparison(*told, piece(attribute, level, 0.0), prior=0.0)) == "possible"


def test_judging_knows_how_little_was_said() -> None:
    listed = subject("Шоҳбозқулов Зарринтоҷ")
    assert judge(record("Шоҳбозқулов Зарринтоҷ"), [(1, listed)]).verdict == "possible"
    assert decide(compare(record("Шоҳбозқулов Зарринтоҷ"), prepare(listed))) == "possible"
