"""The card of an installation: who it is, its public keys and since when they count; what peers give each other.

A card is no secret, but a false one is dangerous: its fingerprint is read out over the telephone before it is taken in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
import pyrage

from ogoh.delivery.parcel.header import CODE, time_from_text, time_to_text
from ogoh.delivery.parcel.keys import VerifyingKey, key_from_text, key_to_text
from ogoh.delivery.refusal import DeliveryRefused
from ogoh.delivery.tables.signature import head_of

_KIND = "card 1"
_LONGEST = 64 * 1024
_LONGEST_NAME = 200
_FINGERPRINT = 32
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Card:
    """``recipient`` is what parcels for this installation are sealed for (age X25519, ``age1…``)."""

    code: str
    name: str
    recipient: str
    keys: tuple[VerifyingKey, ...]

    def as_json(self) -> bytes:
        """The card as its file holds it: JSON in canonical form (RFC 8785)."""
        return orjson.dumps(
            {
                "code": self.code,
                "keys": [
                    {
                        "counts_from": time_to_text(key.counts_from),
                        "key": key_to_text(key.public),
                        "withdrawn_from": time_to_text(key.withdrawn_from) if key.withdrawn_from else None,
                    }
                    for key in self.keys
                ],
                "name": self.name,
                "ogoh": _KIND,
                "recipient": self.recipient,
            },
            option=orjson.OPT_SORT_KEYS,
        )

    @property
    def fingerprint(self) -> str:
        """What is read out over the telephone: 32 hexadecimal digits of SHA-256 in groups of four."""
        digits = sha256(self.as_json()).hexdigest()[:_FINGERPRINT]
        return " ".join(digits[place : place + _GROUP] for place in range(0, _FINGERPRINT, _GROUP))


def read_card(path: Path) -> Card:
    """A card from its file. Raises DeliveryRefused for anything else."""
    return card_from_json(head_of(path, _LONGEST), path.name)


def card_from_json(text: bytes, called: str = "The card") -> Card:
    """A card from what `Card.as_json` wrote. Raises DeliveryRefused for anything else."""
    try:
        return _card(orjson.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, pyrage.RecipientError) as fault:
        raise DeliveryRefused(
            called,
            f"no card ({fault})",
            "what ogoh parcel keys show --card prints",
            "Ask its owner for the card again.",
        ) from None


def _card(told: Mapping[str, Any]) -> Card:
    if told["ogoh"] != _KIND:
        raise ValueError(f"{told['ogoh']!r} instead of {_KIND!r}")
    code, name, recipient = told["code"], told["name"], told["recipient"]
    if not CODE.fullmatch(code):
        raise ValueError("a code that is none")
    if not (isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME and name.isprintable()):
        raise ValueError("a name that is none")
    pyrage.x25519.Recipient.from_str(recipient)
    keys = tuple(_key(one) for one in told["keys"])
    if not keys or len({key.public for key in keys}) != len(keys):
        raise ValueError("no key, or one twice")
    return Card(code, name, recipient, keys)


def _key(told: Mapping[str, Any]) -> VerifyingKey:
    withdrawn = told["withdrawn_from"]
    return VerifyingKey(
        key_from_text(told["key"]),
        time_from_text(told["counts_from"]),
        None if withdrawn is None else time_from_text(withdrawn),
    )
