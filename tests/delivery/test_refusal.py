"""A delivery that looks like a mistake is refused, and the refusal says how to go on."""

from __future__ import annotations

from datetime import date

import pytest

from ogoh.delivery import DeliveryRefused, refuse_empty, refuse_older, refuse_shrunken, refuse_spoiled


def test_an_older_list_is_refused_unless_it_is_meant() -> None:
    older, newest = date(2026, 1, 1), date(2026, 2, 1)
    with pytest.raises(DeliveryRefused, match="--allow-older"):
        refuse_older(older, newest)
    refuse_older(older, newest, allow_older=True)
    refuse_older(newest, newest)
    refuse_older(older, None)


def test_a_list_a_tenth_of_the_size_of_the_last_is_refused_unless_it_is_meant() -> None:
    with pytest.raises(DeliveryRefused, match="--allow-smaller"):
        refuse_shrunken(accepted=100, held=1000)
    refuse_shrunken(accepted=101, held=1000)
    refuse_shrunken(accepted=100, held=1000, allow_smaller=True)
    refuse_shrunken(accepted=1, held=0)


def test_a_list_that_names_nobody_is_always_refused() -> None:
    with pytest.raises(DeliveryRefused, match="none accepted"):
        refuse_empty(read=40, accepted=0)
    with pytest.raises(DeliveryRefused, match="no rows"):
        refuse_empty(read=0, accepted=0)
    refuse_empty(read=40, accepted=1)


def test_more_than_five_in_a_hundred_rejected_rows_are_refused_unless_it_is_meant() -> None:
    with pytest.raises(DeliveryRefused, match="--allow-rejects"):
        refuse_spoiled(read=100, rejected=6)
    refuse_spoiled(read=100, rejected=5)
    refuse_spoiled(read=100, rejected=60, allow_rejects=True)
    refuse_spoiled(read=0, rejected=0)


def test_a_refusal_keeps_its_parts_and_says_them_in_one_sentence() -> None:
    refusal = DeliveryRefused("list.csv", "an empty file", "a list", "Ask for it again.")
    assert (refusal.what, refusal.found, refusal.expected) == ("list.csv", "an empty file", "a list")
    assert str(refusal) == "list.csv: found an empty file, expected a list. Ask for it again."
