"""The database picks the candidates by the rule that memory picks them by."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogoh.matching import prepare
from ogoh.matching.keys import Asked, asked_apart
from ogoh.matching.nearest import MOST_CANDIDATES, nearest
from ogoh.web.lists.candidates import candidates
from ogoh.web.lists.models import MatchKey
from tests.web.checks.travellers import traveller
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import FOUR

MANY = 2 * MOST_CANDIDATES
FEW_KEYS = st.lists(st.integers(-(2**63), -(2**63) + 8), max_size=4, unique=True).map(tuple)


def picked_in_memory(asked: Asked) -> list[int]:
    def holders(key: int) -> list[int]:
        return list(MatchKey.objects.filter(key=key).order_by("listing_id").values_list("listing_id", flat=True))

    return nearest(asked, holders)


def picked(asked: Asked) -> list[int]:
    return sorted(one.listing for one in candidates(asked))


def namesakes(number: int) -> list[tuple[str, ...]]:
    """So many people of one very common name, born on 1 January."""
    return [
        (str(at), "Муҳаммадов", "Муҳаммад", "", f"01.01.{1960 + at % 40}", "", "превышение срока")
        for at in range(number)
    ]


@given(
    asked=st.tuples(FEW_KEYS, FEW_KEYS, FEW_KEYS),
    held=st.sets(st.tuples(st.integers(-(2**63), -(2**63) + 8), st.integers(1, MANY)), max_size=60),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_pick_the_same(deliver: Deliver, asked: tuple[tuple[int, ...], ...], held: set[tuple[int, int]]) -> None:
    if not MatchKey.objects.exists():
        deliver(namesakes(MANY))
    MatchKey.objects.filter(key__lte=-(2**63) + 8).delete()
    MatchKey.objects.bulk_create(MatchKey(key=key, listing_id=listing) for key, listing in held)
    crowded = MatchKey.objects.filter(listing_id=1).order_by("key").values_list("key", flat=True)
    strong, narrow, wide = asked
    for one in (Asked(strong, narrow, wide), Asked(strong, narrow, (*wide, crowded[len(crowded) - 1]))):
        assert picked(one) == picked_in_memory(one)


def test_who_asks_no_key_has_no_candidate(deliver: Deliver) -> None:
    deliver(FOUR)
    assert candidates(Asked((), (), ())) == []


def test_a_check_looks_at_so_many_namesakes_and_at_the_own_listing(deliver: Deliver) -> None:
    own = ("own", "Муҳаммадов", "Муҳаммад", "Алиевич", "1975", "", "превышение срока")
    deliver([*namesakes(MANY), own])
    for asked in (traveller("Muhammadov Muhammad Alievich", "01.01.1975"), traveller("Muhammadov Muhammad Alievich")):
        found = candidates(asked_apart(prepare(asked)))
        assert len(found) == MOST_CANDIDATES
        assert "own" in {one.reference for one in found}
