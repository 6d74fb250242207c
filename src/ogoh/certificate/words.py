"""Every sentence about certificates, in English as the source language, and how days are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ogoh.certificate.statement import Answer, Kind, SourceAnswer, Statement, number_in_print
from ogoh.certificate.verifying import Finding, Verified

Translate = Callable[[str], str]
"""From an English sentence to that of another language, as ``gettext`` does."""


def sentence(text: str) -> str:
    """Mark a sentence for the language catalogues; it is translated when it is used."""
    return text


FINDINGS: Mapping[Finding, str] = {
    Finding.VALID: sentence("The signature is genuine, and the certificate still holds."),
    Finding.NOT_A_CERTIFICATE: sentence("This is no certificate of Ogoh."),
    Finding.CUT: sentence("A part of the certificate is missing. Scan the whole code again."),
    Finding.RE_ENCODED: sentence("The text was changed on its way, so it does not count. Scan the code itself."),
    Finding.FOREIGN_KEY: sentence(
        "The certificate is signed with a key that is not on the list of keys. It does not count."
    ),
    Finding.FORGED: sentence("The signature is wrong: the certificate is forged, or was changed. It does not count."),
    Finding.KEY_LOST: sentence(
        "The key of this certificate was lost on {day}. What was signed with it since then does not count. "
        "The office gives a new certificate free of charge."
    ),
    Finding.KEY_RETIRED: sentence(
        "The certificate is dated a day on which its key was not in use. It does not count. "
        "The office gives a new certificate free of charge."
    ),
    Finding.NOT_YET_VALID: sentence(
        "The certificate is dated {day}, and that is still to come. Look whether the clock of this device is right."
    ),
    Finding.EXPIRED: sentence(
        "The certificate has expired: it held to the end of {day}. The office gives a new one free of charge."
    ),
    Finding.REVOKED: sentence("The office has taken this certificate back. It does not count."),
    Finding.LISTS_TOO_OLD: sentence(
        "The signature is genuine, but the lists of keys and of revoked numbers held here are too old: they were good "
        "to the end of {day}. Fetch new ones before you rely on it."
    ),
}

KIND_WORDS: Mapping[Kind, str] = {
    Kind.ENTRY_BAN: sentence("Entry bans"),
    Kind.CONTROLLED_PERSONS: sentence("Registry of controlled persons"),
}
ANSWER_WORDS: Mapping[Answer, str] = {
    Answer.NO_RECORD: sentence("No record found"),
    Answer.POSSIBLE: sentence("Possible"),
    Answer.RECORDED: sentence("Recorded"),
}
SHAPES: Mapping[Answer, str] = {Answer.NO_RECORD: "circle", Answer.POSSIBLE: "triangle", Answer.RECORDED: "octagon"}

ANSWER_LINE = sentence("{kind} ({source}), as of {day}: {answer}.")
GROUNDS = sentence("Grounds: {grounds}")
NUMBER = sentence("Certificate {number}, issued on {day}. Office: {office}")
HOLDS = sentence("It holds to the end of {day}.")
DOCUMENT_END = sentence("The document's number ends in {signs}. Compare it with the document.")
REVOKED_LOOKED_AT = sentence("Revoked numbers were looked at, as of {day}.")
REVOKED_NOT_LOOKED_AT = sentence("Revoked numbers were not looked at.")
THIS_HOLDER = sentence("It was issued to this holder.")
ANOTHER_HOLDER = sentence("It was not issued to this holder, or the name, birth date or number was typed otherwise.")
NO_PERMISSION = sentence("No answer here is a permission to enter. The border service decides when you arrive.")

DAYS = (
    sentence("{day} January {year}"),
    sentence("{day} February {year}"),
    sentence("{day} March {year}"),
    sentence("{day} April {year}"),
    sentence("{day} May {year}"),
    sentence("{day} June {year}"),
    sentence("{day} July {year}"),
    sentence("{day} August {year}"),
    sentence("{day} September {year}"),
    sentence("{day} October {year}"),
    sentence("{day} November {year}"),
    sentence("{day} December {year}"),
)


def day_in_words(day: date, translate: Translate = sentence) -> str:
    """A day as people write it."""
    return translate(DAYS[day.month - 1]).format(day=day.day, year=day.year)


def finding_in_words(verified: Verified, translate: Translate = sentence) -> str:
    """The one sentence that says what a text turned out to be."""
    day = day_in_words(verified.day, translate) if verified.day else ""
    return translate(FINDINGS[verified.finding]).format(day=day)


def told(verified: Verified, translate: Translate = sentence) -> Iterator[str]:
    """What is said after the finding: what the certificate says, and which list of revoked numbers was asked."""
    if verified.statement is None:
        return
    yield from statement_in_words(verified.statement, translate)
    if verified.revoked_as_of is None:
        yield translate(REVOKED_NOT_LOOKED_AT)
    else:
        yield translate(REVOKED_LOOKED_AT).format(day=day_in_words(verified.revoked_as_of, translate))
    yield translate(NO_PERMISSION)


def statement_in_words(statement: Statement, translate: Translate = sentence) -> Iterator[str]:
    """What a certificate says, one sentence a fact."""
    for one in statement.answers:
        yield answer_in_words(one, translate)
        if one.grounds:
            yield translate(GROUNDS).format(grounds=one.grounds)
    yield number_in_words(statement, translate)
    yield holds_in_words(statement, translate)
    yield document_in_words(statement, translate)


def answer_in_words(one: SourceAnswer, translate: Translate = sentence) -> str:
    """One source's answer and its day."""
    return translate(ANSWER_LINE).format(
        kind=translate(KIND_WORDS[one.kind]),
        source=one.source,
        day=day_in_words(one.as_of, translate),
        answer=translate(ANSWER_WORDS[one.answer]),
    )


def number_in_words(statement: Statement, translate: Translate = sentence) -> str:
    """Number, day of issue and office."""
    return translate(NUMBER).format(
        number=number_in_print(statement.number),
        day=day_in_words(statement.issued_on, translate),
        office=statement.office,
    )


def holds_in_words(statement: Statement, translate: Translate = sentence) -> str:
    """How long it holds."""
    return translate(HOLDS).format(day=day_in_words(statement.last_day, translate))


def document_in_words(statement: Statement, translate: Translate = sentence) -> str:
    """With which document it goes."""
    return translate(DOCUMENT_END).format(signs=statement.document_end)
