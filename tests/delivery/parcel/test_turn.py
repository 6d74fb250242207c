"""Releases are taken in their turn; what is missing is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery.parcel import (
    MOST_MISSING,
    NOTHING,
    RELEASE,
    Base,
    Label,
    LastTaken,
    ParcelRefused,
    refusal,
    refuse_out_of_turn,
)
from ogoh.delivery.parcel.header import HIGHEST_NUMBER
from tests.delivery.parcel.offices import HOUR, NOON


def digest_of(number: int) -> str:
    return f"{number:064x}"


def full(number: int) -> Label:
    return Label(RELEASE, "moscow", ("dushanbe",), number, NOON + number * HOUR, "bans", digest=digest_of(number))


def delta(number: int, base: int | None = None) -> Label:
    base = number - 1 if base is None else base
    return replace(full(number), builds_on=Base(base, digest_of(base)))


def taken(number: int) -> LastTaken:
    return LastTaken(number, digest_of(number), NOON + number * HOUR)


def test_the_first_may_be_any_full_list() -> None:
    refuse_out_of_turn(full(7), NOTHING)


def test_a_delta_follows_its_base_and_a_full_list_anything_older() -> None:
    refuse_out_of_turn(delta(8), taken(7))
    refuse_out_of_turn(full(12), taken(7))


def test_a_delta_that_skips_numbers_on_purpose_follows_its_base() -> None:
    refuse_out_of_turn(delta(9, base=7), taken(7))


def test_a_replay_is_refused() -> None:
    with pytest.raises(refusal.Replayed, match="taken already"):
        refuse_out_of_turn(delta(8), taken(8))


def test_two_of_one_number_contradict_each_other() -> None:
    with pytest.raises(refusal.Contradiction, match="Two releases bear one number"):
        refuse_out_of_turn(replace(full(8), digest=digest_of(99)), taken(8))


def test_what_is_older_is_refused_also_as_a_full_list() -> None:
    with pytest.raises(refusal.OutOfOrder, match="newer"):
        refuse_out_of_turn(full(7), taken(8))


@pytest.mark.parametrize(("held", "said"), [(taken(7), "8 to 9"), (taken(8), "release 9 first"), (NOTHING, "1 to 9")])
def test_a_gap_is_named(held: LastTaken, said: str) -> None:
    with pytest.raises(refusal.Gap, match=said) as refused:
        refuse_out_of_turn(delta(10), held)
    assert refused.value.missing == tuple(range(held.number + 1, 10))
    made, told = refused.value.__reduce__()
    assert made is refusal.Gap
    assert told[-1] == refused.value.missing


@pytest.mark.parametrize(
    ("base", "named"), [(MOST_MISSING, MOST_MISSING), (MOST_MISSING + 1, 0), (HIGHEST_NUMBER - 1, 0)]
)
def test_a_gap_wider_than_can_be_asked_for_asks_for_the_whole_list(base: int, named: int) -> None:
    with pytest.raises(refusal.Gap, match="full list") as refused:
        refuse_out_of_turn(replace(delta(2), builds_on=Base(base, digest_of(base)), number=base + 1), NOTHING)
    assert len(refused.value.missing) == named


def test_a_delta_on_another_list_is_refused() -> None:
    with pytest.raises(refusal.WrongBase, match="full list"):
        refuse_out_of_turn(delta(9, base=7), taken(8))
    other = LastTaken(8, digest_of(99), NOON)
    with pytest.raises(refusal.WrongBase):
        refuse_out_of_turn(delta(9), other)


def test_a_release_that_was_made_before_the_last_one_is_of_a_wrong_clock() -> None:
    with pytest.raises(refusal.WrongClock, match="no time before"):
        refuse_out_of_turn(replace(delta(8), made_at=NOON), taken(7))


@given(number=st.integers(1, 6), base=st.integers(0, 5), held=st.integers(0, 6))
def test_only_one_way_leads_on(number: int, base: int, held: int) -> None:
    """Whatever comes, either it follows what is held or it is refused for a reason."""
    label = full(number) if base == 0 or base >= number else delta(number, base)
    state = taken(held) if held else NOTHING
    follows = number > held and (label.builds_on is None or label.builds_on.number == held)
    if follows:
        refuse_out_of_turn(label, state)
    else:
        with pytest.raises(ParcelRefused):
            refuse_out_of_turn(label, state)
