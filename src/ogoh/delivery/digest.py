"""Short digests: of what an entry says, to see changes; of whom it means, where a list has no identifier."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from ogoh.delivery.entry import Entry
from ogoh.identity import PartialDate, Subject
from ogoh.identity.birth_text import partial_date_of
from ogoh.identity.stored import Stored, stored_subject

_PARTS = ("whole", "family", "given", "patronymic")
BETWEEN = "\x1f"
AMONG = "\x1e"


def content_digest(entry: Entry) -> str:
    """Digest of everything an entry says, apart from its row: 32 hexadecimal digits (BLAKE2b, RFC 7693).

    Two deliveries that say the same of one reference give the same digest.
    """
    days = _date_text(entry.decided_on), _date_text(entry.until)
    return digest_of_stored(entry.reference, stored_subject(entry.subject), entry.grounds, entry.agency, *days)


def digest_of_stored(reference: str, subject: Stored, grounds: str, agency: str, decided_on: str, until: str) -> str:
    """`content_digest` of what is stored; days are ISO 8601-1 or empty."""
    names, papers = subject["names"], subject.get("documents", ())
    parts = (
        reference,
        *[AMONG.join([*[name.get(part, "") for part in _PARTS], "weak" if "weak" in name else ""]) for name in names],
        AMONG.join(map(_birth_text, subject.get("births", ()))),
        subject.get("sex", ""),
        AMONG.join(subject.get("citizenships", ())),
        *[AMONG.join((one["number"], one.get("kind", "passport"), one.get("country", ""))) for one in papers],
        subject.get("birthplace", ""),
        grounds,
        agency,
        decided_on,
        until,
        # How many of each there are, so that no value can pass for another kind.
        f"{len(names)} {len(papers)}",
    )
    return hashlib.blake2b(BETWEEN.join(parts).encode(), digest_size=16).hexdigest()


_MADE = re.compile(r"p[0-9a-f]{20}")


def is_made(reference: str) -> bool:
    """Whether a reference was made here for a list without identifiers (`person_digest`): its owner knows none such."""
    return _MADE.fullmatch(reference) is not None


def person_digest(subject: Subject) -> str:
    """Digest of main name, birth dates and documents: "p" and 20 hexadecimal digits (SHA-256, cut to 80 bits).

    The reference of a person on a list without identifiers. It stays the same when case, ё, accents, punctuation
    or the order of the name's words, of the dates or of the documents change.
    """
    return digest_of_person(
        words_of(subject.names[0].text),
        map(birth_text, subject.births),
        (document.folded for document in subject.documents),
    )


def digest_of_person(words: Iterable[str], births: Iterable[str], documents: Iterable[str]) -> str:
    """`person_digest` from its parts: `words_of` the main name, `birth_text` of each date, folded numbers."""
    parts = (" ".join(sorted(words)), AMONG.join(sorted(births)), AMONG.join(sorted(documents)))
    return "p" + hashlib.sha256(BETWEEN.join(parts).encode()).hexdigest()[:20]


def words_of(text: str) -> list[str]:
    """The words of a name, letters alone."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign if sign.isalpha() else "" if unicodedata.combining(sign) else " " for sign in apart).split()


def birth_text(birth: PartialDate) -> str:
    """A date of birth as it enters a digest."""
    return f"{birth.year}-{birth.month}-{birth.day}-{birth.last_year}-{birth.approximate}"


@lru_cache(maxsize=32_768)
def _birth_text(stored: str) -> str:
    birth = partial_date_of(stored)
    return birth_text(birth) if birth else ""


def _date_text(day: date | None) -> str:
    return day.isoformat() if day else ""
