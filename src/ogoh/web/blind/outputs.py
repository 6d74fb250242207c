"""The keyed outputs of listings, as helpers work them out beside the build: subjects in, 8 bytes a key out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ogoh.blind import Key, output
from ogoh.blind.keyed_list import OUTPUT_BYTES
from ogoh.identity import subject_from_json
from ogoh.matching import prepare
from ogoh.matching.strong_keys import listed_strong_keys
from ogoh.web.lists.helping import Helpers
from ogoh.web.stretches import stretches

TOGETHER = 500
"""People whose outputs reach the disk together: some two tenths of a second."""

_WORTH = 4
"""So many of them are worth the time in which other processes begin."""


def outputs_of(secret: bytes, subjects: list[str]) -> bytes:
    """The outputs of all strong keys of subjects (JSON), one after another."""
    key = Key(secret)
    prepared = (prepare(subject_from_json(one)) for one in subjects)
    return b"".join(output(key, one.text)[:OUTPUT_BYTES] for each in prepared for one in listed_strong_keys(each))


def outputs_in_order(key: Key, subjects: Iterator[str]) -> Iterator[tuple[int, bytes]]:
    """How many people, and their outputs, in the order of the list; past some two thousand people on all cores.

    Raises `ogoh.delivery.DeliveryRefused` where a helper is ended from outside.
    """
    with Helpers("build") as helpers:
        found = helpers.each(partial(outputs_of, key.secret), stretches(subjects, TOGETHER), _WORTH)
        yield from ((len(people), outputs) for people, outputs in found)
