"""Each delivery has its own key; an older one ends, and with it its secret half."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from ogoh.blind import BlindRefused, KeyedList, ask, name_of_key, new_seed
from ogoh.cli import service
from ogoh.web.accounts.models import Role
from ogoh.web.audit.models import Event
from ogoh.web.blind.keys import GRACE, KeyNotHeld, end_key, forget_ended, key_in_force, keys_in_force, new_key
from ogoh.web.blind.listed import listed_as, newest_of
from ogoh.web.blind.models import BlindKey
from ogoh.web.blind.places import offered, secret_file
from tests.web.accounts.people import bob, signed_in
from tests.web.blind.people import Endpoint, key_of_newest
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import FARRUKH, FEBRUARY

pytestmark = pytest.mark.django_db


def test_a_key_is_named_by_its_public_half_and_its_secret_half_is_the_owner_s_alone(key: BlindKey) -> None:
    row, secret = key_in_force(key.name)
    assert (row.public, row.name) == (secret.public.hex(), name_of_key(secret.public))
    assert secret_file(key.name).stat().st_mode & 0o077 == 0
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
    assert not secret_file(key.name).exists()
    with pytest.raises(KeyNotHeld, match="ended on"):
        key_in_force(key.name)
    with pytest.raises(KeyNotHeld):
        end_key(key.name)


def test_a_key_that_ended_by_itself_answers_nothing_even_where_its_file_is_still_there(key: BlindKey) -> None:
    BlindKey.objects.filter(pk=key.pk).update(ends_at=timezone.now())
    assert secret_file(key.name).exists()
    with pytest.raises(KeyNotHeld):
        key_in_force(key.name)


@pytest.mark.parametrize("looked_at", ["question", "keys", "file", "page", "serve"])
def test_with_whoever_looks_first_the_secret_half_and_the_list_of_an_ended_key_are_gone(
    key: BlindKey, keyed: KeyedList, khujand: Endpoint, looked_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfinished = offered(key.name).with_name(f"{key.name}.blind.unfinished")
    unfinished.touch()
    BlindKey.objects.filter(pk=key.pk).update(ends_at=timezone.now())
    if looked_at == "question":
        khujand.called("questions", ask(key.name, [b"somebody"], new_seed()).to_bytes())
    elif looked_at == "page":
        signed_in(bob(Role.AUDITOR)).get("/blind/asked/")
    elif looked_at == "serve":
        monkeypatch.setattr(service, "_listen", lambda address, workers: None)
        service.serve("127.0.0.1", 8000, 1)
    else:
        khujand.called("keys" if looked_at == "keys" else f"lists/{key.name}")
    assert [one.exists() for one in (secret_file(key.name), offered(key.name), unfinished)] == [False] * 3


def test_files_of_keys_that_never_came_to_be_are_deleted_and_those_being_made_are_not(key: BlindKey) -> None:
    new, left = secret_file("0" * 16), secret_file("1" * 16)
    for path in (new, left):
        path.touch()
    os.utime(left, (0, 0))
    forget_ended()
    assert [one.exists() for one in (new, left, secret_file(key.name))] == [True, False, True]


@pytest.mark.parametrize("name", ["", "\0", "Раҳимов Фаррух", "../../secret_key", "x" * 5_000, "0123456789ABCDEF"])
def test_what_no_key_can_be_called_is_held_by_nobody(key: BlindKey, name: str) -> None:
    with pytest.raises(KeyNotHeld, match="not ours") as refused:
        key_in_force(name)
    assert refused.value.what == "The key of the questions"


def test_keys_are_in_the_log(key: BlindKey) -> None:
    end_key(key.name, by="alice")
    purposes = list(Event.objects.filter(act="blind").order_by("number").values_list("details", flat=True))
    assert ["a new key" in purposes[0], "a key ended" in purposes[1], '"alice"' in purposes[1]] == [True] * 3
