"""Whose certificate it is: a salted digest that confirms a holder and names nobody."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ogoh.certificate.spellings import other_spellings
from ogoh.certificate.statement import DIGEST_BYTES, SALT_BYTES, CertificateError, Statement
from ogoh.identity import Document, PartialDate

MOST_TRIED = 50_000
"""So many spellings of a name are tried at most: half a second."""

_BETWEEN = "\x1f"
_APOSTROPHES = dict.fromkeys(map(ord, "ʻʼ‘’`´ʹʽ′"), "'")


@dataclass(frozen=True, slots=True)
class Holder:
    """The person with the passport in hand: ``name`` as it is written, in any order of its words."""

    name: str
    birth: PartialDate
    document: Document

    def __post_init__(self) -> None:
        if not fold_name(self.name):
            raise CertificateError("A holder has a name.")


def fold_name(name: str) -> str:
    """Capital letters without marks, the words in the order of the alphabet: RAHIMOV<<FARRUKH as Farrukh Rahimov.

    Letters stay in their script: the tables of `ogoh.names` change with every version, and a certificate must be
    confirmed by another installation as well.
    """
    return " ".join(sorted(re.findall(r"[^\W\d_]+", _bare(name))))


def _bare(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)).upper()


def new_salt() -> bytes:
    """Salt for one certificate: two certificates of one person cannot be told to be of one person."""
    return secrets.token_bytes(SALT_BYTES)


def digest_of(holder: Holder, salt: bytes) -> bytes:
    """SHA-256 over salt, folded name, birth date (ISO 8601) and folded document number; its first twelve bytes."""
    return _digest(fold_name(holder.name), holder, salt)


def _digest(folded_name: str, holder: Holder, salt: bytes) -> bytes:
    text = _BETWEEN.join((folded_name, holder.birth.text, holder.document.folded))
    return hashlib.sha256(salt + text.encode()).digest()[:DIGEST_BYTES]


def matches(statement: Statement, holder: Holder) -> bool:
    """Whether a certificate was issued to this holder, whose name may be in the other script than at the desk.

    Birth date and document number have to be the same; of the name every usual spelling is tried.
    """
    return any(_digest(name, holder, statement.salt) == statement.digest for name in _tried(holder.name))


def _tried(name: str) -> Iterator[str]:
    yield fold_name(name)
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", _bare(name.translate(_APOSTROPHES)))
    for spelled in islice(other_spellings(words), MOST_TRIED):
        # A quicker way to the same where nothing has to be folded any more.
        whole = " ".join(sorted(spelled))
        yield fold_name(whole) if "'" in whole else whole
