"""What we hold, as of when, and what changed between two deliveries."""

from __future__ import annotations

import pytest

from ogoh.delivery import DeliveryRefused, Difference
from ogoh.web.lists.holdings import difference_between, holdings
from ogoh.web.lists.models import Source
from ogoh.web.lists.services import add_source
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import ANORA, FARRUKH, FEBRUARY, FOUR, JANUARY, MARCH, ZEBO, changed


@pytest.fixture
def three_deliveries(deliver: Deliver) -> None:
    deliver(FOUR[:3])
    deliver((changed(FARRUKH, grounds="судимость"), ZEBO, ANORA), FEBRUARY)
    deliver((changed(FARRUKH, grounds="судимость"), *FOUR[1:]), MARCH)


@pytest.mark.usefixtures("three_deliveries")
def test_a_source_shows_its_deliveries_and_how_many_are_on_its_list() -> None:
    (bans,) = holdings()
    assert (bans.code, bans.alive) == ("bans", 4)
    assert [(one.number, one.dated, one.added, one.changed, one.removed) for one in bans.deliveries] == [
        (1, JANUARY, 3, 0, 0),
        (2, FEBRUARY, 1, 1, 1),
        (3, MARCH, 1, 0, 0),
    ]
    assert bans.as_dict()["deliveries"][0]["dated"] == "2026-01-10"


@pytest.mark.usefixtures("bans")
def test_a_source_that_delivered_nothing_is_shown_too() -> None:
    assert [(one.code, one.alive, one.deliveries) for one in holdings()] == [("bans", 0, ())]


@pytest.mark.usefixtures("three_deliveries")
def test_the_difference_between_two_deliveries_names_references() -> None:
    assert difference_between("bans:1", "bans:2") == Difference(("4",), ("1",), ("3",), unchanged=1)
    assert difference_between("bans:1", "bans:3") == Difference(("4",), ("1",), (), unchanged=2)
    assert difference_between("bans:2", "bans:2") == Difference((), (), (), unchanged=3)


@pytest.mark.usefixtures("three_deliveries")
@pytest.mark.parametrize("named", ["bans:9", "bans", "other:1", "bans:one", ""])
def test_a_delivery_that_is_not_held_is_refused(named: str) -> None:
    with pytest.raises(DeliveryRefused, match="ogoh list show"):
        difference_between("bans:1", named)


def test_two_sources_have_no_difference(deliver: Deliver, bans: Source) -> None:
    deliver(FOUR)
    registry = add_source("registry", "Invented registry", "controlled_persons")
    deliver(FOUR[:3])
    bans.deliveries.filter(number=2).update(source=registry)
    with pytest.raises(DeliveryRefused, match="never merged"):
        difference_between("bans:1", "registry:2")
