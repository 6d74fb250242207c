"""A whole list becomes a file of keyed outputs: on all cores, and gone on with where it was broken off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from django.db import transaction

from ogoh.blind import KeyedList, Unfinished, read, unfinished, written
from ogoh.delivery.tables.writing import replaced_when_whole
from ogoh.matching.strong_keys import STRONG_KEYS_VERSION
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.blind.keys import about, key_in_force, signing_key
from ogoh.web.blind.models import BlindKey
from ogoh.web.blind.outputs import outputs_in_order


@dataclass(frozen=True, slots=True)
class Listed:
    """Whom a list names, as JSON in an order that stays; ``digest`` stands for the list, to know it again."""

    subjects: Iterator[str]
    digest: str


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave: people in all, those an earlier build had worked out, and the opened file."""

    people: int
    there_already: int
    held: KeyedList
    path: Path


def build(
    name: str, listed: Listed, out: Path, by: str = "", progress: Callable[[int], None] = lambda people: None
) -> Built:
    """Work a list out under a key and write the file whole; the same list under the same key gives the same bytes.

    What was worked out lies beside ``out`` until it is written. Raises `ogoh.blind.BlindRefused`,
    `ogoh.delivery.DeliveryRefused`, `ogoh.delivery.tables.TableNotWritten`.
    """
    row, key = key_in_force(name)
    signer = signing_key()
    beside = out.with_name(f"{out.name}.unfinished")
    of = sha256(f"{name} {STRONG_KEYS_VERSION} {listed.digest}".encode()).hexdigest()
    with unfinished(beside, of) as so_far:
        there_already = so_far.people
        progress(there_already)
        for people, outputs in outputs_in_order(key, islice(listed.subjects, there_already, None)):
            so_far.add(people, outputs)
            progress(so_far.people)
        data = written(about(row), so_far.outputs(), key, signer.private)
        _put(out, data)
        built = Built(so_far.people, there_already, read(data, [signer.public]), out)
        _record(row, so_far, by)
    beside.unlink(missing_ok=True)
    return built


def _put(out: Path, data: bytes) -> None:
    with replaced_when_whole(out) as beside:
        beside.write_bytes(data)


def _record(row: BlindKey, so_far: Unfinished, by: str) -> None:
    told: dict[str, Json] = {"key": row.name, "list": row.code, "delivery": row.delivery, "people": so_far.people}
    with transaction.atomic():
        record(Happening(Act.BLIND, actor=by, purpose="a list built", told=told))
