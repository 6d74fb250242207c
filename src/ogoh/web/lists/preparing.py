"""What an entry needs before it can be a row: JSON, digest and keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
import orjson
import pyarrow as pa

from ogoh.delivery import Entry
from ogoh.delivery.digest import digest_of_stored
from ogoh.identity.batch import stored_batch
from ogoh.identity.stored import Stored, stored_subject, stored_to_json
from ogoh.linkage.keys import Dating, KeyMaker
from ogoh.linkage.name_columns import NameReader
from ogoh.matching.commonness import Borne

_KEY_BYTES = 8


class Ready(NamedTuple):
    """An entry as it goes into the database: ``subject`` is JSON, the days ISO 8601."""

    reference: str
    digest: str
    subject: str
    grounds: str
    agency: str
    decided_on: str | None
    until: str | None
    removed: bool


def keys_and_names(subjects: Iterable[str]) -> tuple[list[bytes], Counter[Borne]]:
    """The keys that subjects (JSON) are stored under, packed as native 64-bit numbers, and the names they bear.

    By columns: the same numbers as `ogoh.matching.stored_keys`, in a small part of the time.
    """
    batch = stored_batch((str(number), orjson.loads(one)) for number, one in enumerate(subjects))
    numbered = batch.append_column("number", pa.array(np.arange(batch.num_rows)))
    keyed, names = KeyMaker(_reader()).stored(numbered, Dating())
    packed = np.asarray(keyed.column("key")).tobytes()
    ends = np.searchsorted(np.asarray(keyed.column("subject")), np.arange(batch.num_rows), "right") * _KEY_BYTES
    begins = [0, *ends.tolist()]
    return [packed[begin:end] for begin, end in zip(begins, ends.tolist(), strict=False)], names


@cache
def _reader() -> NameReader:
    """Remembers the words that this process has met."""
    return NameReader()


def make_ready(entry: Entry) -> Ready:
    """Make one entry ready."""
    return ready_as_stored(
        entry.reference,
        stored_subject(entry.subject),
        entry.grounds,
        entry.agency,
        entry.decided_on.isoformat() if entry.decided_on else "",
        entry.until.isoformat() if entry.until else "",
        removed=entry.removed,
    )


def ready_as_stored(
    reference: str, subject: Stored, grounds: str, agency: str, decided_on: str, until: str, *, removed: bool
) -> Ready:
    """Make ready what is stored of an entry; days are ISO 8601-1 or empty."""
    digest = digest_of_stored(reference, subject, grounds, agency, decided_on, until)
    return Ready(
        reference, digest, stored_to_json(subject), grounds, agency, decided_on or None, until or None, removed
    )
