"""The two signed lists that travel to whoever verifies: the issuing keys, and the numbers that were revoked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from ogoh.certificate.claims import day_of, days_of, moment_of
from ogoh.certificate.letters import from_letters, to_letters
from ogoh.certificate.signing import PublicKey, Signed, SigningKey, open_signed, sign
from ogoh.certificate.statement import ZONE, CertificateError
from ogoh.certificate.strict_cbor import CutShortError, Item, NotCanonicalError

KEYS_PREFIX, REVOKED_PREFIX = "OGK1:", "OGR1:"
_KEYS, _REVOKED = 1, 2
_NUMBER_BYTES = 10


class ListRefusedError(CertificateError):
    """A list that is not signed by the root key, or cannot be read."""


class KeyState(IntEnum):
    """How a key ended, if it did."""

    IN_USE = 0
    RETIRED = 1
    LOST = 2


@dataclass(frozen=True, slots=True)
class IssuingKey:
    """A key that certificates are signed with: from ``first`` to ``last``, both included, unless it ended before.

    A *retired* key is good for what was issued up to the day ``since`` and on it. A *lost* one is good for what was
    issued before that day.
    """

    public: PublicKey
    first: date
    last: date
    state: KeyState = KeyState.IN_USE
    since: date | None = None

    def signs_on(self, day: date) -> bool:
        """Whether what was issued on this day counts."""
        if not self.first <= day <= self.last:
            return False
        if self.since is None:
            return True
        return day <= self.since if self.state is KeyState.RETIRED else day < self.since


@dataclass(frozen=True, slots=True)
class KeyList:
    """The issuing keys, oldest first. Whoever verifies after ``due`` needs a newer list."""

    issued: datetime
    due: datetime
    keys: tuple[IssuingKey, ...]

    def find(self, kid: bytes) -> IssuingKey | None:
        """The key of this name."""
        return next((one for one in self.keys if one.public.kid == kid), None)


@dataclass(frozen=True, slots=True)
class RevokedList:
    """The numbers of certificates that were taken back and would otherwise still hold, in order."""

    issued: datetime
    due: datetime
    numbers: tuple[str, ...]

    @property
    def issued_on(self) -> date:
        """The day of the list."""
        return self.issued.astimezone(ZONE).date()


def sign_keys(keys: KeyList, root: SigningKey) -> str:
    """The key list as a line of letters."""
    return to_letters(KEYS_PREFIX, sign(_list_item(_KEYS, keys, [_key_item(one) for one in keys.keys]), root))


def sign_revoked(revoked: RevokedList, root: SigningKey) -> str:
    """The list of revoked numbers as a line of letters."""
    numbers: list[Item] = [number.encode() for number in sorted(revoked.numbers)]
    return to_letters(REVOKED_PREFIX, sign(_list_item(_REVOKED, revoked, numbers), root))


def _list_item(kind: int, told: KeyList | RevokedList, rows: list[Item]) -> Item:
    return {1: kind, 2: int(told.issued.timestamp()), 3: int(told.due.timestamp()), 4: rows}


def _key_item(one: IssuingKey) -> Item:
    since = 0 if one.since is None else days_of(one.since)
    return [one.public.point, days_of(one.first), days_of(one.last), int(one.state), since]


def read_keys(text: str, root: PublicKey) -> KeyList:
    """The key list that the root key signed. Raises `ListRefusedError`."""
    with_rows = _opened(text, KEYS_PREFIX, _KEYS, root, "list of keys")
    try:
        return KeyList(with_rows[0], with_rows[1], tuple(map(_key_of, with_rows[2])))
    except NotCanonicalError as wrong:
        raise ListRefusedError(f"The list of keys cannot be read: {wrong}.") from None


def read_revoked(text: str, root: PublicKey) -> RevokedList:
    """The list of revoked numbers that the root key signed. Raises `ListRefusedError`."""
    issued, due, rows = _opened(text, REVOKED_PREFIX, _REVOKED, root, "list of revoked numbers")
    return RevokedList(issued, due, tuple(_numbers_of(rows)))


def _opened(text: str, prefix: str, kind: int, root: PublicKey, called: str) -> tuple[datetime, datetime, list[Item]]:
    try:
        data = from_letters(prefix, text)
        signed = open_signed(data) if data is not None else None
    except (CutShortError, NotCanonicalError) as wrong:
        raise ListRefusedError(f"The {called} is damaged: {wrong}. Fetch it again.") from None
    if signed is None:
        raise ListRefusedError(f"This is no {called}: it would begin with {prefix}")
    if not signed.is_signed_by(root):
        raise ListRefusedError(f"The {called} is not signed by this root key. Do not use it.")
    return _parts_of(signed, kind, called)


def _parts_of(signed: Signed, kind: int, called: str) -> tuple[datetime, datetime, list[Item]]:
    match signed.payload:
        case {1: found, 2: int(issued), 3: int(due), 4: list(rows), **others} if found == kind and not others:
            return moment_of(issued), moment_of(due), rows
    raise ListRefusedError(f"The {called} holds something else.")


def _key_of(item: Item) -> IssuingKey:
    match item:
        case [bytes(point), int(first), int(last), 0, 0]:
            return IssuingKey(PublicKey(point), day_of(first), day_of(last))
        case [bytes(point), int(first), int(last), (1 | 2) as state, int(since)]:
            return IssuingKey(PublicKey(point), day_of(first), day_of(last), KeyState(state), day_of(since))
    raise NotCanonicalError("no key of ours")


def _numbers_of(rows: list[Item]) -> Iterator[str]:
    for row in rows:
        if not isinstance(row, bytes) or len(row) != _NUMBER_BYTES or not row.isascii():
            raise ListRefusedError("The list of revoked numbers holds something else.")
        yield row.decode()
