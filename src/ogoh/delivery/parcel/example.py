"""A parcel with keys that everybody knows, step by step, for whoever writes another implementation.

The people are made up, the keys protect nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256, shake_128
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ogoh.delivery.entry import Entry
from ogoh.delivery.parcel.header import RELEASE, Label
from ogoh.delivery.parcel.keys import SigningKey, VerifyingKey, key_to_text
from ogoh.delivery.parcel.list_digest import ListDigest
from ogoh.delivery.parcel.opening import Reading, opened
from ogoh.delivery.parcel.rows import row_of
from ogoh.delivery.parcel.sealing import MAGIC, seal
from ogoh.identity import Sex, Subject, read_birth, read_document
from ogoh.names import WrittenName

SEED = bytes(range(32))
IDENTITY = "AGE-SECRET-KEY-1YQSJYGEYY5NZW2PF9G4JCTFW9UCRZV3NXS6NVDEC8YARK0PA8CLSWXGG7Q"
MADE_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


def entries() -> list[Entry]:
    """Two people who do not exist, in the order of their references."""
    farrukh = Subject(
        (WrittenName(family="Раҳимов", given="Фаррух", patronymic="Саидович"), WrittenName(whole="Rahimov Farrukh")),
        (read_birth("12.05.1990", MADE_AT.date()),),
        Sex.MALE,
        ("TJ",),
        (read_document("4001 23451"),),
    )
    malika = Subject((WrittenName(whole="Каримова Малика"),), (read_birth("1987", MADE_AT.date()),), Sex.FEMALE)
    return [
        Entry(1, "A-1", farrukh, "ст. 26", "МВД России", date(2024, 5, 14), date(2029, 5, 14)),
        Entry(2, "A-2", malika),
    ]


def make(path: Path, identity: str = IDENTITY) -> Iterator[str]:
    """Seal the example and open it again; gives back line by line what is done on the way."""
    key = SigningKey(Ed25519PrivateKey.from_private_bytes(SEED))
    opening = pyrage.x25519.Identity.from_str(identity)
    rows = [row_of(entry) for entry in entries()]
    digest = ListDigest()
    digest.add(rows)
    label = Label(RELEASE, "ru-mvd", ("tj-ms",), 1, MADE_AT, "bans", digest=digest.hex, about={"dated": "2026-11-01"})
    header = seal(path, label, rows, key, [str(opening.to_public())])
    signed = MAGIC + header.as_line() + b"\n"
    yield f"private signing key    {SEED.hex()}"
    yield f"public signing key     {key_to_text(key.public)}"
    yield f"name of the key        {key.key_id}"
    yield f"age identity           {identity}"
    yield f"age recipient          {opening.to_public()}"
    for number, row in enumerate(rows, 1):
        yield f"row {number}                  {row.decode()}"
        yield f"drawn from row {number}       {shake_128(row).hexdigest(8)}… (2048 bytes)"
    yield f"sums of the list       {digest.state[:8].hex()}… (2048 bytes)"
    yield f"digest of the list     {digest.hex}"
    yield f"header                 {header.as_line().decode()}"
    yield f"SHA-256 of what is signed {sha256(signed).hexdigest()}"
    yield f"signature              {key_to_text(key.sign(signed))}"
    yield f"opened again           {_opened(path, identity, key)} rows, the same"


def _opened(path: Path, identity: str, key: SigningKey) -> int:
    known = [VerifyingKey(key.public, MADE_AT)]
    with opened(path, Reading("tj-ms", [identity], lambda _: known, MADE_AT, path.parent)) as found:
        return len(list(found.rows()))
