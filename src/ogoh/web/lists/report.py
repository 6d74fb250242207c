"""What an import did, or would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ogoh.delivery import Account


@dataclass(frozen=True, slots=True)
class Allowances:
    """Which refusals the person who imports has waived, knowing what they mean."""

    older: bool = False
    smaller: bool = False
    rejects: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The account of one import; ``number`` is the delivery's.

    ``kept`` counts listings that stay as they were because their rows were rejected;
    ``repeated`` says that the same file is already held as the newest delivery and nothing was changed;
    ``dry_run`` that nothing was written.
    """

    source: str
    number: int
    dated: date
    kind: str
    account: Account
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: int = 0
    ignored_headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    repeated: bool = False
    dry_run: bool = False
