"""How files and messages of this room begin: two lines that a person can read, then bytes.

ogoh blind KIND 1
{"…": …}                 the header, JSON on one line, keys in order
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeVar

from ogoh.blind.refusal import NotWhatItSays

LONGEST_HEADER = 10_000
_VERSION = 1

Value = TypeVar("Value", str, int)
Header = Mapping[str, str | int]


def beginning(kind: str, header: Header) -> bytes:
    """The two lines."""
    told = json.dumps(dict(header), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{_first_line(kind)}\n{told}\n".encode()


def opened(kind: str, data: bytes) -> tuple[dict[str, str | int], int]:
    """The header, and where it ends. Raises `NotWhatItSays`."""
    first = f"{_first_line(kind)}\n".encode()
    if not data.startswith(first):
        raise NotWhatItSays("The beginning", repr(data[:40])[1:], repr(first.decode()))
    end = data.find(b"\n", len(first), len(first) + LONGEST_HEADER)
    try:
        header = json.loads(data[len(first) : end]) if end > 0 else None
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict) or not all(type(one) in (str, int) for one in header.values()):
        raise NotWhatItSays("The header", "what cannot be read", "JSON with texts and numbers on the second line")
    return header, end + 1


def field(header: Header, name: str, kind: type[Value]) -> Value:
    """A field of a header. Raises `NotWhatItSays`."""
    found = header.get(name)
    if type(found) is not kind:
        expected = "a number" if kind is int else "a text"
        raise NotWhatItSays(f"The field {name} of the header", "nothing" if found is None else repr(found), expected)
    return found


def _first_line(kind: str) -> str:
    return f"ogoh blind {kind} {_VERSION}"
