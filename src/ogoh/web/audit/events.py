"""What an event says, and the text of it that the tree stands for.

An event has two parts. The *header* (number, time, act, office, and the hash of the details) is what the tree hashes,
and stays. The *details* (who, whom it is about, what for, what was told) may be taken away when they are old: their
hash stays in the header, so that nothing in the tree changes. A random salt keeps anybody from guessing them back.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias

import orjson

from ogoh.web.audit.tree import leaf_hash

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

_SALT = 16


class Act(StrEnum):
    """What was done."""

    LOOK = "look"
    DECISION = "decision"
    IMPORT = "import"
    EXPORT = "export"
    GRANT = "grant"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    REFUSED = "refused"
    CERTIFICATE = "certificate"
    QUEUE = "queue"
    BLIND = "blind"
    CASE = "case"
    PARCEL = "parcel"
    AGED = "aged"


AGES = frozenset({Act.LOOK, Act.EXPORT, Act.CERTIFICATE})
"""Acts whose details are taken away in time: looks, and what was told or certified of somebody (an export of nobody
keeps them). The others are kept, for they are what somebody answers for."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that is done: by whom, in which office, what for, about whom and what came of it.

    ``actor`` is an account, a program's token or ``public``; ``subjects`` are digests (`ogoh.web.audit.subjects`).
    ``told`` never holds a name, a date of birth or a document number.
    """

    act: Act
    actor: str = ""
    office: str = ""
    purpose: str = ""
    subjects: frozenset[str] = frozenset()
    told: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Header:
    """The part of an event that stays."""

    number: int
    at: datetime
    act: str
    office: str
    digest: bytes

    def leaf(self, number: int | None = None) -> bytes:
        """The hash that stands in the tree; with ``number`` that of the same event in another place."""
        told = {
            "act": self.act,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "details": self.digest.hex(),
            "number": self.number if number is None else number,
            "office": self.office,
        }
        return leaf_hash(orjson.dumps(told, option=orjson.OPT_SORT_KEYS))


def details_of(happening: Happening) -> str:
    """The part of an event that may be taken away, as text."""
    told = {
        "actor": happening.actor,
        "purpose": happening.purpose,
        "salt": secrets.token_hex(_SALT),
        "subjects": sorted(happening.subjects),
        "told": dict(happening.told),
    }
    return orjson.dumps(told, option=orjson.OPT_SORT_KEYS).decode()


def digest_of(details: str) -> bytes:
    """The hash of details, which stays when they go."""
    return sha256(details.encode()).digest()
