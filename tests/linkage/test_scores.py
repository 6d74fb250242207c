"""Scores worked out in columns are those of comparing two records by themselves, to the last bit."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.identity import PartialDate, Sex, Subject
from ogoh.identity.document import Document
from ogoh.linkage.name_columns import NameReader
from ogoh.linkage.scores import SCORES, Scorer
from ogoh.matching import asked_keys, compare, prepare, stored_keys
from ogoh.matching.commonness import Commonness, bearers_of, borne_by, commonness_on, names_counted, shipped
from ogoh.matching.comparison import ATTRIBUTES
from ogoh.names import WrittenName
from ogoh.synthetic import frequencies
from tests.absurd import NAMES, NO_NAMES
from tests.linkage.odd_names import ODD_NAMES
from tests.linkage.people import Couple, crossed, listed, of_every_form, pairs_batch, subjects_of

pytestmark = pytest.mark.slow

Told = tuple[float, ...]
SIZE, EXAMPLES = 250, 25
MARCH = PartialDate(1990, 3, 14)


def scorer(commonness: Commonness | None = None) -> Scorer:
    return Scorer(NameReader(), commonness or shipped())


def scored(scores: pa.RecordBatch) -> list[Told]:
    """Weight, probability and the bits of each attribute, row by row."""
    columns = (scores[name].to_pylist() for name in ("weight", "probability", *ATTRIBUTES))
    return list(zip(*columns, strict=True))


def compared(couples: Iterable[Couple], commonness: Commonness | None = None) -> list[Told]:
    """The same, found by comparing."""
    found = [compare(prepare(left), prepare(right), commonness or shipped()) for left, right in couples]
    return [
        (
            one.weight,
            one.probability,
            *(sum(e.bits for e in one.evidence if e.attribute == name) for name in ATTRIBUTES),
        )
        for one in found
    ]


def differing(couples: Sequence[Couple], scores: pa.RecordBatch, commonness: Commonness | None = None) -> list[str]:
    """Pairs of which columns say something else."""
    both = zip(couples, scored(scores), compared(couples, commonness), strict=True)
    return [f"{left} {right}: {one} is not {other}" for (left, right), one, other in both if one != other]


def candidates(left: Sequence[Subject], right: Sequence[Subject]) -> list[Couple]:
    """Everybody with everybody who shares a key."""
    holders: defaultdict[int, set[int]] = defaultdict(set)
    for place, one in enumerate(right):
        for key in stored_keys(prepare(one)):
            holders[key].add(place)
    return [
        (one, right[place])
        for one in left
        for place in sorted(set().union(*(holders[key] for key in asked_keys(prepare(one)) if key in holders)))
    ]


@pytest.fixture(scope="module")
def couples() -> list[Couple]:
    """Candidates and strangers, of every form."""
    left, right = of_every_form(subjects_of(listed(SIZE))), of_every_form(subjects_of(crossed(3 * SIZE, SIZE)))
    dice = random.Random(3)
    return [*candidates(left, right), *((dice.choice(left), dice.choice(right)) for _ in range(1_000))]


@pytest.fixture(scope="module")
def of_a_register() -> Commonness:
    borne = borne_by(names_counted(map(prepare, subjects_of(crossed(3 * SIZE, SIZE)))))
    return commonness_on(bearers_of(borne), "register")


@pytest.fixture(scope="module")
def scores(couples: list[Couple]) -> pa.RecordBatch:
    return scorer().score(pairs_batch(couples))


def test_scores_of_made_up_people_are_those_of_comparing(couples: list[Couple], scores: pa.RecordBatch) -> None:
    assert scores.schema == SCORES
    assert not differing(couples, scores)
    assert max(probability for _, probability, *_ in scored(scores)) > 0.99
    assert len(couples) > 2_000


def test_names_counted_on_a_register_weigh_the_same(couples: list[Couple], of_a_register: Commonness) -> None:
    some = couples[::3]
    assert not differing(some, scorer(of_a_register).score(pairs_batch(some)), of_a_register)


def odd_people(births: Iterable[tuple[PartialDate, ...]]) -> list[Subject]:
    dates = list(births)
    return [Subject(names, dates[place % len(dates)]) for place, names in enumerate(ODD_NAMES)]


def everybody_with_everybody(people: Sequence[Subject]) -> list[Couple]:
    return [(one, other) for one in people for other in people]


@pytest.mark.parametrize(
    "births",
    [[()], [(MARCH,)], [(MARCH,), (PartialDate(1965, 3, 14),), (PartialDate(1990),), (MARCH, PartialDate(1962))]],
    ids=["without dates", "born on one day", "born on several"],
)
def test_odd_names_score_as_they_compare(births: list[tuple[PartialDate, ...]]) -> None:
    couples = everybody_with_everybody(odd_people(births))
    assert not differing(couples, scorer().score(pairs_batch(couples)))


def test_names_that_nobody_bears_score_as_they_compare() -> None:
    texts = [*NO_NAMES.values(), *NAMES.values()]
    people = [Subject((WrittenName(whole=text),), (MARCH,)) for text in texts]
    people += [Subject((WrittenName(family=text, given="Карим"),), (MARCH,)) for text in texts]
    couples = [(one, other) for one in people for other in people[::3]]
    assert not differing(couples, scorer().score(pairs_batch(couples)))


def test_given_name_and_father_s_name_that_changed_places_are_told_by_the_dates() -> None:
    father = Subject(
        (WrittenName(family="Раҳимов", given="Саид", patronymic="Каримович"),), (PartialDate(1960, 5, 14),)
    )
    son = Subject((WrittenName(family="Раҳимов", given="Карим", patronymic="Саидович"),), (PartialDate(1990, 5, 14),))
    slip = replace(father, births=son.births)
    (apart, same) = scored(scorer().score(pairs_batch([(son, father), (son, slip)])))
    assert [apart, same] == compared([(son, father), (son, slip)])
    assert same[0] > apart[0]


@pytest.mark.parametrize("least", [-30.0, -3.25, 0.0, 0.7, 10.0, 60.0])
def test_with_a_least_weight_only_the_rest_is_missing(
    least: float, couples: list[Couple], scores: pa.RecordBatch
) -> None:
    kept = scores.filter(pa.array(np.asarray(scores["weight"]) >= least))
    assert scorer().score(pairs_batch(couples), least) == kept


@pytest.mark.parametrize("least", [-12.0, 0.0, 12.0])
def test_with_a_least_weight_odd_names_are_not_lost(least: float) -> None:
    couples = pairs_batch(everybody_with_everybody(odd_people([(MARCH,), (MARCH, PartialDate(1962))])))
    every = scorer().score(couples)
    assert scorer().score(couples, least) == every.filter(pa.array(np.asarray(every["weight"]) >= least))


def test_what_was_met_before_changes_nothing(couples: list[Couple], scores: pa.RecordBatch) -> None:
    again = scorer()
    again.score(pairs_batch(couples[::-1]), 5.0)
    assert again.score(pairs_batch(couples)) == scores


def test_no_pairs_have_no_scores() -> None:
    assert scorer().score(pairs_batch([])).num_rows == 0
    assert scorer().score(pairs_batch([]), 0.0).num_rows == 0


KNOWN = sorted({name for draw in frequencies()["given"].values() for name in draw.values})
SYLLABLES = [
    "ра",
    "хи",
    "ка",
    "рим",
    "мов",
    "са",
    "ид",
    "ҷон",
    "зо",
    "да",
    "ali",
    "ov",
    "jon",
    "mu",
    "ham",
    "mad",
    "sh",
]
PARTICLES = ["Абдул", "бек", "хон", "уулу", "кызы", "o'g'li", "qizi", "bin", "зода", "Саидзода", "ибн", "К.", "Каримов"]
WORDS = (
    st.sampled_from(KNOWN)
    | st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map("".join).map(str.capitalize)
    | st.sampled_from(PARTICLES)
)
FIELDS = st.lists(WORDS, max_size=2).map(" ".join)
WRITTEN = st.builds(WrittenName, st.just(""), FIELDS, FIELDS, FIELDS, st.just(False)) | st.builds(
    WrittenName, st.lists(WORDS, max_size=4).map(" ".join), weak=st.booleans()
)
BORN = st.builds(PartialDate, st.integers(1960, 1963), st.none() | st.integers(1, 3)) | st.builds(
    PartialDate, st.integers(1960, 1990), st.integers(1, 3), st.integers(1, 3)
)
PASSPORTS = st.from_regex(r"[AB]?[01]{5,7}", fullmatch=True).map(lambda number: Document(number, number))
PEOPLE = st.builds(
    Subject,
    st.lists(WRITTEN, min_size=1, max_size=2).map(tuple),
    st.lists(BORN, max_size=2).map(tuple),
    st.none() | st.sampled_from(Sex),
    st.lists(st.sampled_from(["TJ", "UZ", "KG", "RU"]), max_size=2, unique=True).map(tuple),
    st.lists(PASSPORTS, max_size=2).map(tuple),
    birthplace=st.sampled_from(["", "Душанбе", "г. Душанбе", "Khujand"]),
)


@st.composite
def likely_pairs(draw: st.DrawFn) -> Couple:
    """Somebody, and somebody else or the same written otherwise: other order, fewer fields, words joined, capitals."""
    one, other = draw(PEOPLE), draw(PEOPLE)
    name = one.names[0]
    rewritten = [
        name,
        name._replace(given=name.patronymic, patronymic=name.given),
        name._replace(given=name.family, family=name.given),
        name._replace(patronymic=""),
        name._replace(given=name.given.replace(" ", ""), whole=name.whole.replace(" ", "")),
        WrittenName(whole=name.text),
        WrittenName(whole=name.text.upper(), weak=name.weak),
    ]
    same = replace(other, names=(draw(st.sampled_from(rewritten)), *other.names[1:]))
    return one, draw(st.sampled_from([other, same, replace(same, births=one.births)]))


@pytest.fixture(scope="module")
def long_used() -> Scorer:
    return scorer()


@settings(max_examples=EXAMPLES)
@given(st.lists(likely_pairs(), min_size=1, max_size=6))
def test_random_people_score_as_they_compare(long_used: Scorer, couples: list[Couple]) -> None:
    assert not differing(couples, long_used.score(pairs_batch(couples)))


@settings(max_examples=EXAMPLES)
@given(st.lists(likely_pairs(), min_size=1, max_size=6), st.floats(-40.0, 40.0))
def test_random_people_of_less_than_the_least_weight_alone_are_left_out(couples: list[Couple], least: float) -> None:
    every = scorer().score(pairs_batch(couples))
    kept = every.filter(pa.array(np.asarray(every["weight"]) >= least))
    assert scorer().score(pairs_batch(couples), least) == kept
