"""A list as keyed outputs: whoever holds the file learns who is on it only by asking the owner, key by key.

    ogoh blind list 1
    {header}                         whose list, which delivery, which key, from when to when
    signature                        Ed25519 by the owner over both lines before it, base64
    2**bits counts of 2 bytes        how many outputs begin with each prefix of so many bits
    entries of 4 bytes               the 32 bits behind the prefix, sorted within it

Numbers in the body are little-endian. An output counts by its first ``bits + 32`` bits, so that an input that is not on
the list meets by chance once in ``2**(bits + 32) / entries`` times: once in 134 million, or less often. The number of
entries is rounded up to a full `PADDED_TO` by outputs of nothing.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256, shake_256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ogoh.blind.framing import Header, beginning, field, opened
from ogoh.blind.oprf import Key
from ogoh.blind.refusal import NotWhatItSays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KIND = "list"
PADDED_TO = 4_096
OUTPUT_BYTES = 8
"""So much of an output is kept while a list is built."""

_IN_A_BUCKET = 32
_REST_BITS = 32
_MOST_BITS = 28
_COUNT, _REST = "<u2", "<u4"
_NAME_BYTES = 8


def name_of_key(public: bytes) -> str:
    """What a key is called: the beginning of the digest of its public half, 16 signs."""
    return sha256(public).digest()[:_NAME_BYTES].hex()


@dataclass(frozen=True, slots=True)
class About:
    """Whose list, as of when, under which key; ``recipe`` names how inputs are made. Times are in UTC."""

    code: str
    name: str
    kind: str
    delivery: int
    dated: date
    public: bytes
    recipe: str
    made: datetime
    expires: datetime

    @property
    def key(self) -> str:
        """The name of the key."""
        return name_of_key(self.public)

    def header(self) -> dict[str, str | int]:
        """For the file."""
        return {
            "list": self.code,
            "name": self.name,
            "kind": self.kind,
            "delivery": self.delivery,
            "dated": self.dated.isoformat(),
            "public": self.public.hex(),
            "recipe": self.recipe,
            "made": _text_of(self.made),
            "expires": _text_of(self.expires),
        }


@dataclass(frozen=True, slots=True)
class KeyedList:
    """An opened file: ``starts`` says where each bucket begins in ``rests``, one more number than there are buckets."""

    about: About
    bits: int
    starts: NDArray[np.int64]
    rests: NDArray[np.uint32]

    @property
    def entries(self) -> int:
        """How many outputs are in it, those of nothing included."""
        return len(self.rests)

    @property
    def false_match_one_in(self) -> float:
        """An input that is not on the list meets by chance once in so many times."""
        return float(2 ** (self.bits + _REST_BITS)) / self.entries

    def holds(self, output: bytes) -> bool:
        """Whether an output (its first 8 bytes are enough) is in the list."""
        number = int.from_bytes(output[:OUTPUT_BYTES], "big")
        bucket = number >> (64 - self.bits)
        rest = (number >> (_REST_BITS - self.bits)) & 0xFFFFFFFF
        within = self.rests[self.starts[bucket] : self.starts[bucket + 1]]
        at = int(within.searchsorted(rest))
        return at < len(within) and int(within[at]) == rest


def written(about: About, outputs: NDArray[np.uint64], key: Key, signer: Ed25519PrivateKey) -> bytes:
    """The file for outputs in any order, the first 8 bytes of each as a big-endian number; the same bytes each time."""
    import numpy as np

    once = np.unique(outputs)
    every = np.unique(np.concatenate([once, _outputs_of_nothing(len(once), key)]))
    bits = min(_MOST_BITS, (len(every) // _IN_A_BUCKET).bit_length())
    buckets = (every >> np.uint64(64 - bits)).astype(np.int64)
    counts = np.bincount(buckets, minlength=1 << bits)
    rests = (every >> np.uint64(_REST_BITS - bits)) & np.uint64(0xFFFFFFFF)
    body = counts.astype(_COUNT).tobytes() + rests.astype(_REST).tobytes()
    header = {**about.header(), "bits": bits, "entries": len(every), "digest": sha256(body).hexdigest()}
    told = beginning(KIND, header)
    return told + base64.b64encode(signer.sign(told)) + b"\n" + body


def _outputs_of_nothing(entries: int, key: Key) -> NDArray[np.uint64]:
    """As many as round the number up; nobody without the key can tell them from the others."""
    import numpy as np

    missing = max(1, -(-entries // PADDED_TO)) * PADDED_TO - entries
    return np.frombuffer(shake_256(b"ogoh blind nothing" + key.secret).digest(8 * missing), ">u8").astype(np.uint64)


def read(data: bytes, owner: Iterable[bytes]) -> KeyedList:
    """Open a file, which one of the owner's public keys (Ed25519, 32 bytes each) signed. Raises `NotWhatItSays`."""
    header, at = opened(KIND, data)
    end = data.find(b"\n", at, at + 200)
    if not any(_has_signed(one, data[at:end], data[:at]) for one in owner):
        found = "one that is by no key of the owner that counts, or was changed"
        raise NotWhatItSays("The signature of the list", found, "the owner's")
    return _read_body(_about(header), header, data[end + 1 :])


def _has_signed(public: bytes, signature: bytes, told: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(base64.b64decode(signature, validate=True), told)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _about(header: Header) -> About:
    try:
        return About(
            code=field(header, "list", str),
            name=field(header, "name", str),
            kind=field(header, "kind", str),
            delivery=field(header, "delivery", int),
            dated=date.fromisoformat(field(header, "dated", str)),
            public=bytes.fromhex(field(header, "public", str)),
            recipe=field(header, "recipe", str),
            made=_time_of(field(header, "made", str)),
            expires=_time_of(field(header, "expires", str)),
        )
    except ValueError as fault:
        raise NotWhatItSays("The header of the list", str(fault), "days, times and a key as the format says") from None


def _read_body(about: About, header: Header, body: bytes) -> KeyedList:
    import numpy as np

    bits, entries = field(header, "bits", int), field(header, "entries", int)
    if not (1 <= bits <= _MOST_BITS and entries > 0 and len(body) == (2 << bits) + 4 * entries):
        raise NotWhatItSays("The length of the list", f"{len(body):,} bytes", f"those of {entries:,} entries")
    if sha256(body).hexdigest() != field(header, "digest", str):
        raise NotWhatItSays("The body of the list", "another digest", "the one that the owner signed")
    counts = np.frombuffer(body, _COUNT, 1 << bits).astype(np.int64)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    if starts[-1] != entries:
        raise NotWhatItSays("The counts of the list", f"{starts[-1]:,} in all", f"{entries:,}")
    return KeyedList(about, bits, starts, np.frombuffer(body, _REST, entries, 2 << bits).astype(np.uint32))


def _text_of(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _time_of(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} without a time zone")
    return moment
