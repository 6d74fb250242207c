"""The rows of a release: listings as JSON in canonical form (RFC 8785), lossless, in the order of their references.

Members, each left out where it is empty: ``agency``, ``birthplace``, ``births``, ``citizenships``, ``decided_on``,
``documents``, ``grounds``, ``names``, ``reference``, ``sex``, ``until``; those of the subject are as
`ogoh.identity.subject_to_json` writes them. In a delta a row replaces the listing of its reference, and
``{"reference":…,"removed":true}`` takes it off the list. References are in the order of their UTF-8 bytes, each once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import orjson

from ogoh.delivery.entry import Entry
from ogoh.delivery.parcel.row_reading import reference_told, unusable
from ogoh.identity import subject_to_json

_OF_THE_CASE = ("agency", "decided_on", "grounds", "until")


def row_of(entry: Entry) -> bytes:
    """An entry as a row; one that is ``removed`` as the row that takes it off the list."""
    if entry.removed:
        return removal_of(entry.reference)
    decided_on, until = entry.decided_on, entry.until
    return row_of_listing(
        entry.reference,
        subject_to_json(entry.subject),
        entry.grounds,
        entry.agency,
        decided_on.isoformat() if decided_on else "",
        until.isoformat() if until else "",
    )


def row_of_listing(reference: str, subject: str, grounds: str, agency: str, decided_on: str, until: str) -> bytes:
    """A row from what is stored: ``subject`` as `subject_to_json` writes it, days as ISO 8601-1 or empty."""
    row = orjson.loads(subject)
    row["reference"] = reference
    for name, text in zip(_OF_THE_CASE, (agency, decided_on, grounds, until), strict=True):
        if text:
            row[name] = text
    return orjson.dumps(row, option=orjson.OPT_SORT_KEYS)


def removal_of(reference: str) -> bytes:
    """The row of a delta that takes somebody off the list."""
    return orjson.dumps({"reference": reference, "removed": True}, option=orjson.OPT_SORT_KEYS)


def reference_of(row: bytes) -> str:
    """The reference of a row that this room has written."""
    reference: str = orjson.loads(row)["reference"]
    return reference


def in_order(rows: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Rows with their numbers from 1. Raises UnusableRow where a reference does not follow the one before."""
    before = b""
    for number, row in enumerate(rows, 1):
        reference = _reference_in(row, number)
        if reference <= before:
            raise unusable(
                number, "reference", "one that does not follow the one before", "references in order, each once"
            )
        before = reference
        yield number, row


def _reference_in(row: bytes, number: int) -> bytes:
    """The reference without reading the row, where it stands alone in it; else read."""
    begin = row.find(b'"reference":"')
    if begin < 0 or b'"reference":"' in row[begin + 1 :] or b"\\" in row:
        return reference_told(number, row).encode()
    begin += len(b'"reference":"')
    return row[begin : row.find(b'"', begin)]
