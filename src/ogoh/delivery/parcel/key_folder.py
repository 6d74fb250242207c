"""The folder with the keys of this installation: the card, and beside it private halves that their owner alone reads.

    card.json                what peers are given
    sign-KEYID.key           a private Ed25519 key, 64 hexadecimal digits
    open-N.key               an age identity, as age itself reads it (``age -d -i``); the newest is the recipient's

Old identities stay: what was sealed before a rotation can still be opened.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ogoh.delivery.parcel.card import Card, card_from_json
from ogoh.delivery.parcel.keys import SigningKey, VerifyingKey
from ogoh.delivery.refusal import DeliveryRefused
from ogoh.delivery.tables.writing import replaced_when_whole

_CARD = "card.json"
_MAKE = "Make keys with: ogoh parcel keys new"


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """The keys in a folder; every change is written beside and renamed."""

    folder: Path

    @property
    def has_keys(self) -> bool:
        """Whether keys were made."""
        return (self.folder / _CARD).exists()

    @property
    def card(self) -> Card:
        """Who we are. Raises DeliveryRefused where no keys were made."""
        if not self.has_keys:
            raise DeliveryRefused(
                f"The folder of keys {self.folder}", "no card.json", "keys of this installation", _MAKE
            )
        return card_from_json((self.folder / _CARD).read_bytes(), _CARD)

    @property
    def identities(self) -> list[str]:
        """The age identities, the newest first."""
        found = sorted(self.folder.glob("open-*.key"), key=_number_of, reverse=True)
        return [one.read_text().strip() for one in found]

    def signing_key(self, now: datetime) -> SigningKey:
        """The newest key that counts now and is not withdrawn. Raises DeliveryRefused where there is none."""
        counting = [
            key
            for key in self.card.keys
            if key.counts_from <= now and (key.withdrawn_from is None or now < key.withdrawn_from)
        ]
        for key in sorted(counting, key=lambda one: one.counts_from, reverse=True):
            private = self.folder / f"sign-{key.key_id}.key"
            if private.exists():
                return SigningKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private.read_text().strip())))
        raise DeliveryRefused("The signing keys", "none that counts now", "one that is in force", _MAKE)

    def make(self, code: str, name: str, now: datetime) -> Card:
        """The first keys. Raises DeliveryRefused where there are some, or the code or name is none."""
        if self.has_keys:
            raise DeliveryRefused(
                f"The folder of keys {self.folder}",
                "keys of this installation",
                "none yet",
                "To change them, leave out --code and --name.",
            )
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._put(Card(code, name, self._new_identity(), (self._new_key(now),)))

    def renew(self, now: datetime, counts_from: datetime) -> Card:
        """A further signing key that counts from a moment on, and a new recipient; the old ones stay in force."""
        held = self.card
        return self._put(replace(held, recipient=self._new_identity(), keys=(*held.keys, self._new_key(counts_from))))

    def withdraw(self, key_id: str, since: datetime) -> Card:
        """Say that a key signs nothing from a moment on. Raises DeliveryRefused where it is not known."""
        held = self.card
        if key_id not in {key.key_id for key in held.keys}:
            known = ", ".join(key.key_id for key in held.keys)
            raise DeliveryRefused("The key", repr(key_id), f"one of {known}", "See: ogoh parcel keys show")
        keys = tuple(replace(key, withdrawn_from=since) if key.key_id == key_id else key for key in held.keys)
        return self._put(replace(held, keys=keys))

    def _put(self, card: Card) -> Card:
        card_from_json(card.as_json(), "The code or the name")
        self._write(_CARD, card.as_json().decode() + "\n")
        return card

    def _new_key(self, counts_from: datetime) -> VerifyingKey:
        made = SigningKey(Ed25519PrivateKey.generate())
        self._write(f"sign-{made.key_id}.key", made.private.private_bytes_raw().hex() + "\n")
        return VerifyingKey(made.public, counts_from.replace(microsecond=0))

    def _new_identity(self) -> str:
        made = pyrage.x25519.Identity.generate()
        number = 1 + max(map(_number_of, self.folder.glob("open-*.key")), default=0)
        self._write(f"open-{number}.key", f"{made}\n")
        return str(made.to_public())

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        with replaced_when_whole(path) as beside:
            beside.write_text(text, encoding="utf-8")
        path.chmod(0o600)


def _number_of(path: Path) -> int:
    number = path.stem.removeprefix("open-")
    return int(number) if number.isdecimal() else 0
