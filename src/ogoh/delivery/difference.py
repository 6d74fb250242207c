"""What changed between two deliveries of one source, by reference and content digest. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

Digest = TypeVar("Digest", str, bytes)


@dataclass(frozen=True, slots=True)
class Difference:
    """References that came, changed or went, in the order of their own list; ``unchanged`` is only counted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def difference(before: Mapping[str, Digest], after: Mapping[str, Digest]) -> Difference:
    """Compare two full lists, each a mapping from reference to content digest."""
    changed = tuple(key for key, digest in after.items() if key in before and before[key] != digest)
    added = tuple(key for key in after if key not in before)
    return Difference(
        added=added,
        changed=changed,
        removed=tuple(key for key in before if key not in after),
        unchanged=len(after) - len(added) - len(changed),
    )
