"""A signed answer that a person takes home and anybody verifies without a network. Pure: no Django, no network."""

from ogoh.certificate.holder import Holder, matches
from ogoh.certificate.issuing import issue, statement_about
from ogoh.certificate.key_ring import KeyRing, KeyRingError
from ogoh.certificate.list_files import KeyFile, RevokedFile, read_key_file, read_revoked_file
from ogoh.certificate.signed_lists import KeyList, KeyState, ListRefusedError, RevokedList
from ogoh.certificate.signing import SigningKey
from ogoh.certificate.statement import (
    Answer,
    CertificateError,
    Kind,
    SourceAnswer,
    Statement,
    end_of,
    new_number,
    number_in_print,
    read_number,
)
from ogoh.certificate.verifying import Finding, Verified, verify
from ogoh.certificate.words import finding_in_words, told

__all__ = [
    "Answer",
    "CertificateError",
    "Finding",
    "Holder",
    "KeyFile",
    "KeyList",
    "KeyRing",
    "KeyRingError",
    "KeyState",
    "Kind",
    "ListRefusedError",
    "RevokedFile",
    "RevokedList",
    "SigningKey",
    "SourceAnswer",
    "Statement",
    "Verified",
    "end_of",
    "finding_in_words",
    "issue",
    "matches",
    "new_number",
    "number_in_print",
    "read_key_file",
    "read_number",
    "read_revoked_file",
    "statement_about",
    "told",
    "verify",
]
