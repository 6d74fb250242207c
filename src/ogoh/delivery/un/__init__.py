"""The United Nations Security Council's consolidated list, in the layout of its schema sc-sanctions.xsd.

A person is kept though one date, number or citizenship of theirs cannot be read: losing the whole person for it would
be the greater fault. Each such value is said in the delivery's notes. Entities are no people: they are counted apart.
Source: https://www.un.org/securitycouncil/content/un-sc-consolidated-list
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from ogoh.delivery.entry import Entry, Rejected
from ogoh.delivery.opened import OpenDelivery
from ogoh.delivery.particulars import day_of
from ogoh.delivery.un.individual import HEADINGS, IndividualReader
from ogoh.delivery.xml_reading import elements, root_attribute

ROOT = "CONSOLIDATED_LIST"
INDIVIDUAL = "INDIVIDUAL"
ENTITY = "ENTITY"


def open_list(path: Path, digest: str, today: date) -> OpenDelivery:
    """Open a consolidated list; rows are numbered as individuals, from 1."""
    notes: list[str] = []
    return OpenDelivery(
        format="UN Security Council consolidated list (XML)",
        headings=HEADINGS,
        digest=digest,
        lines=partial(_outcomes, path, today, notes),
        reader=_AsRead,
        dated=day_of(root_attribute(path, "dateGenerated")[:10]),
        notes=notes,
    )


class _AsRead:
    """Individuals are read while the file is walked; each has an identifier of its own."""

    def read_alone(self, line: Entry | Rejected) -> Entry | Rejected:
        return line

    def repeats(self, line: Entry | Rejected, reference: str) -> None:
        return None


def _outcomes(path: Path, today: date, notes: list[str]) -> Iterator[Entry | Rejected]:
    notes.clear()
    reader = IndividualReader(today, notes)
    entities = 0
    for element in elements(path, frozenset({INDIVIDUAL, ENTITY})):
        if element.tag == ENTITY:
            entities += 1
        else:
            yield reader.read(element)
    if entities:
        notes.append(f"{entities} entities (organisations, firms, ships) are no people and were not read.")
