"""The first look holds nobody back who could be an answer."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import Subject, subject_as_typed
from ogoh.matching import Prepared, compare, decide, prepare
from ogoh.matching.commonness import shipped
from ogoh.matching.screen import Screen
from ogoh.names import WrittenName
from ogoh.synthetic import pair_rows
from tests.matching.records import subject

pytestmark = pytest.mark.slow

NAMES = st.sampled_from(["Каримов Рустам", "Karimov Rustam Sharifovich", "Рустам", "Асан уулу Бакыт", "Муҳаммад Алӣ"])
BORN = st.sampled_from(["", "1990", "01.01.1990", "05.03.1990", "03.05.1990", "05.03.1991", "23.11.1961", "1988-1992"])
NUMBERS = st.sampled_from(["", "A1234567", "A1234568", "400123456"])


def screen(question: Prepared) -> Screen:
    return Screen(question, shipped())


def people(side: str) -> list[Subject]:
    rows = islice(pair_rows(3000, 3), 3000)
    fields = ((row[f"{side}_name"], row[f"{side}_dob"], row[f"{side}_doc"]) for row in rows)
    return [subject_as_typed(WrittenName(name), born=born, document=number) for name, born, number in fields]


def test_it_lets_every_possible_answer_of_a_made_up_population_through() -> None:
    for left, right in zip(people("left"), people("right"), strict=True):
        question = prepare(left)
        if decide(compare(question, prepare(right)), said_little=not question.births) != "no_record":
            assert screen(question).lets_through(right)
            assert screen(question).lets_named_through(right, prepare(right))


@given(NAMES, BORN, NUMBERS, NAMES, BORN, NUMBERS)
def test_it_never_holds_back_what_would_be_an_answer(
    name: str, born: str, number: str, other: str, other_born: str, other_number: str
) -> None:
    question, candidate = prepare(subject(name, born, number)), subject(other, other_born, other_number)
    if decide(compare(question, prepare(candidate)), said_little=not question.births) != "no_record":
        assert screen(question).lets_through(candidate)
        assert screen(question).lets_named_through(candidate, prepare(candidate))


@pytest.mark.parametrize("born", ["23.11.1961", "06.04.1975"])
def test_a_common_name_born_on_another_day_is_not_looked_at_further(born: str) -> None:
    assert not screen(prepare(subject("Каримов Алишер", "05.03.1990"))).lets_through(subject("Каримов Алишер", born))
