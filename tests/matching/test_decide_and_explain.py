"""The strongest candidate answers, and the answer comes with words."""

from __future__ import annotations

from ogoh.matching import compare, explain, judge, prepare
from ogoh.matching.explain import _NAME, _OTHERS
from ogoh.matching.model import model
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


def test_every_level_of_the_model_has_a_sentence() -> None:
    weights = model()
    names = {level.level for level in weights.name_levels} | {"compound", "initial", "different", "missing"}
    others = {("birth", level) for level in weights.birth} | {("document", level) for level in weights.document}
    others |= {(attribute, level) for attribute in ("sex", "citizenship") for level in ("equal", "conflicting")}
    assert (set(_NAME), set(_OTHERS)) == (names, others)


def test_reasons_come_strongest_first_and_quote_names_as_written() -> None:
    said = explain(compare(record("Холиқов Ҷамшед", "1985"), record("KHALIKOV Jamshid", "1970")))
    assert said[0] == "The dates of birth contradict each other."
    assert any("Холиқов" in one and "KHALIKOV" in one for one in said)


def test_braces_in_a_name_are_not_read_as_places() -> None:
    assert "{left}" not in " ".join(explain(compare(record("Каримов{x}"), record("Каримов {right}"))))


def test_words_come_from_the_language_asked_for() -> None:
    said = explain(compare(record("Каримов"), record("Каримов")), lambda text: f"тоҷикӣ: {text}")
    assert said[0].startswith("тоҷикӣ: The names Каримов")


def test_a_prepared_record_leaves_out_names_nobody_can_read() -> None:
    subject_names = record("金正恩").names
    assert subject_names == ()
