"""Keys made in columns are the keys of one record at a time."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import Subject
from ogoh.linkage.keys import Dating, KeyMaker, Weight, dating_of
from ogoh.linkage.name_columns import NameReader
from ogoh.linkage.sieve import Sieve, sieve_in
from ogoh.matching import Prepared, prepare
from ogoh.matching.commonness import borne_by, names_counted
from ogoh.matching.keys import asked_apart, is_exact, stored_keys
from tests.linkage.people import crossed, listed, numbered, of_every_form, subjects_of

Keys = list[set[int]]

EXACT, INEXACT, NONE = Dating(True, False, False), Dating(False, True, False), Dating(False, False, True)
FORMS = pytest.mark.parametrize("dating", [EXACT, INEXACT, NONE], ids=["exact", "inexact", "none"])
KEYS = st.lists(st.integers(-(2**63), 2**63 - 1), max_size=200)


@pytest.fixture(scope="module")
def people() -> list[Subject]:
    return of_every_form(subjects_of([*listed(150), *crossed(400, 150)]))


@pytest.fixture(scope="module")
def prepared(people: list[Subject]) -> list[Prepared]:
    return list(map(prepare, people))


@pytest.fixture(scope="module")
def batch(people: list[Subject]) -> pa.RecordBatch:
    return numbered(people)


@pytest.fixture(scope="module")
def maker() -> KeyMaker:
    return KeyMaker(NameReader())


@pytest.fixture(scope="module")
def asked(maker: KeyMaker, batch: pa.RecordBatch) -> pa.RecordBatch:
    return maker.asked(batch)


@pytest.fixture(scope="module")
def stored(maker: KeyMaker, batch: pa.RecordBatch) -> pa.RecordBatch:
    return maker.stored(batch, Dating())[0]


def by_subject(keys: pa.RecordBatch, people: int, weight: Weight | None = None) -> Keys:
    """The keys of each subject, of one weight if it is given."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for row in keys.to_pylist():
        if weight is None or row["weight"] == weight:
            found[row["subject"]].add(row["key"])
    return [found[number] for number in range(people)]


def of_form(prepared: list[Prepared], dating: Dating) -> list[Prepared]:
    """Those whose dates of birth have no other forms."""
    return [
        one
        for one in prepared
        if (one.births or dating.none)
        and (dating.exact or not any(map(is_exact, one.births)))
        and (dating.inexact or all(map(is_exact, one.births)))
    ]


def looked_up(one: Prepared) -> set[int]:
    """The keys by which a linkage looks for somebody: wide ones only where no date of birth is told."""
    keys = asked_apart(one)
    return {*keys.strong, *keys.narrow, *(() if one.births else keys.wide)}


def test_a_record_is_stored_under_the_same_keys(prepared: list[Prepared], stored: pa.RecordBatch) -> None:
    assert by_subject(stored, len(prepared)) == [set(stored_keys(one)) for one in prepared]


def test_a_record_asks_for_the_same_strong_keys(prepared: list[Prepared], asked: pa.RecordBatch) -> None:
    assert by_subject(asked, len(prepared), Weight.STRONG) == [set(asked_apart(one).strong) for one in prepared]


def test_a_record_asks_for_the_same_narrow_keys(prepared: list[Prepared], asked: pa.RecordBatch) -> None:
    assert by_subject(asked, len(prepared), Weight.NARROW) == [set(asked_apart(one).narrow) for one in prepared]


def test_a_record_asks_for_the_same_wide_keys(prepared: list[Prepared], asked: pa.RecordBatch) -> None:
    assert by_subject(asked, len(prepared), Weight.WIDE) == [set(asked_apart(one).wide) for one in prepared]


def test_nobody_is_stored_under_a_key_twice(stored: pa.RecordBatch) -> None:
    told = list(zip(stored["subject"].to_pylist(), stored["key"].to_pylist(), strict=True))
    assert len(told) == len(set(told))


def test_nobody_asks_for_a_key_twice(asked: pa.RecordBatch) -> None:
    told = list(zip(asked["subject"].to_pylist(), asked["key"].to_pylist(), strict=True))
    assert len(told) == len(set(told))


def test_words_met_before_make_the_same_keys(maker: KeyMaker, batch: pa.RecordBatch, stored: pa.RecordBatch) -> None:
    assert maker.stored(batch, Dating())[0] == stored
    assert KeyMaker(NameReader()).asked(batch) == maker.asked(batch)


def test_a_batch_without_rows_has_no_keys(maker: KeyMaker) -> None:
    nobody = numbered([])
    assert maker.asked(nobody).num_rows == 0
    assert maker.stored(nobody, Dating())[0].num_rows == 0


@pytest.mark.parametrize("dating", [EXACT, INEXACT, NONE, EXACT | INEXACT, INEXACT | NONE, EXACT | NONE], ids=str)
def test_whoever_asks_finds_all_keys_that_are_looked_up(
    dating: Dating, maker: KeyMaker, batch: pa.RecordBatch, prepared: list[Prepared]
) -> None:
    wanted = set().union(*map(looked_up, of_form(prepared, dating)))
    found = by_subject(maker.stored(batch, dating)[0], len(prepared))
    due = [wanted & set(stored_keys(one)) for one in prepared]
    assert [keys & wanted for keys in found] == due
    assert any(due)


@FORMS
def test_fewer_forms_of_date_need_fewer_keys(
    dating: Dating, maker: KeyMaker, batch: pa.RecordBatch, stored: pa.RecordBatch
) -> None:
    fewer = maker.stored(batch, dating)[0]
    assert set(fewer["key"].to_pylist()) < set(stored["key"].to_pylist())


@FORMS
def test_the_forms_of_date_in_a_batch_are_seen(dating: Dating, people: list[Subject]) -> None:
    (first, *_) = (one for one, told in zip(people, map(prepare, people), strict=True) if of_form([told], dating))
    assert dating_of(numbered([first])) == dating


def test_names_are_counted_as_one_by_one(maker: KeyMaker, batch: pa.RecordBatch, prepared: list[Prepared]) -> None:
    assert maker.stored(batch, Dating())[1] == borne_by(names_counted(prepared))


@given(KEYS)
def test_a_sieve_lets_every_key_through_that_is_asked(keys: list[int]) -> None:
    numbers = np.array(keys, np.int64)
    assert Sieve.of(numbers).may_hold(numbers).all()


@given(st.integers(0, 2**32), st.integers(1, 5_000))
def test_a_sieve_keeps_most_other_keys_out(seed: int, count: int) -> None:
    dice = np.random.default_rng(seed)
    sieve = Sieve.of(dice.integers(-(2**63), 2**63 - 1, count, np.int64))
    assert sieve.may_hold(dice.integers(-(2**63), 2**63 - 1, 5_000, np.int64)).mean() < 0.2


@given(KEYS, KEYS)
def test_a_sieve_is_the_same_when_it_was_written_and_read(
    tmp_path_factory: pytest.TempPathFactory, keys: list[int], others: list[int]
) -> None:
    sieve, path = Sieve.of(np.array(keys, np.int64)), tmp_path_factory.mktemp("sieve") / "sieve.npy"
    sieve.write(path)
    asked = np.array([*keys, *others], np.int64)
    assert (sieve_in(path).may_hold(asked) == sieve.may_hold(asked)).all()


def test_stored_keys_are_those_that_the_sieve_lets_through(
    maker: KeyMaker, batch: pa.RecordBatch, stored: pa.RecordBatch, people: list[Subject]
) -> None:
    sieve = Sieve.of(np.asarray(maker.asked(numbered(people[:20]))["key"]))
    kept = sieve.may_hold(np.asarray(stored["key"]))
    assert maker.stored(batch, Dating(), sieve)[0] == stored.filter(pa.array(kept))
    assert 0 < kept.sum() < len(kept)


def test_a_sieve_changes_nothing_about_the_names_that_are_counted(
    maker: KeyMaker, batch: pa.RecordBatch, prepared: list[Prepared]
) -> None:
    assert maker.stored(batch, Dating(), Sieve.of(np.zeros(0, np.int64)))[1] == borne_by(names_counted(prepared))
