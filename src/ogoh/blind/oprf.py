"""The oblivious pseudorandom function of RFC 9497: who evaluates does not see of what, who asks does not learn the key.

    asker                                      owner
    blinded(input, blind)     ── point ──►     evaluated(key, point)
    finished(input, blind, …) ◄── point ──     and, in mode VOPRF, a proof over the whole batch (`ogoh.blind.proof`)

What comes out is what the owner gets directly by `output(key, input)`: 64 bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha512

from ogoh.blind import sodium
from ogoh.blind.suite import VOPRF, Mode, prefixed

_MOST_COUNTERS = 256


@dataclass(frozen=True, slots=True)
class Key:
    """A secret scalar; ``public`` is the generator taken so many times."""

    secret: bytes

    @property
    def public(self) -> bytes:
        """The half that everybody may have: 32 bytes."""
        return sodium.times_base(self.secret)

    def __repr__(self) -> str:
        return "Key(secret=…)"


def key_at_random() -> Key:
    """A new key (``GenerateKeyPair``, 3.2)."""
    return Key(sodium.scalar_at_random())


def key_of_seed(seed: bytes, info: bytes, mode: Mode = VOPRF) -> Key:
    """The key that a seed of 32 bytes stands for (``DeriveKeyPair``, 3.2.1)."""
    text = seed + prefixed(info)
    tried = (mode.scalar_of(text + bytes([one]), b"DeriveKeyPair") for one in range(_MOST_COUNTERS))
    return Key(next(filter(sodium.is_scalar, tried)))


def blinded(text: bytes, blind: bytes, mode: Mode = VOPRF) -> bytes:
    """The point that is sent for an input: it says nothing about it to whoever lacks the scalar ``blind``."""
    return sodium.times(blind, mode.point_of(text))


def evaluated(key: Key, point: bytes) -> bytes:
    """The owner's answer to one point. Raises `ogoh.blind.sodium.NoPointError`."""
    return sodium.times(key.secret, point)


def finished(text: bytes, blind: bytes, point: bytes, mode: Mode = VOPRF) -> bytes:
    """The output for an input, from the owner's answer (``Finalize``, 3.3.1): 64 bytes.

    In mode VOPRF the proof over the batch is verified before, by `ogoh.blind.proof.verify`.
    """
    return _hashed(text, sodium.times(sodium.scalar_inverse(blind), point))


def output(key: Key, text: bytes, mode: Mode = VOPRF) -> bytes:
    """The same output, worked out by the owner alone (``Evaluate``, 3.3.1)."""
    return _hashed(text, sodium.times(key.secret, mode.point_of(text)))


def _hashed(text: bytes, point: bytes) -> bytes:
    return sha512(prefixed(text, point) + b"Finalize").digest()
