"""Parcels in the outbox: one file for each, also where two are sealed at once; none is left over."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from ogoh.delivery import DeliveryRefused
from ogoh.web.exchange import releasing
from ogoh.web.exchange.models import Release, Sent
from ogoh.web.exchange.outbox import outbox, path_of, seal_for, tidy
from ogoh.web.exchange.peers import end_peer
from ogoh.web.exchange.releasing import Made, make_release
from tests.web.exchange.states import FARRUKH, MALIKA, States, at, equal

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_releases_at_once_have_two_numbers_and_each_its_own_file(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    together = Barrier(2)

    def made(_: int) -> Made:
        try:
            together.wait(30)
            return make_release("bans")
        finally:
            connections.close_all()

    with at("moscow"), ThreadPoolExecutor(2) as pool:
        assert sorted(one.release.number for one in pool.map(made, range(2))) == [1, 2]
    for sent in Sent.objects.all():
        assert sha256(path_of(sent).read_bytes()).hexdigest() == sent.sha256
    assert {one.name for one in outbox().iterdir()} == set(Sent.objects.values_list("file", flat=True))
    for sent in Sent.objects.order_by("number"):
        states.takes(path_of(sent))
    assert equal()


def in_between(states: States, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another delivery comes while the first release is sealed."""
    people = iter([dict([FARRUKH, MALIKA])])

    def sealed(*told: Any) -> Any:
        parcel = seal_for(*told)
        for now in people:
            states.keeps(now)
        return parcel

    monkeypatch.setattr(releasing, "seal_for", sealed)


@pytest.mark.parametrize("full", [False, True])
def test_where_the_list_changes_while_it_is_sealed_it_is_sealed_again(
    states: States, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    in_between(states, monkeypatch)
    (sent,) = states.releases(full=full).sent
    assert {one.name for one in outbox().iterdir() if one.name.startswith("bans-2")} == {sent.file}
    states.takes(path_of(sent))
    assert equal()


def test_where_sums_do_not_fit_because_the_list_changed_it_is_sealed_again(
    states: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    states.keeps(dict([FARRUKH]))
    states.releases()
    told = iter([True])

    def other_sums(release: Release, kept: object) -> None:
        for _ in told:
            states.keeps(dict([FARRUKH, MALIKA]))
            raise DeliveryRefused("The digest", "one", "another", "Repeat it.")

    monkeypatch.setattr(releasing, "_refuse_other_sums", other_sums)
    assert states.releases(full=True).release.listings == 2


def test_what_nobody_was_told_of_is_deleted_after_a_day(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    told_of = states.release_file()
    left, new = outbox() / "bans-2-full-00000000.parcel", outbox() / "bans-2-full-00000001.parcel"
    for path in (left, new):
        path.touch()
    for path in (left, told_of):
        os.utime(path, (0, 0))
    tidy(timezone.now())
    assert (left.exists(), new.exists(), told_of.exists()) == (False, True, True)


def test_for_a_peer_that_was_ended_nothing_is_kept(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    path = states.release_file()
    os.utime(path, (0, 0))
    end_peer("dushanbe")
    tidy(timezone.now())
    assert not path.exists()
