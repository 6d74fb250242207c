"""The two sides of a linkage, as files in the folder of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sides:
    """Parquet files of subjects (`ogoh.identity.batch`): who is looked for, and among whom; one file in both places
    where a list is linked with itself."""

    left: Path
    right: Path

    @property
    def itself(self) -> bool:
        """Whether one file is linked with itself."""
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class Scored:
    """What an engine leaves behind: ``scores`` of pairs of subjects, and which identifiers of each side are a subject's
    (``number``, ``id``)."""

    scores: Path
    left_members: Path
    right_members: Path

    @property
    def folder(self) -> Path:
        """Where they are."""
        return self.scores.parent


@dataclass(frozen=True, slots=True)
class Findings:
    """What an engine found of sizes: subjects of both sides, pairs that share a key, keys left out because too many
    hold them, and subjects with more candidates than are compared."""

    left: int
    right: int
    candidates: int
    left_out: int
    crowded: int


class EngineFailed(Exception):  # noqa: N818  # the house names an exception by what happened
    """An engine cannot begin or go on; the message says why, and what to do, in a sentence."""


class Engine(Protocol):
    """The relational part of a linkage: whoever can explode, join and count can be one."""

    def link(self, sides: Sides, least: float) -> Scored:
        """Score every pair of subjects that share a key; pairs of less than ``least`` bits are left out."""
        ...

    def findings(self) -> Findings:
        """What was found, once `link` has ended."""
        ...
