"""A build is whole or gone on with, and the same list gives the same bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ogoh.blind import KeyedList, output, read
from ogoh.delivery import Rejected, open_delivery
from ogoh.identity import subject_from_json
from ogoh.matching import prepare
from ogoh.matching.strong_keys import listed_strong_keys
from ogoh.web.audit.models import Event
from ogoh.web.blind import outputs
from ogoh.web.blind.building import Listed, build
from ogoh.web.blind.keys import key_in_force, signing_key
from ogoh.web.blind.listed import listed_in, listed_in_file, newest_of
from ogoh.web.blind.models import BlindKey
from ogoh.web.lists.holdings import subjects_on
from ogoh.web.lists.services import import_delivery
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import FARRUKH, FEBRUARY, made_up_list

pytestmark = pytest.mark.django_db


def test_everybody_who_has_a_key_is_in_the_file(key: BlindKey, keyed: KeyedList) -> None:
    _, secret = key_in_force(key.name)
    people = [prepare(subject_from_json(one)) for one in subjects_on(newest_of("bans"))]
    keys = [one for person in people for one in listed_strong_keys(person)]
    assert len(people) == 4
    assert len(keys) == 12
    assert all(keyed.holds(output(secret, one.text)) for one in keys)


def newest_list() -> Listed:
    return listed_in(newest_of("bans"))


class Broken(Exception):  # noqa: N818
    """The power failed."""


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_build_that_was_broken_off_goes_on_and_gives_the_same_bytes(
    key: BlindKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(outputs, "TOGETHER", 1)
    whole = build(key.name, newest_list(), tmp_path / "whole").path.read_bytes()

    def broken(people: int) -> None:
        if people == after:
            raise Broken

    with pytest.raises(Broken):
        build(key.name, newest_list(), tmp_path / "cut", progress=broken)
    assert not (tmp_path / "cut").exists()
    gone_on = build(key.name, newest_list(), tmp_path / "cut")
    assert (gone_on.there_already, gone_on.people) == (after, 4)
    assert gone_on.path.read_bytes() == whole
    assert [one.name for one in tmp_path.iterdir() if "unfinished" in one.name] == []


def test_what_was_begun_of_another_list_is_not_gone_on_with(key: BlindKey, tmp_path: Path) -> None:
    def broken(people: int) -> None:
        if people:
            raise Broken

    with pytest.raises(Broken):
        build(key.name, newest_list(), tmp_path / "list", progress=broken)
    other = replace(newest_list(), digest="another")
    assert build(key.name, other, tmp_path / "list").there_already == 0


def test_what_is_delivered_later_does_not_change_what_is_built(
    key: BlindKey, keyed: KeyedList, deliver: Deliver, tmp_path: Path
) -> None:
    january = newest_of("bans")
    deliver([FARRUKH], FEBRUARY)
    later = build(key.name, listed_in(january), tmp_path / "later")
    assert later.people == 4
    assert later.held.about == keyed.about
    assert later.held.rests.tolist() == keyed.rests.tolist()


def test_whoever_a_list_file_marks_as_removed_is_not_built(key: BlindKey, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "id,name,dob,removed\n1,Раҳимов Фаррух,1990-05-12,\n2,Каримова Малика,1987-02-03,yes\n", encoding="utf-8"
    )
    rejected: list[Rejected] = []
    built = build(key.name, listed_in_file(path, open_delivery(path), rejected), tmp_path / "built")
    assert (built.people, rejected) == (1, [])


def test_a_build_is_in_the_log_by_how_many(key: BlindKey, keyed: KeyedList) -> None:
    told = Event.objects.filter(act="blind", details__contains="a list built").get().details
    assert '"people":4' in told
    assert key.name in told


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_on_all_cores_the_bytes_are_those_of_one(
    key: BlindKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_delivery(made_up_list(tmp_path / "list.csv", 2_500), "bans", FEBRUARY)
    helped = build(key.name, newest_list(), tmp_path / "helped").path.read_bytes()
    monkeypatch.setattr(outputs, "_WORTH", 1_000_000)
    assert build(key.name, newest_list(), tmp_path / "alone").path.read_bytes() == helped
    assert read(helped, [signing_key().public]).entries >= 8_192
