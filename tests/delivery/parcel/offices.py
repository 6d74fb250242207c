"""Two authorities that send each other parcels, and a third that should get nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from ogoh.delivery import Entry
from ogoh.delivery.parcel import (
    RELEASE,
    Card,
    Header,
    KeyFolder,
    Label,
    ListDigest,
    Reading,
    VerifyingKey,
    opened,
    removal_of,
    row_of,
    seal,
)
from ogoh.identity import Sex, Subject, read_birth, read_document
from ogoh.names import WrittenName

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
TODAY = NOON.date()
HOUR = timedelta(hours=1)


@dataclass
class Office:
    """An installation with its keys."""

    code: str
    folder: Path
    known: dict[str, Card] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = KeyFolder(self.folder / "keys")
        self.keys.make(self.code, f"Office {self.code}", NOON - 24 * HOUR)

    def meets(self, *others: Office) -> None:
        self.known |= {other.code: other.keys.card for other in others}

    def keys_of(self, code: str) -> Sequence[VerifyingKey]:
        return self.known[code].keys if code in self.known else ()

    def reading(self, now: datetime = NOON, **changed: Any) -> Reading:
        reading = Reading(self.code, self.keys.identities, self.keys_of, now, self.folder)
        return replace(reading, **changed)

    def seals(self, rows: Iterable[bytes], *others: Office, **said: Any) -> Path:
        """A parcel for others, a full release unless something else is said."""
        path = self.folder / "out.parcel"
        rows = list(rows)
        recipients = said.pop("recipients", [other.keys.card.recipient for other in others])
        signer = said.pop("signer", None) or self.keys.signing_key(NOON)
        seal(path, replace(self.label(rows, *others), **said), rows, signer, recipients)
        return path

    def label(self, rows: Iterable[bytes], *others: Office) -> Label:
        digest = ListDigest()
        digest.add(rows)
        return Label(RELEASE, self.code, tuple(other.code for other in others), 1, NOON, "bans", digest=digest.hex)

    def opens(self, parcel: Path, now: datetime = NOON, **changed: Any) -> list[bytes]:
        with opened(parcel, self.reading(now, **changed)) as found:
            return list(found.rows())

    def reads(self, parcel: Path) -> Header:
        with opened(parcel, self.reading()) as found:
            return found.header


def somebody(reference: str = "1", **said: Any) -> Entry:
    subject = Subject(
        names=(WrittenName(family="Раҳимов", given="Фаррух"), WrittenName(whole="Rahimov Farrukh", weak=True)),
        births=(read_birth("12.05.1990", TODAY),),
        sex=Sex.MALE,
        citizenships=("TJ",),
        documents=(read_document("4001 234-51"),),
        birthplace="Кӯлоб",
    )
    told: Mapping[str, Any] = {
        "grounds": "ст. 26",
        "agency": "МВД",
        "decided_on": date(2024, 5, 14),
        "until": date(2029, 5, 14),
        **said,
    }
    return Entry(1, reference, subject, **told)


def people(*references: str) -> list[bytes]:
    return [row_of(somebody(reference)) for reference in sorted(references)]


__all__ = ["HOUR", "NOON", "TODAY", "Office", "people", "removal_of", "somebody"]
