"""Where each field of a machine-readable zone stands, and which characters its check digits guard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle

FILLER = "<"


@dataclass(frozen=True, slots=True)
class Check:
    """A check digit: the field it speaks for, where it stands, and the ranges that it sums."""

    field: str
    at: int
    over: tuple[slice, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A format of ICAO Doc 9303; positions count from 0 in all lines joined.

    ``kinds`` gives for the first letter of the document code the kind of `Document`.
    """

    name: str
    lines: int
    width: int
    kinds: Mapping[str, str]
    fields: Mapping[str, slice]
    checks: tuple[Check, ...]

    @property
    def size(self) -> int:
        """How many characters the whole zone has."""
        return self.lines * self.width


TD3 = Layout(  # Doc 9303-4, 4.2.2: passports
    name="TD3",
    lines=2,
    width=44,
    kinds={"P": "passport"},
    fields={
        "issuer": slice(2, 5),
        "names": slice(5, 44),
        "number": slice(44, 53),
        "citizenship": slice(54, 57),
        "birth": slice(57, 63),
        "sex": slice(64, 65),
        "expires": slice(65, 71),
        "optional": slice(72, 86),
    },
    checks=(
        Check("number", 53, (slice(44, 53),)),
        Check("birth", 63, (slice(57, 63),)),
        Check("expires", 71, (slice(65, 71),)),
        Check("optional", 86, (slice(72, 86),)),
        Check("composite", 87, (slice(44, 54), slice(57, 64), slice(65, 87))),
    ),
)

TD1 = Layout(  # Doc 9303-5, 4.2.2: identity cards
    name="TD1",
    lines=3,
    width=30,
    kinds={"A": "national_id", "C": "national_id", "I": "national_id"},
    fields={
        "issuer": slice(2, 5),
        "number": slice(5, 14),
        "overflow": slice(15, 30),
        "birth": slice(30, 36),
        "sex": slice(37, 38),
        "expires": slice(38, 44),
        "citizenship": slice(45, 48),
        "optional": slice(48, 59),
        "names": slice(60, 90),
    },
    checks=(
        Check("number", 14, (slice(5, 14),)),
        Check("birth", 36, (slice(30, 36),)),
        Check("expires", 44, (slice(38, 44),)),
        Check("composite", 59, (slice(5, 30), slice(30, 37), slice(38, 45), slice(48, 59))),
    ),
)

LAYOUTS = (TD3, TD1)

_VALUES = {FILLER: 0} | {sign: value for value, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def check_digit(text: str) -> str:
    """Compute the check digit over capital letters, digits and fillers: weights 7, 3, 1, modulo 10.

    Doc 9303-3, 4.9. Raises `KeyError` for any other sign.
    """
    return str(sum(_VALUES[sign] * weight for sign, weight in zip(text, cycle((7, 3, 1)), strict=False)) % 10)
