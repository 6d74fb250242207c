"""Whose certificate it is: a salted digest that confirms a holder and names nobody."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass

from ogoh.certificate.statement import DIGEST_BYTES, SALT_BYTES, CertificateError, Statement
from ogoh.identity import Document, PartialDate

_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Holder:
    """The person with the passport in hand: ``name`` in the passport's Latin letters, in any order."""

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
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(sorted(re.findall(r"[^\W\d_]+", bare.upper())))


def new_salt() -> bytes:
    """Salt for one certificate: two certificates of one person cannot be told to be of one person."""
    return secrets.token_bytes(SALT_BYTES)


def digest_of(holder: Holder, salt: bytes) -> bytes:
    """SHA-256 over salt, folded name, birth date (ISO 8601) and folded document number; its first twelve bytes."""
    text = _BETWEEN.join((fold_name(holder.name), holder.birth.text, holder.document.folded))
    return hashlib.sha256(salt + text.encode()).digest()[:DIGEST_BYTES]


def matches(statement: Statement, holder: Holder) -> bool:
    """Whether a certificate was issued to this holder."""
    return secrets.compare_digest(statement.digest, digest_of(holder, statement.salt))
