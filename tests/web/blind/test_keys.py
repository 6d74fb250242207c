"""Each delivery has its own key; an older one ends, and with it its secret half."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from ogoh.blind import BlindRefused, name_of_key
from ogoh.web.audit.models import Event
from ogoh.web.blind.keys import GRACE, KeyNotHeld, end_key, key_in_force, keys_in_force, new_key
from ogoh.web.blind.listed import listed_as, newest_of
from ogoh.web.blind.models import BlindKey
from tests.web.blind.people import key_of_newest
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import FARRUKH, FEBRUARY

pytestmark = pytest.mark.django_db


def secret_file(key: BlindKey) -> Path:
    return Path(settings.HOME) / "blind_keys" / f"{key.name}.key"


def test_a_key_is_named_by_its_public_half_and_its_secret_half_is_the_owner_s_alone(key: BlindKey) -> None:
    row, secret = key_in_force(key.name)
    assert (row.public, row.name) == (secret.public.hex(), name_of_key(secret.public))
    assert secret_file(key).stat().st_mode & 0o077 == 0
    assert secret.secret.hex() not in str(BlindKey.objects.values_list())


def test_a_delivery_has_one_key_at_a_time(key: BlindKey) -> None:
    with pytest.raises(BlindRefused, match=key.name):
        key_of_newest()
    end_key(key.name)
    assert key_of_newest().name != key.name


def test_a_newer_delivery_s_key_ends_the_older_a_day_later(key: BlindKey, deliver: Deliver) -> None:
    deliver([FARRUKH], FEBRUARY)
    newer = key_of_newest()
    key.refresh_from_db()
    assert key.ends_at == newer.made_at + GRACE
    assert set(keys_in_force().values_list("name", flat=True)) == {key.name, newer.name}


def test_what_ends_earlier_anyway_is_not_prolonged(held_bans: object, deliver: Deliver) -> None:
    older = new_key(listed_as(newest_of("bans")), days=1)
    BlindKey.objects.filter(pk=older.pk).update(ends_at=timezone.now() + timedelta(hours=1))
    older.refresh_from_db()
    deliver([FARRUKH], FEBRUARY)
    key_of_newest()
    assert BlindKey.objects.get(pk=older.pk).ends_at == older.ends_at


def test_with_a_key_ends_its_secret_half(key: BlindKey) -> None:
    end_key(key.name)
    assert not secret_file(key).exists()
    with pytest.raises(KeyNotHeld, match="ended on"):
        key_in_force(key.name)
    with pytest.raises(KeyNotHeld):
        end_key(key.name)


def test_a_key_that_ended_by_itself_answers_nothing_even_where_its_file_is_still_there(key: BlindKey) -> None:
    BlindKey.objects.filter(pk=key.pk).update(ends_at=timezone.now())
    assert secret_file(key).exists()
    with pytest.raises(KeyNotHeld):
        key_in_force(key.name)


def test_keys_are_in_the_log(key: BlindKey) -> None:
    end_key(key.name, by="alice")
    purposes = list(Event.objects.filter(act="blind").order_by("number").values_list("details", flat=True))
    assert ["a new key" in purposes[0], "a key ended" in purposes[1], '"alice"' in purposes[1]] == [True] * 3
