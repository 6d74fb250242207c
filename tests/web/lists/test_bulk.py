"""Bulk rows fail as single ones do: by Django's own errors, which the import turns into words."""

from __future__ import annotations

from sys import byteorder

import pytest
from django.db import DataError, IntegrityError

from ogoh.web.lists import bulk
from ogoh.web.lists.models import MatchKey


@pytest.mark.django_db
def test_a_key_that_is_held_already_is_an_integrity_error() -> None:
    with pytest.raises(IntegrityError):
        bulk.insert_rows(bulk.KEYS, ("key", "listing"), [(1, 1), (1, 1)])


@pytest.mark.postgresql_only
@pytest.mark.django_db
def test_what_the_driver_cannot_send_is_a_data_error() -> None:
    with pytest.raises(DataError):
        bulk.insert_rows("lists_source", ("code", "name"), [("one", "a\x00b")])


@pytest.mark.django_db
def test_keys_arrive_in_their_order_and_none_is_lost() -> None:
    rows = bulk.KeyRows()
    rows.add(7, _packed(5, -(2**63)))
    rows.add(8, _packed(2**63 - 1))
    assert rows.insert() == 3
    assert rows.insert() == 0
    assert list(MatchKey.objects.order_by("key").values_list("key", "listing_id")) == [
        (-(2**63), 7),
        (5, 7),
        (2**63 - 1, 8),
    ]


def _packed(*keys: int) -> bytes:
    return b"".join(key.to_bytes(8, byteorder, signed=True) for key in keys)
