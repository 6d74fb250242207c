"""The small part of CBOR (RFC 8949) that certificates use, in the one encoding that section 4.2.1 allows.

Whatever has a second way of being written is refused, so that one statement has one text. The verifying page carries
the same reader in its own language.
"""

from __future__ import annotations

from dataclasses import dataclass

Item = int | bytes | str | list["Item"] | dict[int, "Item"]

_DEEPEST = 6
_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}


class CutShortError(ValueError):
    """The bytes end before what they announce."""


class NotCanonicalError(ValueError):
    """The bytes are not what our own writer would have written."""


def write_item(item: Item) -> bytes:
    """One item; maps by the order of their keys' bytes."""
    match item:
        case bool():
            raise TypeError("no booleans here")
        case int():
            return _head(0, item) if item >= 0 else _head(1, -1 - item)
        case bytes():
            return _head(2, len(item)) + item
        case str():
            text = item.encode()
            return _head(3, len(text)) + text
        case list():
            return _head(4, len(item)) + b"".join(map(write_item, item))
        case dict():
            pairs = sorted((write_item(key), write_item(value)) for key, value in item.items())
            return _head(5, len(pairs)) + b"".join(key + value for key, value in pairs)


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    for code, length in _LENGTHS.items():
        if number < 1 << 8 * length:
            return bytes([major << 5 | code]) + number.to_bytes(length, "big")
    raise OverflowError(f"{number} does not fit")


def read_item(data: bytes, start: int = 0) -> tuple[Item, int]:
    """The item at ``start`` and where it ends. Raises `CutShortError` and `NotCanonicalError`."""
    reader = _Reader(data, start)
    item = reader.item(_DEEPEST)
    return item, reader.at


@dataclass(slots=True)
class _Reader:
    data: bytes
    at: int

    def item(self, deep: int) -> Item:
        first = self._take(1)[0]
        major, number = first >> 5, self._number(first & 31)
        if deep == 0:
            raise NotCanonicalError("too deep")
        match major:
            case 0:
                return number
            case 1:
                return -1 - number
            case 2:
                return self._take(number)
            case 3:
                return self._text(number)
            case 4:
                return [self.item(deep - 1) for _ in self._counted(number)]
            case 5:
                return self._map(number, deep - 1)
        raise NotCanonicalError("neither tags nor simple values belong here")

    def _number(self, code: int) -> int:
        if code < 24:
            return code
        if code not in _LENGTHS:
            raise NotCanonicalError("a length that is not known")
        number = int.from_bytes(self._take(_LENGTHS[code]), "big")
        if number < (24 if code == 24 else 1 << 4 * _LENGTHS[code]):
            raise NotCanonicalError("a number longer than it needs to be")
        if number > 1 << 53:
            raise NotCanonicalError("a number that a browser does not hold")
        return number

    def _counted(self, number: int) -> range:
        if number > len(self.data) - self.at:
            raise CutShortError("more items than bytes")
        return range(number)

    def _text(self, length: int) -> str:
        try:
            return self._take(length).decode()
        except UnicodeDecodeError:
            raise NotCanonicalError("text that is not UTF-8") from None

    def _map(self, number: int, deep: int) -> dict[int, Item]:
        found: dict[int, Item] = {}
        before = b""
        for _ in self._counted(number):
            start = self.at
            key = self.item(deep)
            written = self.data[start : self.at]
            if not isinstance(key, int) or written <= before:
                raise NotCanonicalError("keys out of order")
            before = written
            found[key] = self.item(deep)
        return found

    def _take(self, length: int) -> bytes:
        if length > len(self.data) - self.at:
            raise CutShortError("the bytes end too early")
        taken = self.data[self.at : self.at + length]
        self.at += length
        return taken
