"""Whom a review is about, as keyed digests: the table names neither the traveller nor the listed person."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from ogoh.identity import Subject
from ogoh.web.audit.subjects import sounds_of

_BETWEEN = "\x1f"


def document_digests(subject: Subject) -> frozenset[str]:
    """One digest for each document number of a traveller, however it was typed: HMAC-SHA-256 in hexadecimal.

    The key is the installation's secret (RFC 2104), as for the buckets of `ogoh.web.buckets`.
    """
    return frozenset(_digest("document", document.folded) for document in subject.documents if document.folded)


def identity_digest(listed: Subject) -> str:
    """Digest of whom a listing means: its birth dates, its document numbers, the sounds of its first name.

    It stays the same when a list changes script, order or grounds, and differs when the reference passes to another
    person. New tables of names may change the sounds: see `ogoh.web.reviews.standing`.
    """
    parts = (
        " ".join(sounds_of(listed.names[0])) if listed.names else "",
        " ".join(sorted(birth.text for birth in listed.births)),
        " ".join(sorted(document.folded for document in listed.documents)),
    )
    return _digest("identity", _BETWEEN.join(parts))


def _digest(kind: str, text: str) -> str:
    return salted_hmac(f"ogoh.review.{kind}", text, algorithm="sha256").hexdigest()
