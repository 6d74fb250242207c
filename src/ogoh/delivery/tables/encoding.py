"""Which letters a text file is written in: found by looking, never by guessing from a name.

The encodings are those that lists really come in: UTF-8 and UTF-16 with or without a byte order mark
(Unicode 15, chapter 23.8) and Windows-1251.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ogoh.delivery.refusal import DeliveryRefused

SAMPLE = 1 << 20
UNDECODABLE = "\ufdd0"
"""Stands for bytes that are no letter in the file's encoding. A noncharacter: no text holds it (Unicode 15, 23.7)."""
DECODING = "ogoh_undecodable"
"""Name of the error handler that puts UNDECODABLE in place of such bytes."""

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WINDOWS_LETTERS = frozenset(range(0xC0, 0x100)) | frozenset(b"\xa8\xb8\xb9\xab\xbb\x96\x97\xa0")
WORD = re.compile("[А-ЯЁ][а-яё]+")
TURNED_WORD = re.compile("[а-яё][А-ЯЁ]+")


def _put_undecodable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return UNDECODABLE, error.end


codecs.register_error(DECODING, _put_undecodable)


def encoding_of(path: Path) -> str:
    """Name the encoding of a text file, for ``open``; DeliveryRefused where it is none of ours.

    Looks at the first megabyte that holds anything beyond ASCII. One broken letter in a hundred does not
    turn UTF-8 into something else: such letters come out as UNDECODABLE and spoil their own cell only.
    """
    with path.open("rb") as file:
        chunk = file.read(SAMPLE)
        for mark, name in BYTE_ORDER_MARKS:
            if chunk.startswith(mark):
                return name
        wide = _wide_encoding(chunk)
        if wide:
            return wide
        while chunk.isascii():
            chunk = file.read(SAMPLE)
            if not chunk:
                return "utf-8"
    return _narrow_encoding(path.name, chunk)


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 without a mark: separators, digits and line ends have a zero byte, always on the same side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even + odd < len(sample) / 25 or min(even, odd) > max(even, odd) / 20:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _narrow_encoding(name: str, sample: bytes) -> str:
    # Not by "replace": a file may hold the sign of a lost letter that was lost before, whole and well encoded.
    text = sample.decode("utf-8", errors=DECODING)
    broken = text.count(UNDECODABLE)
    whole = len(text) - broken - len(text.encode("ascii", errors="ignore"))
    if broken <= 1 + whole / 100:
        return "utf-8"
    if not _looks_like_windows(sample):
        raise DeliveryRefused(
            name,
            "letters in an encoding that is not known here",
            "UTF-8, UTF-16 or Windows-1251",
            "Save the file as “CSV UTF-8”.",
        )
    return "cp1251"


def _looks_like_windows(sample: bytes) -> bool:
    """Most high bytes are letters, and capitals begin words: in KOI8-R, read so, capitals follow them."""
    high = [byte for byte in sample if byte > 0x7F]
    text = sample.decode("cp1251", errors="replace")
    letters = sum(byte in WINDOWS_LETTERS for byte in high)
    return letters >= 0.8 * len(high) and len(TURNED_WORD.findall(text)) <= len(WORD.findall(text))
