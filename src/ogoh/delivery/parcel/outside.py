"""What anybody can see of a parcel without a key: that it is a file sealed by age, how large, for how many."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ogoh.delivery.parcel.limits import LIMITS, Limits
from ogoh.delivery.parcel.refusal import CutParcel, NotAParcel, TamperedParcel, TooLarge
from ogoh.delivery.tables.signature import head_of, real_kind

_AGE = b"age-encryption.org/v1\n"
_STANZA = b"-> X25519 "
_END = b"\n--- "
_LONGEST_HEAD = 65_536
# The payload: a nonce, then chunks of 64 KiB, each with a tag (C2SP age).
_NONCE, _CHUNK, _TAG = 16, 65_536, 16


@dataclass(frozen=True, slots=True)
class Outside:
    """Bytes of the file, bytes of the age header in them, and how many recipients it is sealed for."""

    size: int
    head: int
    recipients: int

    def sealed_size(self, plain: int) -> int:
        """How large the file is when so many bytes are sealed in it."""
        chunks = max(1, -(-plain // _CHUNK))
        return self.head + _NONCE + plain + chunks * _TAG


def outside_of(path: Path, limits: Limits = LIMITS) -> Outside:
    """Look at a file from outside. Raises NotAParcel, CutParcel, TamperedParcel, TooLarge, DeliveryRefused where it is
    not there."""
    if path.is_file() and not path.stat().st_size:
        raise NotAParcel(path.name, "an empty file", "a parcel", "Fetch or copy it again: nothing arrived.")
    begin = head_of(path, _LONGEST_HEAD)
    size = path.stat().st_size
    if size > limits.sealed:
        raise TooLarge(
            "The parcel",
            f"{size:,} bytes",
            f"at most {limits.sealed:,}",
            "Nothing of it was read. Ask the sender what it is; no list is so large.",
        )
    if not begin.startswith(_AGE):
        raise NotAParcel(
            path.name,
            f"what seems to be {real_kind(begin)}",
            "a parcel, which is a file sealed by age",
            "Take the file that the sender's ogoh has written, as it is: not pasted, not opened before.",
        )
    return Outside(size, _length_of(begin, size), begin[: begin.find(_END) + 1].count(_STANZA))


def _length_of(begin: bytes, size: int) -> int:
    mac = begin.find(_END)
    end = begin.find(b"\n", mac + 1)
    if (mac < 0 or end < 0) and len(begin) == _LONGEST_HEAD:
        raise TamperedParcel(
            "The head of the parcel", "no end", "the file as the sender sealed it", "Fetch it again by another way."
        )
    if mac < 0 or end < 0:
        raise CutParcel(
            "The parcel", f"a file of {size:,} bytes that breaks off in its head", "all of it", "Copy it once more."
        )
    return end + 1
