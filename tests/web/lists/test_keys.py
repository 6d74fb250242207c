"""The index holds the keys of those who are on a list now, and of nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogoh.delivery import DeliveryRefused
from ogoh.web.checks.services import ListNotReadyError, check
from ogoh.web.lists.models import MatchKey, Source
from ogoh.web.lists.services import Allowances, import_delivery, rekey
from tests.web.checks.travellers import traveller
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import (
    ANORA,
    DALER,
    FARRUKH,
    FEBRUARY,
    FOUR,
    JANUARY,
    MARCH,
    ZEBO,
    alive,
    changed,
    keys_due,
    keys_held,
    list_file,
    made_up_list,
)


def make_stale(source: Source) -> None:
    """As after an update that changed the tables of names: the keys of another version, under its name."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE match_key SET key = key + 1")
    Source.objects.filter(pk=source.pk).update(keys_version="1-older")


def test_the_keys_follow_every_delivery(deliver: Deliver) -> None:
    deliver(FOUR)
    deliver((changed(FARRUKH, family_name="Раҳимзода"), ZEBO, ANORA), FEBRUARY)
    assert keys_held() == keys_due()
    deliver((changed(ZEBO, dob="1985"), DALER), MARCH, delta=True)
    assert keys_held() == keys_due()


@given(
    deliveries=st.lists(
        st.tuples(
            st.dictionaries(st.sampled_from(FOUR), st.sampled_from(["", "1990", "12.05.1990"]), min_size=1),
            st.booleans(),
        ),
        max_size=5,
    )
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_deliveries_the_index_is_that_of_the_alive(
    bans: Source, tmp_path: Path, deliveries: list[tuple[dict[tuple[str, ...], str], bool]]
) -> None:
    expected: set[str] = set(alive())
    for people, delta in deliveries:
        listed = list_file(tmp_path / "list.csv", [changed(person, dob=born) for person, born in people.items()])
        import_delivery(listed, "bans", JANUARY, delta=delta, allow=Allowances(smaller=True))
        named = {person[0] for person in people}
        expected = expected | named if delta else named
        assert alive() == expected
        assert keys_held() == keys_due()


def test_made_up_people_by_the_hundred_keep_their_keys(bans: Source, tmp_path: Path) -> None:
    for seed, day in ((1, JANUARY), (2, FEBRUARY), (1, MARCH)):
        import_delivery(made_up_list(tmp_path / "list.csv", 300, seed), "bans", day)
    assert keys_held() == keys_due()


def test_stale_keys_are_refused_until_they_are_made_anew(deliver: Deliver, bans: Source) -> None:
    deliver(FOUR)
    make_stale(bans)
    with pytest.raises(DeliveryRefused, match="ogoh list rekey"):
        deliver(FOUR[:3], FEBRUARY)
    with pytest.raises(ListNotReadyError, match=r"bans.*ogoh list rekey"):
        check(traveller("Рахимов Фаррух", "12.05.1990"))
    assert rekey() == 4
    assert keys_held() == keys_due()
    assert check(traveller("Рахимов Фаррух Саидович", "12.05.1990"))[0].listing is not None
    assert deliver(FOUR[:3], FEBRUARY).removed == 1
    assert keys_held() == keys_due()


def test_fresh_keys_are_left_alone(deliver: Deliver) -> None:
    deliver(FOUR)
    assert rekey() == 0


def test_rekeying_one_source_leaves_the_keys_of_another(deliver: Deliver, bans: Source, tmp_path: Path) -> None:
    from ogoh.web.lists.services import add_source

    deliver(FOUR[:2])
    make_stale(bans)
    add_source("registry", "Invented registry", "controlled_persons")
    import_delivery(list_file(tmp_path / "other.csv", FOUR), "registry", JANUARY)
    assert rekey() == 2
    assert keys_held() == keys_due()


def test_a_source_without_listings_may_have_any_version(bans: Source) -> None:
    make_stale(bans)
    assert check(traveller("Рахимов Фаррух", "12.05.1990"))[0].as_of is None
    assert not MatchKey.objects.exists()
