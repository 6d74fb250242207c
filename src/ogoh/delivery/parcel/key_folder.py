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
from ogoh.delivery.tables.writing import OWNER_ALONE, replaced_when_whole

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
        """The age identities, the newest first. Raises DeliveryRefused where a file holds none."""
        found = sorted(self.folder.glob("open-*.key"), key=_number_of, reverse=True)
        return [_identity_in(one) for one in found]

    def signing_key(self, now: datetime) -> SigningKey:
        """The newest key that counts now and is not withdrawn. Raises DeliveryRefused where there is none, or its file
        is damaged."""
        counting = [key for key in self.card.keys if key.counts_at(now)]
        for key in sorted(counting, key=lambda one: one.counts_from, reverse=True):
            private = self.folder / f"sign-{key.key_id}.key"
            if private.exists():
                return _signing_key_in(private, key)
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
        return self._put(Card(code, name, "", ()), now)

    def renew(self, now: datetime, counts_from: datetime) -> Card:
        """A further signing key that counts from a moment on, and a new recipient; the old ones stay in force."""
        return self._put(self.card, counts_from)

    def withdraw(self, key_id: str, since: datetime) -> Card:
        """Say that a key signs nothing from a moment on; one that was withdrawn earlier stays so. Raises
        DeliveryRefused where it is not known."""
        held = self.card
        if key_id not in {key.key_id for key in held.keys}:
            known = ", ".join(key.key_id for key in held.keys)
            raise DeliveryRefused("The key", repr(key_id), f"one of {known}", "See: ogoh parcel keys show")
        since = since.replace(microsecond=0)
        keys = tuple(key.withdrawn_by(since) if key.key_id == key_id else key for key in held.keys)
        return self._put_card(replace(held, keys=keys))

    def _put(self, card: Card, counts_from: datetime) -> Card:
        """Add a signing key and a recipient to a card; nothing is written before the card is found good."""
        signing = SigningKey(Ed25519PrivateKey.generate())
        opening = pyrage.x25519.Identity.generate()
        key = VerifyingKey(signing.public, counts_from.replace(microsecond=0))
        card = _checked(replace(card, recipient=str(opening.to_public()), keys=(*card.keys, key)))
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        number = 1 + max(map(_number_of, self.folder.glob("open-*.key")), default=0)
        self._write(f"sign-{signing.key_id}.key", signing.private.private_bytes_raw().hex())
        self._write(f"open-{number}.key", f"{opening}")
        return self._put_card(card)

    def _put_card(self, card: Card) -> Card:
        self._write(_CARD, card.as_json().decode())
        return card

    def _write(self, name: str, text: str) -> None:
        with replaced_when_whole(self.folder / name, OWNER_ALONE) as beside:
            beside.write_text(f"{text}\n", encoding="utf-8")


def _checked(card: Card) -> Card:
    return card_from_json(card.as_json(), "The code or the name")


def _identity_in(path: Path) -> str:
    text = path.read_text(encoding="utf-8", errors="replace").strip()
    try:
        pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise _damaged(path, "an age identity") from None
    return text


def _signing_key_in(path: Path, key: VerifyingKey) -> SigningKey:
    text = path.read_text(encoding="utf-8", errors="replace").strip()
    try:
        found = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(text)))
    except ValueError:
        raise _damaged(path, "a private key, 64 hexadecimal digits") from None
    if found.public != key.public:
        raise _damaged(path, f"the private half of key {key.key_id}")
    return found


def _damaged(path: Path, expected: str) -> DeliveryRefused:
    return DeliveryRefused(
        f"The key in {path}", "something else", expected, "Put the file back from the copy of the folder of keys."
    )


def _number_of(path: Path) -> int:
    number = path.stem.removeprefix("open-")
    return int(number) if number.isdecimal() else 0
