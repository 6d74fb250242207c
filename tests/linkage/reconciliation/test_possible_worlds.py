"""The probabilities of answers, against counting through every way in which travellers may be the listed person."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations
from math import prod

import pytest

from ogoh.linkage.reconciliation import Question, reconciled
from tests.linkage.reconciliation.cases import CIRCUMSTANCES, Row, crossing, linked, listing

LISTINGS = 80
DECIDED = "2024-03-10"
DAYS = ["", "2023-01-05", DECIDED, "2024-03-11", "2024-05-01", "2024-05-02", "2025-01-01"]
Traveller = tuple[float, list[tuple[str, str]]]


def travellers(dice: random.Random) -> list[Traveller]:
    """Up to three travellers, each with a probability and up to three crossings."""
    return [
        (
            dice.choice((0.05, 0.3, 0.5, 0.95, 1.0)),
            [(dice.choice(DAYS), dice.choice(("in", "out", ""))) for _ in range(n)],
        )
        for n in (dice.randint(1, 3) for _ in range(dice.randint(0, 3)))
    ]


def worlds(people: list[Traveller]) -> Iterator[tuple[float, list[tuple[str, str]]]]:
    """Every choice of travellers who are the listed person: how probable it is, and all their crossings."""
    numbers = range(len(people))
    for chosen in (set(one) for size in range(len(people) + 1) for one in combinations(numbers, size)):
        probable = prod(people[at][0] if at in chosen else 1 - people[at][0] for at in numbers)
        yield probable, [crossed for at in chosen for crossed in people[at][1]]


def has_left(crossings: list[tuple[str, str]]) -> bool:
    since = [crossed for crossed in crossings if crossed[0] > DECIDED]
    return bool(since) and {way for day, way in since if day == max(since)[0]} == {"in"}


def went_both_ways(crossings: list[tuple[str, str]]) -> bool:
    return {"in", "out"} <= {way for day, way in crossings if day > DECIDED}


def never_crossed(crossings: list[tuple[str, str]]) -> bool:
    return not crossings


TRUE_OF = {Question.LEFT: has_left, Question.BACK: went_both_ways, Question.NEVER: never_crossed}


def test_answers_are_as_probable_as_the_worlds_in_which_they_hold() -> None:
    dice = random.Random(20250205)
    people = {f"L{number}": travellers(dice) for number in range(LISTINGS)}
    crossings: list[Row] = [
        crossing(day, way, of=of, p=p, name=f"TRAVELLER {at}")
        for of, found in people.items()
        for at, (p, days) in enumerate(found)
        for day, way in days
    ]
    tables = linked([listing(of, row=row) for row, of in enumerate(people)], crossings)
    with reconciled(tables, CIRCUMSTANCES) as reconciliation:
        rows = reconciliation.engine.rows("select question, listing, probability from answer")
        answered = {(question, of): probability for question, of, probability in rows}
        (overlooked,) = reconciliation.engine.row("select share from overlooked")
    for question, holds in TRUE_OF.items():
        expected = {of: sum(p for p, crossed in worlds(found) if holds(crossed)) for of, found in people.items()}
        if question is Question.NEVER:
            expected = {of: probable * (1 - overlooked) for of, probable in expected.items()}
        assert {of: answered.get((question.value, of), 0.0) for of in people} == pytest.approx(expected, abs=1e-8)
