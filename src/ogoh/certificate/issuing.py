"""The signed text of a statement. The service calls this; no command does."""

from __future__ import annotations

from datetime import datetime

from ogoh.certificate.claims import claims_of
from ogoh.certificate.holder import Holder, digest_of, new_salt
from ogoh.certificate.letters import to_letters
from ogoh.certificate.signing import SigningKey, sign
from ogoh.certificate.statement import SourceAnswer, Statement, expiry_of, new_number

PREFIX = "OGH1:"
"""What every certificate's text begins with."""


def statement_about(
    holder: Holder, answers: tuple[SourceAnswer, ...], office: str, now: datetime, number: str = ""
) -> Statement:
    """The statement to issue ``now`` to a holder, with a new number where none is given.

    Raises `CertificateError`, also for a document number of fewer than four characters.
    """
    issued = now.replace(microsecond=0)
    salt = new_salt()
    return Statement(
        number=number or new_number(),
        office=office,
        answers=answers,
        document_end=holder.document.folded[-4:],
        salt=salt,
        digest=digest_of(holder, salt),
        issued=issued,
        expires=expiry_of(issued),
    )


def issue(statement: Statement, key: SigningKey) -> str:
    """The certificate: the letters that go into the QR code."""
    return to_letters(PREFIX, sign(claims_of(statement), key))
