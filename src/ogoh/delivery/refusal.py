"""When a delivery as a whole cannot be used: what is wrong, and how to go on if it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SMALLEST_PLAUSIBLE_SHARE = 0.1
LARGEST_REJECTED_SHARE = 0.05


class DeliveryRefused(Exception):  # noqa: N818  # the house names an exception by what happened
    """A file that cannot be a list at all, or a list that looks like a mistake.

    ``what`` names the thing looked at, ``found`` what it is, ``expected`` what it should be and
    ``remedy`` what to do now, all in plain English for the person who delivers the list.
    """

    def __init__(self, what: str, found: str, expected: str, remedy: str) -> None:
        self.what = what
        self.found = found
        self.expected = expected
        self.remedy = remedy
        super().__init__(f"{what}: found {found}, expected {expected}. {remedy}")

    def __reduce__(self) -> tuple[type[DeliveryRefused], tuple[object, ...]]:
        """What another process needs to raise the same."""
        return DeliveryRefused, (self.what, self.found, self.expected, self.remedy)


@dataclass(frozen=True, slots=True)
class FileOptions:
    """What a file is called in a refusal, and which options concern it; ``remedy`` is what else helps with its rows."""

    called: str
    columns: str
    remedy: str = ""


LIST = FileOptions("list", "--columns")
REGISTER = FileOptions(
    "register",
    "--register-columns",
    " Where its identifiers number people and not crossings, map their column to ignored.",
)


def refuse_older(dated: date, newest: date | None, *, allow_older: bool = False) -> None:
    """Refuse a list that is dated before the newest delivery already held; ``newest`` is ``None`` for the first."""
    if newest is None or dated >= newest or allow_older:
        return
    raise DeliveryRefused(
        what="The date of the delivery",
        found=f"{dated.isoformat()}, but a delivery of {newest.isoformat()} is already held",
        expected="a list at least as new as the newest one held",
        remedy="Check the date; if the older list is meant to replace the newer one, repeat with --allow-older.",
    )


def refuse_shrunken(accepted: int, held: int, *, allow_smaller: bool = False) -> None:
    """Refuse a full list of a tenth of the people now held, or fewer: most likely a part of the file is missing."""
    if allow_smaller or held == 0 or accepted > held * SMALLEST_PLAUSIBLE_SHARE:
        return
    raise DeliveryRefused(
        what="The size of the list",
        found=f"{accepted} people, where the last delivery held {held}",
        expected=f"more than a tenth of the last delivery ({int(held * SMALLEST_PLAUSIBLE_SHARE)} people)",
        remedy="Check that the file is whole; if so many people really left the list, repeat with --allow-smaller.",
    )


def refuse_empty(read: int, accepted: int, told: FileOptions = LIST) -> None:
    """Refuse a file from which nobody was accepted; there is no option that allows it."""
    if accepted:
        return
    raise DeliveryRefused(
        what=f"The rows of the {told.called}",
        found=f"{read} read and none accepted" if read else "no rows under the headings",
        expected="at least one person",
        remedy=f"Look at the rejected rows: most likely a column was recognised wrongly. Name it with {told.columns}."
        if read
        else "Check that the file is whole, and that it is the one that was meant.",
    )


def refuse_spoiled(
    read: int,
    rejected: int,
    *,
    allow_rejects: bool = False,
    largest_share: float = LARGEST_REJECTED_SHARE,
    told: FileOptions = LIST,
) -> None:
    """Refuse a file of which more than ``largest_share`` of the rows are rejected: most likely a wrong column."""
    if allow_rejects or rejected <= read * largest_share:
        return
    raise DeliveryRefused(
        what=f"The rejected rows of the {told.called}",
        found=f"{rejected} of {read} rows ({100 * rejected / read:.0f} %)",
        expected=f"at most {100 * largest_share:.0f} %; more of them mean a wrong column or a damaged file",
        remedy=f"Mend the rows, or name the columns with {told.columns}; to use the rest, repeat with --allow-rejects."
        + told.remedy,
    )
