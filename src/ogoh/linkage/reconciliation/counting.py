"""How many: the counts of every question, sure and doubtful apart, and how many to expect."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ogoh.linkage.reconciliation.questions import Question
from ogoh.linkage.reconciliation.reconciliation import Reconciliation

_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Count:
    """How many records a question is about; a person listed twice is two records and one of the ``people``.

    ``expected`` is the sum of the probabilities of all records, also of those that are too unlikely to be shown;
    ``low`` and ``high`` bound what comes true 19 times in 20 if the probabilities mean what they say and people do
    not depend on each other (normal approximation of a Poisson-binomial sum). Of the doubtful pairs it is the number
    that are one person. ``rows`` is how many answers the sheet holds.
    """

    sure: int
    doubtful: int
    sure_people: int
    doubtful_people: int
    rows: int
    expected: float
    low: float
    high: float


NOTHING = Count(0, 0, 0, 0, 0, 0.0, 0.0, 0.0)

_NEVER = """
select sum(never::decimal(18, 9)) filter (l.dob <> ''), sum(never::decimal(18, 9)), max(low), max(high)
from whereabouts w join listing l on l.id = w.listing cross join overlooked
"""

_COUNTS = """
select question,
    count(distinct listing) filter (standing = 'sure'), count(distinct listing) filter (standing = 'doubtful'),
    count(distinct person) filter (standing = 'sure'), count(distinct person) filter (standing = 'doubtful'),
    count(*) filter (standing <> 'no'), count(*),
    sum(probability::decimal(18, 9)), sum((probability * (1 - probability))::decimal(18, 9))
from answered group by question
"""
"""Decimals, for their sum is the same in every order."""


def counted(reconciliation: Reconciliation) -> Mapping[Question, Count]:
    """The counts of every question, in the order of the report."""
    found = {Question(row[0]): _count(*row[1:]) for row in reconciliation.engine.rows(_COUNTS)}
    if Question.NEVER in found:
        found[Question.NEVER] = _widened(found[Question.NEVER], *reconciliation.engine.row(_NEVER))
    return {question: found.get(question, NOTHING) for question in Question}


def _widened(count: Count, dated: float | None, every: float, low: float, high: float) -> Count:
    """The bounds of how many never crossed: how many are overlooked is one question for all of them together.

    ``dated`` and ``every`` are the sums of probabilities that nobody was found, of records with a birth date and of
    all; ``low`` and ``high`` bound the share that was overlooked.
    """
    below, above = count.expected - count.low, count.high - count.expected
    least = max(0.0, float(dated or 0) * (1 - high) - below)
    most = float(every) * (1 - low) + above
    return replace(count, low=round(min(least, count.low), 1), high=round(max(most, count.high), 1))


def _count(
    sure: int, doubtful: int, sure_people: int, doubtful_people: int, rows: int, most: int, mean: float, variance: float
) -> Count:
    expected, reach = float(mean), _Z * math.sqrt(float(variance))
    bounds = (round(max(0.0, expected - reach), 1), round(min(float(most), expected + reach), 1))
    return Count(sure, doubtful, sure_people, doubtful_people, rows, round(expected, 1), *bounds)
