"""Questions about invented travellers."""

from __future__ import annotations

from ogoh.identity import Subject, subject_as_typed
from ogoh.names import WrittenName


def traveller(name: str, born: str = "", document: str = "") -> Subject:
    """Somebody who asks, as typed."""
    return subject_as_typed(WrittenName(name), born=born, document=document)
