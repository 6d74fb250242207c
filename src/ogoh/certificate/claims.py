"""A statement as CBOR Web Token claims (RFC 8392) and back: integer keys, one private claim."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from ogoh.certificate.statement import Answer, CertificateError, Kind, SourceAnswer, Statement
from ogoh.certificate.strict_cbor import Item, NotCanonicalError

ISSUER, EXPIRES, ISSUED, NUMBER = 1, 4, 6, 7
PRIVATE = -65537
"""Integers below -65536 are for private use (RFC 8392, 9.1.1); another layout would get another number."""

_KINDS, _ANSWERS = tuple(Kind), tuple(Answer)
_FIRST_DAY = date(1970, 1, 1)


def claims_of(statement: Statement) -> Item:
    """The claims, ready to be signed."""
    answers: list[Item] = [_answer_item(one) for one in statement.answers]
    private: list[Item] = [answers, statement.document_end, statement.salt, statement.digest]
    return {
        ISSUER: statement.office,
        EXPIRES: int(statement.expires.timestamp()),
        ISSUED: int(statement.issued.timestamp()),
        NUMBER: statement.number.encode(),
        PRIVATE: private,
    }


def _answer_item(one: SourceAnswer) -> Item:
    told: list[Item] = [one.source, _KINDS.index(one.kind), days_of(one.as_of), _ANSWERS.index(one.answer)]
    return [*told, one.grounds] if one.grounds else told


def statement_of(claims: Item) -> Statement:
    """The statement that claims make. Raises `NotCanonicalError` for any other shape."""
    match claims:
        case {1: str(office), 4: int(expires), 6: int(issued), 7: bytes(number), -65537: list(private), **others}:
            if others:
                raise NotCanonicalError("claims that we do not know")
        case _:
            raise NotCanonicalError("no claims of ours")
    match private:
        case [list(answers), str(document_end), bytes(salt), bytes(digest)]:
            pass
        case _:
            raise NotCanonicalError("no claims of ours")
    try:
        return Statement(
            number=number.decode("ascii"),
            office=office,
            answers=tuple(map(_answer_of, answers)),
            document_end=document_end,
            salt=salt,
            digest=digest,
            issued=moment_of(issued),
            expires=moment_of(expires),
        )
    except (CertificateError, UnicodeDecodeError) as wrong:
        raise NotCanonicalError(str(wrong)) from None


def _answer_of(item: Item) -> SourceAnswer:
    match item:
        case [str(source), int(kind), int(as_of), int(answer), *grounds]:
            if 0 <= kind < len(_KINDS) and 0 <= answer < len(_ANSWERS):
                return SourceAnswer(source, _KINDS[kind], day_of(as_of), _ANSWERS[answer], _grounds_of(grounds))
    raise NotCanonicalError("no answer of ours")


def _grounds_of(rest: list[Item]) -> str:
    match rest:
        case []:
            return ""
        case [str(grounds)] if grounds:
            return grounds
    raise NotCanonicalError("no grounds of ours")


def days_of(day: date) -> int:
    """Days since 1 January 1970."""
    return (day - _FIRST_DAY).days


def day_of(days: int) -> date:
    """The day that lies so many days after 1 January 1970; to the year 2099."""
    if not 0 <= days < 47_482:
        raise NotCanonicalError("a day out of reach")
    return _FIRST_DAY + timedelta(days=days)


def moment_of(seconds: int) -> datetime:
    """The moment so many seconds after 1 January 1970, in UTC; to the year 2099."""
    if not 0 <= seconds < 47_482 * 86_400:
        raise NotCanonicalError("a moment out of reach")
    return datetime.fromtimestamp(seconds, UTC)
