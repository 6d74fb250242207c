"""What a certificate says: which lists were asked, what they held on which day, about whom."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

VALID_DAYS = 14
"""How long an answer may be shown; lists change every day."""

ZONE = timezone(timedelta(hours=5))
"""Whose days the days in certificates are: those of Dushanbe and Tashkent, which keep no summer time."""

_NUMBER_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_NUMBER = re.compile(rf"[{_NUMBER_SIGNS}]{{10}}")
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_DOCUMENT_END = re.compile(r"[0-9A-Z]{4}")

MOST_SOURCES = 8
LONGEST_OFFICE = 60
LONGEST_GROUNDS = 200
SALT_BYTES = 8
DIGEST_BYTES = 12


class CertificateError(ValueError):
    """What was given cannot be certified, signed, kept or read; the message says what to do."""


class Kind(StrEnum):
    """Which kind of list; the two are never merged."""

    ENTRY_BAN = "entry_ban"
    CONTROLLED_PERSONS = "controlled_persons"


class Answer(StrEnum):
    """What one list holds of a person."""

    NO_RECORD = "no_record"
    POSSIBLE = "possible"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """The answer of one source, of its list as it stood on ``as_of``; ``grounds`` only if the person asked for them."""

    source: str
    kind: Kind
    as_of: date
    answer: Answer
    grounds: str = ""

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.source):
            raise CertificateError(f"A source is named by a code such as ru-mvd; found {self.source!r}.")
        if len(self.grounds) > LONGEST_GROUNDS:
            raise CertificateError(f"Grounds in a certificate have at most {LONGEST_GROUNDS} characters.")
        if self.grounds and self.answer is not Answer.RECORDED:
            raise CertificateError("Grounds belong to a recorded answer only.")


@dataclass(frozen=True, slots=True)
class Statement:
    """All that is signed. ``issued`` is a moment, ``expires`` the first moment after the last day it holds.

    ``number`` is ten signs of Crockford's Base32, ``document_end`` the last four characters of the document's number,
    ``digest`` what `ogoh.certificate.holder.digest_of` makes of the holder and ``salt``.
    """

    number: str
    office: str
    answers: tuple[SourceAnswer, ...]
    document_end: str
    salt: bytes
    digest: bytes
    issued: datetime
    expires: datetime

    def __post_init__(self) -> None:
        for holds, wrong in self._demands():
            if not holds:
                raise CertificateError(wrong)

    def _demands(self) -> tuple[tuple[bool, str], ...]:
        return (
            (bool(_NUMBER.fullmatch(self.number)), f"A number has ten digits or capitals; found {self.number!r}."),
            (0 < len(self.office) <= LONGEST_OFFICE, f"An office's name has 1 to {LONGEST_OFFICE} characters."),
            (
                0 < len(self.answers) <= MOST_SOURCES,
                f"A certificate carries the answers of 1 to {MOST_SOURCES} sources.",
            ),
            (
                len({(one.source, one.kind) for one in self.answers}) == len(self.answers),
                "A source answers once in a certificate.",
            ),
            (bool(_DOCUMENT_END.fullmatch(self.document_end)), "Four last characters of a document number are needed."),
            (len(self.salt) == SALT_BYTES and len(self.digest) == DIGEST_BYTES, "Salt or digest have another length."),
            (
                self.issued.microsecond == 0 and self.issued.utcoffset() is not None,
                "A certificate is issued in a whole second of a known time zone.",
            ),
            (self.expires == expiry_of(self.issued), f"A certificate holds to the end of day {VALID_DAYS}."),
        )

    @property
    def issued_on(self) -> date:
        """The day of issue."""
        return self.issued.astimezone(ZONE).date()

    @property
    def last_day(self) -> date:
        """The last day on which the certificate holds."""
        return self.expires.astimezone(ZONE).date() - timedelta(days=1)


def expiry_of(issued: datetime) -> datetime:
    """The midnight that ends the fourteenth day after the day of issue."""
    day = issued.astimezone(ZONE).date() + timedelta(days=VALID_DAYS + 1)
    return start_of(day)


def start_of(day: date) -> datetime:
    """The first moment of a day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last second of a day, in UTC."""
    return start_of(day + timedelta(days=1)) - timedelta(seconds=1)


def new_number() -> str:
    """A number that tells nothing: neither how many there were before nor which comes next (50 random bits)."""
    return "".join(secrets.choice(_NUMBER_SIGNS) for _ in range(10))


def read_number(text: str) -> str:
    """A number as somebody types it: small letters, blanks and hyphens do not matter. Raises `CertificateError`."""
    number = re.sub(r"[\s-]", "", text).upper().translate(str.maketrans("OIL", "011"))
    if not _NUMBER.fullmatch(number):
        raise CertificateError(f"{text!r} is no certificate's number: ten digits and letters, as in 7K4M2-Q9X1A.")
    return number


def number_in_print(number: str) -> str:
    """A number as people read it aloud, in two halves."""
    return f"{number[:5]}-{number[5:]}"
