"""Commands that change how long a decision stands, and those of the second person."""

from __future__ import annotations

from typing import Annotated

import typer

from ogoh.cli.registry.common import (
    By,
    Despite,
    Papers,
    Reason,
    Reference,
    because,
    open_registry,
    staff,
    tell_written,
)
from ogoh.cli.telling import tell


def extend(
    reference: Reference,
    by: By,
    reason: Reason,
    until: Annotated[str, typer.Option(help="The new last day, later than the present one.")],
    despite: Despite = "",
    attach: Papers = None,
) -> None:
    """Give a decision a later last day."""
    with open_registry():
        from ogoh.web.registry import deciding

        version = deciding.extend(staff(by), reference, until, because(reason, despite, attach))
    tell_written(version)


def lift(reference: Reference, by: By, reason: Reason, attach: Papers = None) -> None:
    """End a decision that was right and is over."""
    with open_registry():
        from ogoh.web.registry import deciding

        version = deciding.lift(staff(by), reference, because(reason, papers=attach))
    tell_written(version)


def annul(reference: Reference, by: By, reason: Reason, attach: Papers = None) -> None:
    """End a decision that should never have been made."""
    with open_registry():
        from ogoh.web.registry import deciding

        version = deciding.annul(staff(by), reference, because(reason, papers=attach))
    tell_written(version)


def confirm(reference: Reference, by: By) -> None:
    """Confirm what a colleague wrote: from now on it counts."""
    with open_registry():
        from ogoh.web.registry import ruling

        ruling.confirm(staff(by), reference)
    tell(f"{reference} is confirmed.")


def decline(reference: Reference, by: By, reason: Reason) -> None:
    """Decline what a colleague wrote: it never counts, and stays in the history."""
    with open_registry():
        from ogoh.web.registry import ruling

        ruling.decline(staff(by), reference, reason)
    tell(f"{reference} is declined.")
