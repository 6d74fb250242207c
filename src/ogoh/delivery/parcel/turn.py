"""Whether a release comes in turn: the numbers that were taken, and what it builds on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ogoh.delivery.parcel.header import Base, Label, time_to_text
from ogoh.delivery.parcel.refusal import Contradiction, Gap, OutOfOrder, Replayed, WrongBase, WrongClock

MOST_MISSING = 1_000
"""How many releases are asked for one by one; where more are missing, the whole list is asked for."""


@dataclass(frozen=True, slots=True)
class LastTaken:
    """The newest release of a sender and source that was taken; number 0 where there was none."""

    number: int = 0
    digest: str = ""
    made_at: datetime | None = None


NOTHING = LastTaken()


def refuse_out_of_turn(label: Label, taken: LastTaken) -> None:
    """Refuse a release that does not follow what was taken.

    A full list follows anything that is older. Raises Replayed, Contradiction, OutOfOrder, WrongClock, Gap, WrongBase.
    """
    if label.number <= taken.number:
        raise _old(label, taken)
    if taken.made_at is not None and label.made_at < taken.made_at:
        raise WrongClock(
            "The time at which the release was made",
            f"release {label.number} of {time_to_text(label.made_at)}",
            f"no time before {time_to_text(taken.made_at)}, when release {taken.number} was made",
            "Ask the sender to look at the clock there and to make the release anew.",
        )
    if label.builds_on is not None:
        _refuse_base(label.builds_on, label, taken)


def _old(label: Label, taken: LastTaken) -> Replayed | Contradiction | OutOfOrder:
    if label.number < taken.number:
        return OutOfOrder(
            "The number of the release",
            f"{label.number}",
            f"one after {taken.number}, which is held already",
            "If the list here is newer, nothing is to be done. If the sender counts anew, begin anew too: ogoh peer "
            "untake, then ogoh peer take.",
        )
    if label.digest != taken.digest:
        return Contradiction(
            f"Release {label.number}",
            f"a list of digest {label.digest[:16]}…",
            f"{taken.digest[:16]}…, as release {taken.number} said that was taken",
            "Two releases bear one number. Ask the sender for a new full list under a new number.",
        )
    return Replayed(
        "The number of the release",
        f"{label.number}, which was taken already",
        f"release {taken.number + 1} or a later one",
        "Nothing is to be done: the list here is that of this release.",
    )


def _refuse_base(base: Base, label: Label, taken: LastTaken) -> None:
    if base.number > taken.number:
        raise _gap(range(taken.number + 1, base.number + 1), label, taken)
    if base.number < taken.number or base.digest != taken.digest:
        raise WrongBase(
            f"Release {label.number}",
            f"changes to release {base.number} of digest {base.digest[:16]}…",
            f"changes to release {taken.number} of digest {taken.digest[:16]}…, which is held",
            "Nothing was changed. Ask the sender for a full list.",
        )


def _gap(missing: range, label: Label, taken: LastTaken) -> Gap:
    """Numbers are named as long as they can be asked for: a sender may write any number into a header."""
    named = f"{missing[0]}" if len(missing) == 1 else f"{missing[0]} to {missing[-1]}"
    few = len(missing) <= MOST_MISSING
    return Gap(
        f"Release {label.number}",
        f"changes to release {missing[-1]}, but {_held(taken)}",
        f"release {named} first",
        f"Ask the sender for {named}, or for a full list; this release can be opened after that."
        if few
        else "Ask the sender for a full list.",
        tuple(missing) if few else (),
    )


def _held(taken: LastTaken) -> str:
    return f"release {taken.number} is held" if taken.number else "nothing is held"
