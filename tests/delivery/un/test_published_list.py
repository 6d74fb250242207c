"""The list as the Security Council published it, where a copy lies beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ogoh.delivery import Account, Entry, OpenDelivery, Tally, open_delivery
from ogoh.identity import PartialDate

SHARED = Path(os.environ.get("OGOH_SHARED") or Path(__file__).parents[4] / "shared")
PUBLISHED = SHARED / "data" / "un_consolidated.xml"

pytestmark = pytest.mark.skipif(
    not PUBLISHED.exists(), reason=f"the published UN list is not at {PUBLISHED}; set OGOH_SHARED to its folder"
)


@pytest.fixture
def published() -> OpenDelivery:
    return open_delivery(PUBLISHED)


def test_every_individual_is_accepted_and_every_entity_counted(published: OpenDelivery) -> None:
    tally = Tally()
    for outcome in published.rows():
        tally.count(outcome)
    assert tally.account() == Account(read=730, accepted=730, rejected=0)
    assert published.notes[-1].startswith("273 entities")


def test_a_man_with_two_birth_dates_keeps_both(published: OpenDelivery) -> None:
    listed = {found.reference: found for found in published.rows() if isinstance(found, Entry)}
    halimov = listed["QDi.372"]
    assert halimov.subject.births == (PartialDate(1975, 5, 14), PartialDate(1975, approximate=True))
    assert halimov.subject.citizenships == ("TJ",)


def test_only_a_handful_of_values_cannot_be_read_and_each_is_said(published: OpenDelivery) -> None:
    people = [found.subject for found in published.rows() if isinstance(found, Entry)]
    assert len(published.notes) < 12
    assert sum(len(subject.births) for subject in people) > 880
    assert sum(len(subject.documents) for subject in people) > 450
    assert sum(len(subject.names) for subject in people) > 3200
