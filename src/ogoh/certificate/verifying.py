"""What a certificate's text turns out to be. Needs the signed lists and a clock, and no network.

The verifying page carries the same steps in the same order; one table of cases is run through both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ogoh.certificate.claims import statement_of
from ogoh.certificate.issuing import PREFIX
from ogoh.certificate.letters import LONGEST_TEXT, from_letters
from ogoh.certificate.signed_lists import IssuingKey, KeyList, KeyState, RevokedList
from ogoh.certificate.signing import Signed, open_signed
from ogoh.certificate.statement import ZONE, Statement
from ogoh.certificate.strict_cbor import CutShortError, NotCanonicalError

LEEWAY = timedelta(0)
"""How long after its end a certificate is still taken: not at all."""

EARLY = timedelta(minutes=5)
"""How far the clock of whoever verifies may be behind the clock of whoever issued."""


class Finding(StrEnum):
    """What a text turned out to be; each has one sentence in `ogoh.certificate.words`."""

    VALID = "valid"
    NOT_A_CERTIFICATE = "not_a_certificate"
    CUT = "cut"
    RE_ENCODED = "re_encoded"
    FOREIGN_KEY = "foreign_key"
    FORGED = "forged"
    KEY_LOST = "key_lost"
    KEY_RETIRED = "key_retired"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    LISTS_TOO_OLD = "lists_too_old"


_STANDS_BEHIND = frozenset({Finding.VALID, Finding.EXPIRED, Finding.NOT_YET_VALID, Finding.LISTS_TOO_OLD})


@dataclass(frozen=True, slots=True)
class Verified:
    """A finding; ``statement`` only where the signature is good and what is said may be told on.

    ``day`` is the day that the finding's sentence names: when it expired, when the key was lost, when lists fell due.
    ``revoked_as_of`` is the day of the list of revoked numbers, or nothing where none was looked at.
    """

    finding: Finding
    statement: Statement | None = None
    day: date | None = None
    revoked_as_of: date | None = None

    @property
    def is_valid(self) -> bool:
        """Whether the certificate can be relied on, as far as it goes."""
        return self.finding is Finding.VALID


def verify(text: str, keys: KeyList, revoked: RevokedList | None, at: datetime) -> Verified:
    """Say what a text is at a moment. Never raises for what the text holds."""
    if len(text) > LONGEST_TEXT:
        return Verified(Finding.NOT_A_CERTIFICATE)
    try:
        data = from_letters(PREFIX, text)
        if data is None:
            return Verified(Finding.NOT_A_CERTIFICATE)
        signed = open_signed(data)
    except CutShortError:
        return Verified(Finding.CUT)
    except NotCanonicalError:
        return Verified(Finding.RE_ENCODED)
    key = keys.find(signed.kid)
    if key is None:
        return Verified(Finding.FOREIGN_KEY)
    return _verify_signed(signed, key, keys, revoked, at)


def _verify_signed(
    signed: Signed, key: IssuingKey, keys: KeyList, revoked: RevokedList | None, at: datetime
) -> Verified:
    if not signed.is_signed_by(key.public):
        return Verified(Finding.FORGED)
    try:
        statement = statement_of(signed.payload)
    except NotCanonicalError:
        return Verified(Finding.RE_ENCODED)
    finding, day = _finding(statement, key, keys, revoked, at)
    told = statement if finding in _STANDS_BEHIND else None
    return Verified(finding, told, day, revoked.issued_on if revoked else None)


def _finding(
    statement: Statement, key: IssuingKey, keys: KeyList, revoked: RevokedList | None, at: datetime
) -> tuple[Finding, date | None]:
    if not key.signs_on(statement.issued_on):
        if key.state is KeyState.LOST:
            return Finding.KEY_LOST, key.since
        return Finding.KEY_RETIRED, key.since or (key.last if statement.issued_on > key.last else key.first)
    if revoked and statement.number in revoked.numbers:
        return Finding.REVOKED, revoked.issued_on
    if at < statement.issued - EARLY:
        return Finding.NOT_YET_VALID, statement.issued_on
    if at >= statement.expires + LEEWAY:
        return Finding.EXPIRED, statement.last_day
    due = min(one.due for one in (keys, revoked) if one)
    if at >= due:
        return Finding.LISTS_TOO_OLD, _last_day_before(due)
    return Finding.VALID, None


def _last_day_before(due: datetime) -> date:
    return (due - timedelta(seconds=1)).astimezone(ZONE).date()
