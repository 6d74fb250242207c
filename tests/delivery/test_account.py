"""Accepted and rejected are always what was read."""

from __future__ import annotations

import pytest

from ogoh.delivery import Account, Entry, Rejected, Tally
from ogoh.identity import Subject
from ogoh.names import WrittenName


def test_an_account_that_does_not_add_up_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="is not 5 read"):
        Account(read=5, accepted=3, rejected=1, reasons=(("dob", 1),))
    with pytest.raises(ValueError, match="reasons"):
        Account(read=5, accepted=3, rejected=2, reasons=(("dob", 1),))


def test_a_tally_counts_rejections_by_field() -> None:
    tally = Tally()
    tally.count(Entry(2, "1", Subject((WrittenName("Карим Раҳимов"),))))
    for field in ("dob", "name", "dob"):
        tally.count(Rejected(3, field, "x", "y"))
    assert tally.account() == Account(4, 1, 3, (("dob", 2), ("name", 1)))
