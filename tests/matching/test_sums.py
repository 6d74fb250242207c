"""Evidence adds up exactly and is the same both ways, whatever two records hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import Sex
from ogoh.matching import Prepared, compare
from ogoh.matching.model import model
from tests.matching.records import record

WORDS = (
    "Каримов",
    "Рустам",
    "Шарифович",
    "Karimova",
    "Rustamjon",
    "Нур",
    "Алӣ",
    "уулу",
    "Р.",
    "محمد",
    "کریم‌زاده",
    "Хасан",
)
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join) | st.text(max_size=30)
RECORDS = st.builds(
    record,
    NAMES,
    st.sampled_from(["", "1990", "05.1990", "01.01.1990", "05.03.1990", "03.05.1990", "05.03.1991", "1988-1992"]),
    st.sampled_from(["", "A1234567", "A1234568", "B7654321", "400123456"]),
    st.sampled_from([None, *Sex]),
    st.sampled_from(["", "TJ", "UZ", "DE"]),
    weak=st.booleans(),
    birthplace=st.sampled_from(["", "Хуҷанд", "г. Худжанд", "Душанбе", "Kulob, Tojikiston"]),
)


@given(RECORDS, RECORDS)
def test_prior_and_bits_are_the_weight_exactly(left: Prepared, right: Prepared) -> None:
    found = compare(left, right)
    assert found.prior + sum(one.bits for one in found.evidence) == found.weight
    assert sum(one.bits for one in reversed(found.evidence)) + found.prior == found.weight


@given(RECORDS, RECORDS)
def test_a_comparison_is_the_same_both_ways(left: Prepared, right: Prepared) -> None:
    found, turned = compare(left, right), compare(right, left)
    assert found.weight == turned.weight
    assert (found.probability, found.weak_name) == (turned.probability, turned.weak_name)


@given(RECORDS, RECORDS)
def test_its_probability_is_that_of_its_weight(left: Prepared, right: Prepared) -> None:
    found = compare(left, right)
    assert found.probability == model().probability(found.weight)
    assert found.prior == model().prior


@given(RECORDS)
def test_nobody_is_more_like_a_record_than_itself(known: Prepared) -> None:
    itself = compare(known, known)
    assert not {"different", "conflicting", "lookalike", "forms_conflict"} & {one.level for one in itself.evidence}
