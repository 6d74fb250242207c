"""The group ristretto255 (RFC 9496) as libsodium computes it, by its own C names.

Scalars and points are 32 bytes each, as RFC 9496 encodes them. Every call lets other threads run while it computes.
"""

from __future__ import annotations

import ctypes
from ctypes.util import find_library
from functools import cache

BYTES = 32
"""Of a point, and of a scalar."""
HASH_BYTES = 64
"""Of a uniform string that becomes a point or a scalar."""

_NAMES = ("libsodium.so.23", "libsodium.so.26", "libsodium.dylib", "libsodium.dll")
_NEEDED = "crypto_scalarmult_ristretto255"
_IDENTITY = bytes(BYTES)


class NoSodiumError(RuntimeError):
    """libsodium is not on this machine, or is older than 1.0.18."""

    def __init__(self) -> None:
        super().__init__(
            "Asking without showing whom needs libsodium 1.0.18 or newer, which is not on this machine: "
            "install the package libsodium23 (so it is called in Debian 12) and repeat the command."
        )


class NoPointError(ValueError):
    """32 bytes that are no point, or the neutral one, where a point is wanted."""

    def __init__(self) -> None:
        super().__init__("no point of ristretto255")


@cache
def library() -> ctypes.CDLL:
    """libsodium, ready to be called. Raises `NoSodiumError`."""
    for name in (*_NAMES, find_library("sodium")):
        try:
            found = ctypes.CDLL(name) if name else None
        except OSError:
            continue
        if found is not None and hasattr(found, _NEEDED) and found.sodium_init() >= 0:
            return found
    raise NoSodiumError


def is_point(point: bytes) -> bool:
    """Whether these bytes are a point in its one encoding, and not the neutral one."""
    return len(point) == BYTES and point != _IDENTITY and library().crypto_core_ristretto255_is_valid_point(point) == 1


def point_of_hash(uniform: bytes) -> bytes:
    """The point that 64 uniform bytes stand for (RFC 9496, 4.3.4)."""
    _expect(uniform, HASH_BYTES)
    return _called("crypto_core_ristretto255_from_hash", uniform)


def times(scalar: bytes, point: bytes) -> bytes:
    """A point taken a scalar times. Raises `NoPointError` for what is no point, or comes out as the neutral one."""
    _expect(scalar, BYTES)
    _expect(point, BYTES)
    return _called("crypto_scalarmult_ristretto255", scalar, point)


def times_base(scalar: bytes) -> bytes:
    """The generator taken a scalar times. Raises `NoPointError` for a scalar of zero."""
    _expect(scalar, BYTES)
    return _called("crypto_scalarmult_ristretto255_base", scalar)


def plus(one: bytes, other: bytes) -> bytes:
    """The sum of two points. Raises `NoPointError`."""
    _expect(one, BYTES)
    _expect(other, BYTES)
    return _called("crypto_core_ristretto255_add", one, other)


def scalar_at_random() -> bytes:
    """A scalar from the system's source of chance; never zero."""
    return _filled("crypto_core_ristretto255_scalar_random")


def scalar_of_hash(uniform: bytes) -> bytes:
    """The scalar that 64 uniform bytes stand for: little-endian, modulo the order of the group."""
    _expect(uniform, HASH_BYTES)
    return _filled("crypto_core_ristretto255_scalar_reduce", uniform)


def scalar_inverse(scalar: bytes) -> bytes:
    """One divided by a scalar. Raises `NoPointError` for zero."""
    _expect(scalar, BYTES)
    return _called("crypto_core_ristretto255_scalar_invert", scalar)


def scalar_product(one: bytes, other: bytes) -> bytes:
    """The product of two scalars."""
    return _filled("crypto_core_ristretto255_scalar_mul", one, other)


def scalar_difference(one: bytes, other: bytes) -> bytes:
    """One scalar less another."""
    return _filled("crypto_core_ristretto255_scalar_sub", one, other)


def is_scalar(scalar: bytes) -> bool:
    """Whether these bytes are a scalar below the order of the group, and not zero."""
    return len(scalar) == BYTES and scalar != _IDENTITY and scalar_of_hash(scalar + bytes(BYTES)) == scalar


def _expect(given: bytes, length: int) -> None:
    if len(given) != length:
        raise NoPointError


def _called(function: str, *given: bytes) -> bytes:
    """What a function writes into 32 bytes; it says by a number other than zero that it could not."""
    out = ctypes.create_string_buffer(BYTES)
    if getattr(library(), function)(out, *given):
        raise NoPointError
    return out.raw


def _filled(function: str, *given: bytes) -> bytes:
    """What a function that cannot fail writes into 32 bytes; its return value says nothing."""
    out = ctypes.create_string_buffer(BYTES)
    getattr(library(), function)(out, *given)
    return out.raw
