"""Why a parcel is not taken: one class for each reason, each with what was found, what was expected and what to do.

Whoever refuses has changed nothing. Numbers, digests and names of installations may stand in a refusal; nobody on a
list is ever named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ogoh.delivery.refusal import DeliveryRefused


class ParcelRefused(DeliveryRefused):
    """A parcel that is not taken; ``reason`` is the name of the kind for receipts and the log.

    ``passes`` where the very same parcel may be taken later: when a card, a clock or a list here was seen to.
    """

    reason: ClassVar[str] = "refused"
    passes: ClassVar[bool] = False

    def __reduce__(self) -> tuple[type[DeliveryRefused], tuple[object, ...]]:
        """What another process needs to raise the same."""
        return type(self), (self.what, self.found, self.expected, self.remedy)


class NotAParcel(ParcelRefused):
    """Something else, or a parcel of a later format."""

    reason = "not_a_parcel"


class CutParcel(ParcelRefused):
    """The end is missing."""

    reason = "cut"


class TamperedParcel(ParcelRefused):
    """Bytes were changed on the way, or the signature does not fit."""

    reason = "tampered"


class NotForUs(ParcelRefused):
    """Sealed for others, or sealed anew for us by somebody for whom it was meant: a stolen parcel."""

    reason = "not_for_us"


class UnknownKey(ParcelRefused):
    """Signed by a key that nobody has told us of."""

    reason = "unknown_key"
    passes = True


class WithdrawnKey(ParcelRefused):
    """Signed by a key that its owner has withdrawn, or one that did not count yet."""

    reason = "withdrawn_key"


class WrongClock(ParcelRefused):
    """Made in the future, or before what came earlier."""

    reason = "wrong_clock"
    passes = True


class TooLarge(ParcelRefused):
    """Beyond the limits."""

    reason = "too_large"


class FalseSizes(ParcelRefused):
    """Larger or smaller inside than it says: a zip bomb, or a parcel that was put together wrongly."""

    reason = "false_sizes"


class UnusableRow(ParcelRefused):
    """A row that is none: not in canonical form, out of order, or one that no list may hold.

    ``accepted`` and ``rejected``: how many rows could be used and how many not, where all were read.
    """

    reason = "unusable_row"

    def __init__(self, what: str, found: str, expected: str, remedy: str, accepted: int = 0, rejected: int = 0) -> None:
        self.accepted, self.rejected = accepted, rejected
        super().__init__(what, found, expected, remedy)

    def __reduce__(self) -> tuple[type[DeliveryRefused], tuple[object, ...]]:
        return type(self), (self.what, self.found, self.expected, self.remedy, self.accepted, self.rejected)


class UnknownList(ParcelRefused):
    """A list, or a kind of parcel, that is not taken from this sender."""

    reason = "unknown_list"
    passes = True


class Replayed(ParcelRefused):
    """This very parcel was taken before."""

    reason = "replayed"


class OutOfOrder(ParcelRefused):
    """Older than what was taken."""

    reason = "out_of_order"


class Contradiction(ParcelRefused):
    """Two parcels of one number that say different things."""

    reason = "contradiction"


class Gap(ParcelRefused):
    """Parcels between are missing: ``missing`` names them."""

    reason = "gap"

    def __init__(self, what: str, found: str, expected: str, remedy: str, missing: Sequence[int] = ()) -> None:
        self.missing = tuple(missing)
        super().__init__(what, found, expected, remedy)

    def __reduce__(self) -> tuple[type[DeliveryRefused], tuple[object, ...]]:
        return type(self), (self.what, self.found, self.expected, self.remedy, self.missing)


class WrongBase(ParcelRefused):
    """A delta on another list than the one held."""

    reason = "wrong_base"


class AnotherList(ParcelRefused):
    """After applying, the list is not the sender's."""

    reason = "another_list"
